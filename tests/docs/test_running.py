"""Nothing on a page is passed over: it is run, read, or refused."""

from pathlib import Path

import pytest

from scripts.documentation.frames import PROGRAM
from scripts.documentation.pages import (
    PageError,
    blocks_of,
    sections_of,
    with_blocks,
    with_generated,
)
from scripts.documentation.running import renewed

TINY = """\
program "Tiny" {
  version   1
  currency  USD
  points    "Points" whole

  conversion {
    base at 0.01
  }

  redemption {
    full
  }
}
"""


def fenced(language: str, text: str, title: str | None = None) -> str:
    info = language if title is None else f'{language} title="{title}"'
    return f"```{info}\n{text}```\n"


class TestBlocks:
    def test_a_block_is_taken_apart(self) -> None:
        page = "text\n\n" + fenced("yaml", "a: 1\n", "a.yaml")
        [block] = blocks_of(page)
        assert (block.language, block.title, block.text, block.line) == (
            "yaml",
            "a.yaml",
            "a: 1\n",
            3,
        )
        assert page[block.start : block.end] == "a: 1\n"
        assert with_blocks(page, [(block, "b: 2\n")]) == page.replace("a: 1", "b: 2")

    @pytest.mark.parametrize(
        "page",
        [
            "    ```python\n    x\n    ```\n",
            "```python\nx\n",
            "```python linenums\nx\n```\n",
            "~~~python\nx\n~~~\n",
        ],
    )
    def test_fences_that_would_be_passed_over_are_refused(self, page: str) -> None:
        with pytest.raises(PageError, match="a fence"):
            blocks_of(page)

    def test_headings_in_blocks_are_text(self) -> None:
        page = "# A\n## B\n" + fenced("yaml", "# C\n") + "### D\ntext\n"
        titles = [(section.title, section.part, section.level) for section in sections_of(page)]
        assert titles == [("A", "A", 1), ("B", "B", 2), ("D", "B", 3)]


class TestGenerated:
    def test_a_part_is_renewed(self) -> None:
        page = "a\n<!-- generated: facts -->\nold\n<!-- end -->\nb\n"
        renewed_page = with_generated(page, {"facts": "new"})
        assert renewed_page == "a\n<!-- generated: facts -->\n\nnew\n\n<!-- end -->\nb\n"
        assert with_generated(renewed_page, {"facts": "new"}) == renewed_page

    def test_a_part_that_nothing_generates(self) -> None:
        with pytest.raises(PageError, match="nothing generates `fakts`"):
            with_generated("<!-- generated: fakts -->\n<!-- end -->\n", {})


class TestConsole:
    def test_output_is_written_below_its_command(self, tmp_path: Path) -> None:
        page = fenced("points", TINY, "tiny.points") + fenced(
            "console", "$ pointsman check tiny.points\nold\n$ false\n$ echo $?\n"
        )
        told = (
            "$ pointsman check tiny.points\n1 program checked: no problems\n$ false\n$ echo $?\n1\n"
        )
        assert told in renewed(page, tmp_path)

    def test_errors_and_results_are_both_shown(self, tmp_path: Path) -> None:
        page = fenced("console", "$ pointsman check nowhere.points\n")
        assert "`nowhere.points` does not exist" in renewed(page, tmp_path)

    def test_a_command_of_several_lines(self, tmp_path: Path) -> None:
        page = fenced("console", "$ echo one \\\n    two\n")
        assert renewed(page, tmp_path) == fenced("console", "$ echo one \\\n    two\none two\n")

    def test_nothing_of_the_readers_is_touched(self, tmp_path: Path) -> None:
        page = fenced("console", "$ echo $HOME $NO_COLOR; pwd\n")
        told = renewed(page, tmp_path)
        assert f"{tmp_path}/home 1\n{tmp_path}/work\n" in told

    def test_the_examples_are_there(self, tmp_path: Path) -> None:
        page = fenced("console", "$ ls examples/purchase.yaml\n")
        assert "purchase.yaml\nexamples/purchase.yaml\n" in renewed(page, tmp_path)


