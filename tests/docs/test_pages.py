"""Every page is as the code would write it: commands and Python run, pieces read, tables made.

`make reference` writes the pages that are not.
"""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from pointsman.cli.group import COMMANDS
from scripts.documentation.pages import DOCS, ROOT, blocks_of, generated_parts
from scripts.documentation.running import ONLY_SHOWN
from scripts.documentation.tables import generated
from scripts.write_reference import PAGES, as_it_should_be, changed, main

HOW = "run `make reference` and read the difference"
EVERY_PAGE = (*PAGES, *sorted(DOCS.glob("decisions/*.md")))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_is_as_the_code_would_write_it(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == as_it_should_be(path), HOW


def test_every_page_of_the_folder_is_looked_at() -> None:
    assert {*PAGES, DOCS / "errors.md"} == {ROOT / "README.md", *DOCS.glob("*.md")}


def test_every_generated_part_stands_on_one_page() -> None:
    parts = [part for path in PAGES for part in generated_parts(path.read_text(encoding="utf-8"))]
    assert sorted(parts) == sorted(generated())


def test_every_page_is_in_the_table_of_contents() -> None:
    # The theme's own tags are not needed for the list of pages.
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = set(re.findall(r"[\w/-]+\.md", text[text.index("\nnav:") :]))
    assert listed == {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    assert yaml.safe_load(text)["strict"] is True


@pytest.mark.parametrize("path", EVERY_PAGE, ids=name_of)
def test_links_go_to_files_and_headings_that_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
        name, _, anchor = target.partition("#")
        page = path if not name else path.parent / name
        assert page.exists(), f"{target} of {name_of(path)}"
        if anchor:
            assert anchor in anchors_of(page.read_text(encoding="utf-8")), target


def anchors_of(page: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {
        re.sub(r"[^\w\s-]", "", heading).strip().lower().replace(" ", "-") for heading in headings
    }


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_commands_that_are_only_shown_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for block in blocks_of(path.read_text(encoding="utf-8")):
        if block.language not in ONLY_SHOWN:
            continue
        for line in block.text.splitlines():
            program, what, *_ = shlex.split(line, comments=True)
            assert (program, what) == ("pip", "install") or (
                what in {"pointsman": COMMANDS, "make": targets}[program]
            )


def test_the_page_of_the_command_has_every_command() -> None:
    page = (DOCS / "command.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^\| \[`(\w+) ", page, re.MULTILINE)) == COMMANDS
    assert set(COMMANDS) <= set(re.findall(r"^## (\w+)$", page, re.MULTILINE))


def test_the_changelog_names_every_command() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    [line] = re.findall(r"^- The command: (.+)$", changelog, re.MULTILINE)
    assert all(command in line for command in COMMANDS)


def test_the_page_that_must_show_output_does() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    after = readme[readme.index("What comes of it:") :]
    [first, *_] = blocks_of(after)
    assert first.text.startswith(
        "$ pointsman explain steps.points purchase.yaml\nSteps v1 · A-1001"
    )
    assert "70.00 = 7,000 points" in first.text


class TestWriting:
    @pytest.fixture
    def page(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        page = tmp_path / "page.md"
        monkeypatch.setattr("scripts.write_reference.PAGES", (page,))
        monkeypatch.setattr("scripts.write_reference.ROOT", tmp_path)
        page.write_text("```python\nprint(1 + 1)  # 3\n```\n")
        return page

    def test_a_page_that_differs_is_written(self, page: Path) -> None:
        assert main([]) == 0
        assert page.read_text() == "```python\nprint(1 + 1)  # 2\n```\n"
        assert list(changed()) == []

    def test_check_only_names_it(self, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--check"]) == 1
        assert "# 3" in page.read_text()
        assert capsys.readouterr().out == "page.md\n"

    def test_check_of_a_page_that_is_right(self, page: Path) -> None:
        main([])
        assert main(["--check"]) == 0
