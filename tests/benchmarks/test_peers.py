"""Every peer decides what the program decides."""

import sys

import pytest

from benchmarks.peers import c_loop, duckdb, polars, zen
from benchmarks.peers.registry import ONE_AT_A_TIME, PeerMissingError, needed, peers
from benchmarks.reference.answers import Answer, answer_of
from benchmarks.reference.coded import Columns, coded
from benchmarks.reference.lines import lines
from benchmarks.reference.purchases import Purchase, as_mapping, purchases
from benchmarks.reference.terms import program, terms
from benchmarks.verify import DisagreementError, answers_of, compare

ROWS = 400


@pytest.fixture(scope="module")
def columns() -> Columns:
    return coded(ROWS)


@pytest.fixture(scope="module")
def rows(columns: Columns) -> list[Purchase[int]]:
    return list(purchases(columns))


@pytest.fixture(scope="module")
def expected(rows: list[Purchase[int]]) -> list[Answer]:
    return [answer_of(program().decide(as_mapping(row))) for row in rows]


@pytest.mark.parametrize("key", ONE_AT_A_TIME)
def test_a_peer_decides_the_same(
    key: str, rows: list[Purchase[int]], expected: list[Answer]
) -> None:
    (peer,) = peers([key], terms())
    assert [peer.decide(peer.prepare(row)) for row in rows] == expected
    assert peer.version.startswith(f"{peer.package} ")


def test_zen_decides_the_same_of_lines(rows: list[Purchase[int]], expected: list[Answer]) -> None:
    decide = zen.make_of_lines(terms())
    assert [decide(line) for line in lines(rows)] == expected


def test_the_c_loops_decide_the_same(columns: Columns, expected: list[Answer]) -> None:
    loop = c_loop.CLoop(terms())
    assert list(answers_of(loop.chain(columns))) == expected
    assert list(answers_of(loop.two_stages(columns))) == expected


def test_polars_decides_the_same(columns: Columns, expected: list[Answer]) -> None:
    assert list(answers_of(polars.decide(terms(), polars.frame(columns)))) == expected


def test_duckdb_decides_the_same(columns: Columns, expected: list[Answer]) -> None:
    answers = duckdb.decide(terms(), duckdb.connection(columns))
    assert list(answers_of(duckdb.results(answers))) == expected


def test_what_differs_is_told_with_its_row(expected: list[Answer]) -> None:
    wrong = [*expected[:7], ("REDEEMED_FULL", -1, 0), *expected[8:]]
    with pytest.raises(DisagreementError, match=r"a peer decides purchase 7 as .*-1"):
        compare("a peer", wrong, expected)
    assert compare("a peer", expected, expected).rows == ROWS


def test_a_peer_that_answers_less_is_noticed(expected: list[Answer]) -> None:
    with pytest.raises(ValueError, match="longer than argument 1"):
        compare("a peer", expected[:-1], expected)


def test_a_missing_package_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zen", None)
    with pytest.raises(PeerMissingError, match=r"the peer `zen` is not installed .*--only"):
        peers(["zen"], terms())
    with pytest.raises(PeerMissingError, match="no-such-package"):
        needed("no-such-package")
