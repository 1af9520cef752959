"""The page of errors has every code that there is, and no other."""

import ast
import re
from pathlib import Path

import pytest

from scripts.documentation.error_page import Example, codes_of, examples_of, renewed_errors
from scripts.documentation.pages import DOCS, ROOT, PageError
from tests.docs.codes_in_source import codes_in, codes_of_module

PAGE = (DOCS / "error-codes.md").read_text(encoding="utf-8")
EXAMPLES = examples_of(PAGE)
NOT_CODES = {"utf-8"}
"""Words of the source that look like codes."""


def test_every_code_of_the_source_is_on_the_page() -> None:
    in_source = {code for code in codes_in(ROOT) if not code.startswith("x-")} - NOT_CODES
    assert in_source == codes_of(PAGE)


def test_a_code_has_one_section_in_each_part() -> None:
    sections = [(example.part, example.code) for example in EXAMPLES]
    assert len(sections) == len(set(sections)) > 90


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.part}-{each.code}")
def test_an_example_is_told_as_it_should_be(example: Example) -> None:
    severity = "warning" if example.part == "Warnings" else "error"
    assert example.told.text.startswith(f"{severity}[{example.code}]: ")


def test_the_language_lists_the_warnings() -> None:
    language = (DOCS / "language.md").read_text(encoding="utf-8")
    listed = re.findall(r"error-codes\.md#([a-z-]+)\)", language)
    assert listed == [example.code for example in EXAMPLES if example.part == "Warnings"]


class TestScan:
    @pytest.mark.parametrize(
        ("source", "codes"),
        [
            ('Diagnostic("too-deep", f"…", source, span)', {"too-deep"}),
            ('diagnostic_at(located, "cliff", pointer, "a message")', {"cliff"}),
            ('Failure("usage", message, help)', {"usage"}),
            ('_bad(number, "not-json", "no JSON")', {"not-json"}),
            ('Problem(code="bad", message="x")', {"bad"}),
            ('code, advice = "bad-number", None', {"bad-number"}),
            (
                'RefusedError("bad-number" if x else "zero-bound", "m")',
                {"bad-number", "zero-bound"},
            ),
            ('class Code(StrEnum):\n    A = "bad-time"', {"bad-time"}),
            (
                'def miss(key):\n    report(f"missing-{key}")\nmiss("name")\nmiss("cases")',
                {"missing-name", "missing-cases"},
            ),
            ('write("a text with-hyphens in it")', set()),
            ('print("word")', set()),
        ],
    )
    def test_codes_are_found(self, source: str, codes: set[str]) -> None:
        assert set(codes_of_module(ast.parse(source))) == codes


class TestPage:
    PIECE = "### `zero-rate`\n\nNothing.\n\n```points\nbase at 0.00\n```\n\n```text\n```\n"
    BETTER = "\n```points\nbase at {rate}\n```\n"

    def test_what_is_told_is_filled_in(self, tmp_path: Path) -> None:
        page = renewed_errors(self.PIECE, tmp_path)
        assert "error[zero-rate]: found a cost per point of `0.00`" in page

    def test_an_example_that_gives_another_code(self, tmp_path: Path) -> None:
        with pytest.raises(PageError, match=r"`zero-bound`, line 5: found .*'zero-rate'"):
            renewed_errors(self.PIECE.replace("zero-rate", "zero-bound"), tmp_path)

    def test_what_is_no_better(self, tmp_path: Path) -> None:
        with pytest.raises(PageError, match="no better"):
            renewed_errors(self.PIECE + self.BETTER.format(rate="0"), tmp_path)

    def test_what_is_better(self, tmp_path: Path) -> None:
        page = self.PIECE + self.BETTER.format(rate="0.01")
        assert renewed_errors(page, tmp_path).endswith(self.BETTER.format(rate="0.01"))

    def test_a_section_without_an_example(self, tmp_path: Path) -> None:
        with pytest.raises(PageError, match="needs an example"):
            renewed_errors("### `zero-rate`\n\nNothing.\n", tmp_path)

    def test_commands_are_run(self, tmp_path: Path) -> None:
        page = "```console\n$ echo one\n```\n"
        assert renewed_errors(page, tmp_path) == "```console\n$ echo one\none\n```\n"

    def test_nothing_else_stands_outside_of_the_examples(self, tmp_path: Path) -> None:
        with pytest.raises(PageError, match="line 1: only commands"):
            renewed_errors("```points\nfull\n```\n", tmp_path)
