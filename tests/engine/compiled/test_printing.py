"""Generated code as people see it: printed, and in tracebacks."""

import ast
import re
import traceback
from collections.abc import Iterator

import pytest
from syrupy.assertion import SnapshotAssertion

from pointsman.engine.binding import bind
from pointsman.engine.compiled.loop import make_loop
from pointsman.engine.compiled.printing import place_of, print_program, shown
from pointsman.engine.endings import ENDINGS
from pointsman.engine.program import Program
from pointsman.engine.slots import Slot
from pointsman.programs import load_shipped, load_text, shipped_names
from tests.engine.compiled.allowed_nodes import forbidden_in
from tests.properties.drawn import draw
from tests.strategies.choices import seeded
from tests.worked.programs import facts, program

PROGRAMS = 40

CONSTANT = re.compile(r"# (k\d+|f\d+\(\)) = ")
ENDED = re.compile(r"\b(?:return decision|continue)\b")


def some_programs() -> Iterator[Program]:
    for name in shipped_names():
        yield load_shipped(name)
    for seed in range(PROGRAMS):
        yield draw(seeded(seed)).program


def statements(tree: ast.AST) -> list[ast.stmt]:
    """In the order in which they are written."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
    return sorted(found, key=lambda node: node.lineno)


class TestText:
    def test_a_program(self, snapshot: SnapshotAssertion) -> None:
        assert print_program(load_shipped("travel-card")) == snapshot

    def test_its_loop(self, snapshot: SnapshotAssertion) -> None:
        assert print_program(load_shipped("travel-card"), columns=True) == snapshot

    def test_it_is_the_code_that_runs(self) -> None:
        for each in some_programs():
            for columns in (False, True):
                text = print_program(each, columns=columns)
                [read_back] = ast.parse(text).body
                loop = make_loop(each.plan, each.rates)
                written = loop.written if columns else each.compiled.written
                assert ast.unparse(read_back) == ast.unparse(ast.fix_missing_locations(written))
                assert forbidden_in(read_back, {"Decision", "range", "is_listed"}) == []

    def test_every_constant_of_the_program_names_its_rule(self) -> None:
        built_in = {"GOOD_STANDING", "NON_REDEEMER", "'00'", "purchase_with_cashback", "'ALL'"}
        for each in some_programs():
            for line in print_program(each).split("\n"):
                if not CONSTANT.match(line) or any(text in line for text in (*built_in, "'NEXT'")):
                    continue
                assert " /" in line or "override" in line, line

    def test_every_rule_has_its_place(self) -> None:
        each = load_shipped("world-elite")
        for columns in (False, True):
            for line in print_program(each, columns=columns).split("\n"):
                pointers = re.findall(r" (/[a-z_]+/[a-z_/0-9]+)", line)
                if pointers and not line.startswith("#     any") and "a point" not in line:
                    assert re.search(r"\(world-elite\.points:\d+\)", line), line

    @pytest.mark.parametrize("columns", [False, True])
    def test_every_end_says_which_it_is(self, columns: bool) -> None:
        known = {f"{stage}: {reason}" for stage, reason in ENDINGS}
        for each in some_programs():
            ends = [
                line
                for line in print_program(each, columns=columns).split("\n")
                if ENDED.search(line.partition("#")[0])
            ]
            assert len(ends) > 8
            for line in ends:
                stage, reason, *_ = line.partition("#")[2].split()
                assert f"{stage} {reason}" in known

    def test_an_end_names_the_filter(self) -> None:
        for columns in (False, True):
            text = print_program(load_shipped("world-elite"), columns=columns)
            assert "# filters: MCC_FILTERED /filters/3/mcc (world-elite.points:18)" in text
            assert "# filters: REQUIREMENT_NOT_MET /filters/6/require" in text
            assert "# preferences: BELOW_CARDHOLDER_MINIMUM /preferences/cardholder/0" in text

    def test_without_places_there_are_pointers(self) -> None:
        each = program(blocks="filters { purchase over 20.00 }")
        assert "/filters/0/purchase\n" in each.compiled.source()
        assert "(worked.points:5)" in each.compiled.source(each.places)
        assert "/filters/0/purchase\n" in make_loop(each.plan, each.rates).source()

    def test_a_constant_of_several_rules_names_some_and_counts_the_others(self) -> None:
        wanted = " ".join("require amount != 5.00" for _ in range(5))
        text = program(blocks=f"filters {{ {wanted} }}").compiled.source()
        [line] = [line for line in text.split("\n") if line.startswith("# k") and "= 500 " in line]
        assert line.count("/require/condition") == 3
        assert line.endswith("; and 2 more")

    def test_tables_have_one_order_whatever_the_hashes(self) -> None:
        each = program(conversion='base at 1 override "a" for mcc 3000..3299, 0742 at 2')
        text = each.compiled.source()
        assert "{'0742': 0, '3000': 0, '3001': 0" in text
        assert "(301 of them)" in text


class TestValues:
    def test_on_one_line_of_ascii(self) -> None:
        assert shown("a\r\n\u2028'é") == r'''"a\r\n\u2028'\xe9"'''

    def test_shortened(self) -> None:
        assert shown(list(range(100))).endswith(" ... (100 of them)")
        assert shown("x" * 100) == "'" + "x" * 71 + " ..."

    def test_the_place_of_the_nearest_statement(self) -> None:
        places = {"/a": "x.points:1", "/a/b": "x.points:2"}
        assert place_of("/a/b/0", places) == "x.points:2"
        assert place_of("/a/c", places) == "x.points:1"
        assert place_of("/z", places) is None
        assert place_of("", places) is None


class TestTracebacks:
    def test_statements_have_the_lines_of_the_printed_text(self) -> None:
        for each in some_programs():
            each.compiled.decide  # noqa: B018 - makes the function, which numbers the lines
            loop = make_loop(each.plan, each.rates)
            loop.function(len, "test")
            for written in (each.compiled.written, loop.written):
                text = ast.unparse(written)
                printed = statements(ast.parse(text))
                own = statements(written)
                assert [it.lineno for it in own] == [it.lineno for it in printed]
                assert [type(it) for it in own] == [type(it) for it in printed]

    def test_an_error_shows_the_line_and_the_program(self) -> None:
        each = load_text(
            'program "T" { version 1 currency USD points "P" whole\n'
            "filters { require hour < 12 } conversion { base at 1 } redemption { full } }"
        )
        read = each.read_facts(facts())
        bound = list(bind(each.plan, each.zone, read))
        bound[Slot.HOUR] = "noon"
        with pytest.raises(TypeError) as raised:
            each.compiled.decide(tuple(bound), read)
        told = "".join(traceback.format_exception(raised.value))
        [line] = [it for it in each.compiled.source().split("\n") if it.startswith("    if hour")]
        assert line.strip() in told
        assert f"decide compiled from {each.digest}" in told
        frame = traceback.extract_tb(raised.value.__traceback__)[-1]
        text = ast.unparse(each.compiled.written).split("\n")
        assert text[(frame.lineno or 0) - 1].strip() == line.strip() == frame.line

    def test_so_does_one_in_the_loop(self) -> None:
        each = program()
        loop = make_loop(each.plan, each.rates)
        decide = loop.function(len, each.digest)
        names = [parameter.name for parameter in loop.parameters]
        arrays = [[] if name == "currency_codes" else [0, 0] for name in names]
        with pytest.raises(IndexError) as raised:
            decide(0, 1, *arrays, *([0] for _ in range(loop.outputs)))
        told = "".join(traceback.format_exception(raised.value))
        assert "currency_code = currency_codes[row]" in told
