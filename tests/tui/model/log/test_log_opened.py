import json
from pathlib import Path
from typing import Any

import pytest

from pointsman.dsl.reading import read_document
from pointsman.engine.problems import BadFactsError
from pointsman.programs import load_shipped
from pointsman.tui.model.log.log import Log
from pointsman.tui.model.log.opened import (
    HIDDEN,
    NO_PROGRAM,
    SAME_PROGRAM,
    facts_text,
    open_row,
    record_text,
)
from tests.tui.log_samples import (
    BAD_LINE,
    EXAMPLES,
    decisions,
    program,
    purchases,
    read_log,
    write_lines,
)


def beside(tmp_path: Path, logged: list[Any], facts: list[Any]) -> Log:
    log = write_lines(tmp_path / "d.ndjson", logged)
    return read_log(log, write_lines(tmp_path / "p.ndjson", facts))


def test_a_purchase_is_explained(tmp_path: Path) -> None:
    log = read_log(write_lines(tmp_path / "march.ndjson", purchases()))
    opened = open_row(log, 1)
    assert opened.explanation is not None
    assert opened.explanation.decision == decisions()[1]
    assert opened.notes == ()
    assert opened.problem is None
    assert opened.origin == "row 2 of march.ndjson"


def test_a_decision_alone_asks_for_its_purchase(tmp_path: Path) -> None:
    opened = open_row(read_log(write_lines(tmp_path / "d.ndjson", decisions())), 1)
    assert opened.explanation is None
    assert opened.problem is not None
    assert "p opens the purchases" in opened.problem
    assert "reason: REDEEMED_PARTIAL" in record_text(opened)
    assert facts_text(opened) is None


def test_decisions_find_their_purchases_by_id_in_any_order(tmp_path: Path) -> None:
    log = beside(tmp_path, decisions(), purchases()[::-1])
    opened = open_row(log, 1)
    assert opened.explanation is not None
    assert opened.notes == ("the facts have the same id, in row 11 of p.ndjson",)
    assert opened.differences == ()


def without_ids(rows: list[Any]) -> list[Any]:
    return [{key: value for key, value in row.items() if key != "id"} for row in rows]


def test_without_ids_the_place_counts_where_there_are_as_many(tmp_path: Path) -> None:
    log = beside(tmp_path, without_ids(decisions()), without_ids(purchases()))
    opened = open_row(log, 3)
    assert opened.notes == ("the facts are matched by their place, row 4 of p.ndjson",)
    assert opened.differences == ()


@pytest.mark.parametrize(
    ("logged", "facts", "message"),
    [
        (decisions(), purchases()[5:], "`p.ndjson` has no purchase with the id `P-01`"),
        (without_ids(decisions()), purchases()[1:], "the decision has no id, and there are 11"),
        (decisions(), [purchases()[0], purchases()[0]], "the id `P-01` stands more than once"),
        (decisions(), decisions(), "`p.ndjson` has decisions, not purchases"),
        (decisions(), [], "`{path}` is empty"),
    ],
)
def test_a_purchase_that_cannot_be_told_is_not_guessed(
    tmp_path: Path, logged: list[Any], facts: list[Any], message: str
) -> None:
    opened = open_row(beside(tmp_path, logged, facts), 0)
    assert opened.explanation is None
    assert str(opened.problem).startswith(message.format(path=tmp_path / "p.ndjson"))


def test_purchases_that_are_still_read_are_waited_for(tmp_path: Path) -> None:
    log = beside(tmp_path, decisions(), purchases())
    assert log.purchases is not None
    log.purchases.whole = False
    assert open_row(log, 0).problem == "`p.ndjson` is still being read"


def test_another_program_is_named_and_what_differs(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "b.ndjson",
        [{**d, "facts": f} for d, f in zip(decisions(), purchases(), strict=True)],
    )
    other = load_shipped("whole-purchase")
    opened = open_row(read_log(path, by=other), 1)
    mine = program().identity()
    assert opened.notes[0].startswith(f"{mine['name']} v{mine['version']} (sha256:")
    assert f"; open is {other.name} v{other.version} (" in opened.notes[0]
    assert opened.explanation is not None
    keys = {each.key for each in opened.differences}
    assert "program" not in keys
    assert {"reason", "points"} <= keys