class TestPython:
    def test_comments_say_what_is_printed(self, tmp_path: Path) -> None:
        page = fenced("python", "print('a', 1)  # old\nprint(\n    'b'\n)  # old\n")
        assert renewed(page, tmp_path) == page.replace("old", "a 1", 1).replace("old", "b")

    def test_a_note_stays(self, tmp_path: Path) -> None:
        page = fenced("python", "print(700)  # 0 (hundredths)\nprint((1, 2))  # (1, 2)\n")
        assert renewed(page, tmp_path) == page.replace("# 0", "# 700")

    def test_blocks_share_their_names(self, tmp_path: Path) -> None:
        page = fenced("python", "x = 20 + 1\n") + fenced("python", "print(2 * x)  #\n")
        assert "# 42" in renewed(page, tmp_path)

    def test_a_loop_prints_several_times(self, tmp_path: Path) -> None:
        page = fenced("python", "for i in range(3):\n    print(i)  #\n")
        assert "# 0; 1; 2" in renewed(page, tmp_path)

    def test_what_has_no_comment_is_in_the_text_below(self, tmp_path: Path) -> None:
        page = fenced("python", "print('a')\nprint('b')\n") + "\n" + fenced("text", "")
        assert renewed(page, tmp_path).endswith(fenced("text", "a\nb\n"))

    @pytest.mark.parametrize("after", ["", fenced("points", "full\n"), fenced("python", "x = 1\n")])
    def test_what_is_printed_must_be_shown(self, after: str, tmp_path: Path) -> None:
        with pytest.raises(PageError, match="does not show what is printed"):
            renewed(fenced("python", "print('a')\n") + after, tmp_path)

    def test_an_exception_is_not_passed_over(self, tmp_path: Path) -> None:
        with pytest.raises(ZeroDivisionError):
            renewed(fenced("python", "1 // 0\n"), tmp_path)

    def test_files_of_the_page_are_there(self, tmp_path: Path) -> None:
        page = fenced("points", TINY, "tiny.points") + fenced(
            "python",
            "from pointsman.programs import load\nprint(load('tiny.points').name)  #\n",
        )
        assert "# Tiny" in renewed(page, tmp_path)


class TestPieces:
    @pytest.mark.parametrize(
        "piece",
        [
            TINY,
            "bank  external\n",
            "purchase over 20.00\n",
            "offer next\n",
            "up to 1.00 at 0.01\nabove at 0.02\n",
            'override "A" for cross border at 0.01\n',
            "fixed 10.00\n",
            "redeem at least 5.00\n",
            "within 9 days\n",
            "email redeemed\n",
            'id "1"\n',
            "merchant in coffee and segment = gold\n",
        ],
    )
    def test_a_piece_is_read_where_it_could_stand(self, piece: str, tmp_path: Path) -> None:
        assert renewed(fenced("points", piece), tmp_path) == fenced("points", piece)

    def test_a_wrong_piece(self, tmp_path: Path) -> None:
        with pytest.raises(PageError, match=r"line 1: .*chanel"):
            renewed(fenced("points", "filters {\n  require chanel = chip\n}\n"), tmp_path)

    def test_a_program_gets_the_one_style(self, tmp_path: Path) -> None:
        untidy = TINY.replace("  version   1", "version 1")
        assert renewed(fenced("points", untidy), tmp_path) == fenced("points", TINY)

    def test_a_draft_keeps_its_own(self, tmp_path: Path) -> None:
        page = fenced("points", TINY.replace("  version   1", "version 1"), "draft.points")
        assert renewed(page, tmp_path) == page

    def test_the_program_around_is_one(self, tmp_path: Path) -> None:
        assert renewed(fenced("points", PROGRAM), tmp_path)


class TestData:
    @pytest.mark.parametrize(
        "text",
        [
            "account: {balance: 7650}\n",
            "authorization: {amount: 1.00, currency: USD}\n",
            "bank: external\n",
            '{"outcome": "REDEEMED", "reason": "REDEEMED_FULL", "stage": "redemption"}\n',
        ],
    )
    def test_facts_programs_and_decisions(self, text: str, tmp_path: Path) -> None:
        assert renewed(fenced("yaml", text), tmp_path) == fenced("yaml", text)

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("account: {ballance: 7650}\n", "ballance"),
            ("authorization: {amount: 1.001, currency: USD}\n", "USD has 2 decimals"),
            ("bank: hostd\n", "hostd"),
            ("- 1\n", "no document"),
        ],
    )
    def test_what_is_wrong_with_them(self, text: str, told: str, tmp_path: Path) -> None:
        with pytest.raises(PageError, match=told):
            renewed(fenced("yaml", text), tmp_path)


@pytest.mark.parametrize("language", ["", "toml", "js"])
def test_a_kind_of_block_that_nothing_checks(language: str, tmp_path: Path) -> None:
    with pytest.raises(PageError, match="nothing checks a block"):
        renewed(fenced(language, "x\n"), tmp_path)


def test_a_text_that_nothing_prints(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="follows the Python"):
        renewed(fenced("text", "x\n"), tmp_path)


def test_a_block_that_is_only_shown(tmp_path: Path) -> None:
    page = fenced("sh", "pip install pointsman\n")
    assert renewed(page, tmp_path) == page
