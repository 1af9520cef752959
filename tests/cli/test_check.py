"""`pointsman check`."""

import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from pointsman.cli.exit_status import ExitStatus
from tests.cli.conftest import BAD, GOOD, Command


class TestGood:
    def test_one(self, command: Command, files: Path) -> None:
        result = command("check", files / "good.points")
        assert (result.status, result.out, result.err) == (
            0,
            "1 program checked: no problems\n",
            "",
        )

    def test_several(self, command: Command, files: Path) -> None:
        result = command("check", "good.points", "untidy.points")
        assert (result.status, result.out) == (0, "2 programs checked: no problems\n")

    @pytest.mark.parametrize("style", ["concise", "json"])
    def test_for_editors_nothing_is_said(self, style: str, command: Command, files: Path) -> None:
        result = command("check", "--format", style, "good.points")
        assert (result.status, result.err) == (0, "")
        assert result.out == {"concise": "", "json": "[]\n"}[style]

    @pytest.mark.parametrize("form", ["points", "yaml", "json"])
    def test_each_form_from_standard_input(self, form: str, command: Command, files: Path) -> None:
        text = command("convert", "--to", form, "good.points").out
        assert command("check", "--form", form, "-", stdin=text).status is ExitStatus.WELL

    def test_standard_input_is_points(self, command: Command) -> None:
        assert command("check", "-", stdin=GOOD).status is ExitStatus.WELL

    def test_a_form_for_a_name_that_tells_none(self, command: Command, files: Path) -> None:
        (files / "program").write_text(GOOD)
        assert command("check", "program").status is ExitStatus.CALL_WRONG
        assert command("check", "--form", "points", "program").status is ExitStatus.WELL


class TestBad:
    def test_in_full(self, command: Command, files: Path, snapshot: SnapshotAssertion) -> None:
        result = command("check", "bad.points")
        assert (result.status, result.out) == (1, "")
        assert result.err == snapshot

    def test_concise(self, command: Command, files: Path) -> None:
        lines = command("check", "--format", "concise", "bad.points").err.splitlines()
        assert [line.partition(" error[")[0] for line in lines] == [
            "bad.points:3:13:",
            "bad.points:7:13:",
        ]

    @pytest.mark.parametrize("arguments", [("--json",), ("--format", "json")])
    def test_as_json(self, arguments: tuple[str, ...], command: Command, files: Path) -> None:
        result = command("check", *arguments, "bad.points", "good.points")
        assert (result.status, result.err) == (1, "")
        found = json.loads(result.out)
        assert [d["file"] for d in found] == ["bad.points", "bad.points"]
        assert {(d["severity"], d["line"]) for d in found} == {("error", 3), ("error", 7)}

    def test_several_files_are_counted_together(self, command: Command, files: Path) -> None:
        result = command("check", "bad.points", "good.points", "bad.points")
        assert result.status is ExitStatus.INPUT_WRONG
        assert result.err.endswith("\n\n4 errors\n")

    def test_standard_input_has_a_name(self, command: Command) -> None:
        assert "--> <stdin>:3:13" in command("check", "-", stdin=BAD).err

    def test_colour_when_asked_for(self, command: Command, files: Path) -> None:
        assert "\x1b[1;31merror" in command("check", "--color", "always", "bad.points").err
        assert "\x1b" not in command("check", "bad.points").err

    def test_a_warning_is_no_error(self, command: Command, files: Path) -> None:
        cliff = GOOD.replace("base at 0.01", "base { up to 500.00 at 0.01 above at 0.012 }")
        (files / "cliff.points").write_text(cliff)
        result = command("check", "cliff.points")
        assert (result.status, result.out) == (0, "")
        assert result.err.startswith("warning[")
        assert result.err.endswith("\n1 warning\n")


class TestUnreadable:
    @pytest.mark.parametrize(
        ("path", "message"),
        [
            ("missing.points", "error[no-such-file]: `missing.points` does not exist\n"),
            ("folder.points", "error[not-a-file]: `folder.points` is a directory\n"),
            (
                "good.points/x.points",
                "error[unreadable-file]: `good.points/x.points` cannot be read",
            ),
        ],
    )
    def test_what_cannot_be_opened(
        self, path: str, message: str, command: Command, files: Path
    ) -> None:
        (files / "folder.points").mkdir()
        result = command("check", path, "good.points")
        assert result.status is ExitStatus.CALL_WRONG
        assert result.err.startswith(message)
        assert "Traceback" not in result.err

    def test_the_other_files_are_checked(self, command: Command, files: Path) -> None:
        result = command("check", "missing.points", "bad.points", "--json")
        assert result.status is ExitStatus.CALL_WRONG
        assert len(json.loads(result.out)) == 2
        assert json.loads(result.err)["error"]["code"] == "no-such-file"

    @pytest.mark.parametrize("data", [b"\xff\xfe\x00\x01", b"\x7fELF\x80", b"a\x00b", b""])
    @pytest.mark.parametrize("form", ["points", "yaml", "json"])
    def test_what_is_no_text(self, data: bytes, form: str, command: Command) -> None:
        result = command("check", "--form", form, "-", stdin=data)
        assert result.status is ExitStatus.INPUT_WRONG
        assert result.err.startswith("error[")
        assert "\x1b" not in result.err

    def test_a_file_over_the_limit(self, command: Command, files: Path) -> None:
        (files / "big.points").write_bytes(b"#" * (1 << 20) + b"\n")
        (files / "endless.points").symlink_to("/dev/zero")
        for name in ("big.points", "endless.points"):
            result = command("check", name)
            assert result.status is ExitStatus.INPUT_WRONG
            assert len(result.err) < 1000