def test_the_same_program_with_another_result_is_told(tmp_path: Path) -> None:
    logged = decisions()
    logged[1] = {**logged[1], "points": "7000.00", "credit": "71.00", "messages": []}
    opened = open_row(beside(tmp_path, logged, purchases()), 1)
    assert opened.notes[0] == SAME_PROGRAM
    told = [(each.key, each.logged, each.now) for each in opened.differences]
    assert told == [
        ("credit", "71", "70"),
        ("messages", "nothing", "; ".join(decisions()[1]["messages"])),
    ]


def test_a_log_that_names_no_program_says_so(tmp_path: Path) -> None:
    logged = [{"id": "P-02", "outcome": "REDEEMED", "points": "7000"}]
    opened = open_row(beside(tmp_path, logged, purchases()), 0)
    assert opened.notes[0].startswith("the log does not say which program decided; open is World")
    assert opened.differences == ()


def test_without_a_program_nothing_is_explained(tmp_path: Path) -> None:
    log = Log.at(write_lines(tmp_path / "p.ndjson", purchases()), None, None)
    log.read()
    assert open_row(log, 0).problem == NO_PROGRAM


def test_a_broken_row_says_what_is_wrong(tmp_path: Path) -> None:
    bad_facts = {"id": "X", "authorization": {"amount": "-5", "currency": "USD"}}
    log = read_log(write_lines(tmp_path / "p.ndjson", [BAD_LINE, bad_facts]))
    broken = open_row(log, 0)
    assert broken.problem == log.rows.row(0).error
    assert record_text(broken) == ""
    assert "/authorization/amount" in str(open_row(log, 1).problem)
    assert "amount:" in str(facts_text(open_row(log, 1)))


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "p.ndjson", purchases())
    log = read_log(path)
    path.unlink()
    assert "cannot be read" in str(open_row(log, 0).problem)


def test_facts_become_yaml_that_says_the_same(tmp_path: Path) -> None:
    opened = open_row(read_log(write_lines(tmp_path / "p.ndjson", purchases())), 1)
    text = facts_text(opened)
    assert text is not None
    assert read_document(text, "facts.yaml").document == purchases()[1]


@pytest.mark.parametrize("name", ["authorization.json", "iso8583.json"])
def test_facts_of_other_forms_are_handed_over_as_native_ones(tmp_path: Path, name: str) -> None:
    data = json.loads((EXAMPLES / name).read_text(encoding="utf-8"))
    opened = open_row(read_log(write_lines(tmp_path / "p.ndjson", [data])), 0)
    text = facts_text(opened)
    assert opened.explanation is not None
    assert text is not None
    handed = read_document(text, "facts.yaml").document
    assert program().decide(handed).to_json() == opened.explanation.decision


def test_facts_that_are_of_no_form_are_not_handed_over(tmp_path: Path) -> None:
    opened = open_row(read_log(write_lines(tmp_path / "p.ndjson", [{"iso8583": "xx"}])), 0)
    with pytest.raises(BadFactsError):
        facts_text(opened)


def test_card_numbers_are_not_shown(tmp_path: Path) -> None:
    data = json.loads((EXAMPLES / "iso8583.json").read_text(encoding="utf-8"))
    opened = open_row(read_log(write_lines(tmp_path / "p.ndjson", [data])), 0)
    assert HIDDEN in record_text(opened)
    assert data["iso8583"][:24] not in record_text(opened)


def test_requests_and_reversals_are_explained_too(tmp_path: Path) -> None:
    request = {"id": "R-1", "at": "2026-03-02T08:00:00Z", "request": {}}
    log = read_log(write_lines(tmp_path / "r.ndjson", [request]))
    assert log.rows.row(0).outcome == "REFUSED"
    opened = open_row(log, 0)
    assert opened.explanation is not None
    assert "request:" in str(facts_text(opened))
