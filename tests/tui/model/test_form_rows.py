from pointsman.tui.model.data_paths import MISSING
from pointsman.tui.model.forms import Subject, form_of
from pointsman.tui.model.forms.rows import MOST_ENTRIES, Row, RowKind, rows_of, shown_text

PURCHASE = form_of(Subject.PURCHASE, None)
REVERSAL = form_of(Subject.REVERSAL, None)


def fields(rows: tuple[Row, ...]) -> list[str]:
    return [row.pointer for row in rows if row.kind is RowKind.FIELD]


def test_at_first_what_is_needed_and_what_is_set() -> None:
    rows = rows_of(PURCHASE, {"account": {"household": "REDEEMER"}}, everything=False)
    assert fields(rows) == [
        "/authorization/amount",
        "/authorization/currency",
        "/account/household",
    ]
    assert [row.text for row in rows if row.kind is RowKind.TITLE] == ["Purchase", "Account"]
    assert rows[-1] == Row(RowKind.MORE, "", "+ 20 more fields")


def test_a_field_in_use_stays() -> None:
    rows = rows_of(PURCHASE, {}, everything=False, kept={"/id"})
    assert fields(rows)[0] == "/id"


def test_everything() -> None:
    rows = rows_of(PURCHASE, {}, everything=True)
    assert len(fields(rows)) == 23
    assert rows[-1].text == "- only what matters"


def test_nothing_more_to_show_needs_no_button() -> None:
    lots = {"lots": [{"expires": "x"}]}
    full = {"id": "A", "redemption": {"credited": "0"}, **lots}
    rows = rows_of(REVERSAL, full, everything=False)
    assert RowKind.MORE not in {row.kind for row in rows}


def test_lists_have_a_heading_an_entry_and_a_button_for_one_more() -> None:
    rows = rows_of(REVERSAL, {"lots": [{}, {}]}, everything=False)
    assert [row.text for row in rows if row.kind is RowKind.ENTRY] == ["lot 1", "lot 2"]
    assert [row.text for row in rows if row.kind is RowKind.ADD] == ["+ allocation", "+ lot"]
    assert "/lots/1/remaining" in fields(rows)


def test_long_lists_are_left_to_the_text() -> None:
    rows = rows_of(REVERSAL, {"lots": [{}] * (MOST_ENTRIES + 5)}, everything=False)
    assert sum(row.kind is RowKind.ENTRY for row in rows) == MOST_ENTRIES
    assert [row.text for row in rows if row.kind is RowKind.REST] == ["5 more in the YAML"]


def test_every_row_has_a_name_of_its_own() -> None:
    for form in (PURCHASE, REVERSAL, form_of(Subject.REDEMPTION, None)):
        data = {"lots": [{}, {}], "request": {"items": [{}, {}]}}
        names = [row.name for row in rows_of(form, data, everything=True)]
        assert len(names) == len(set(names))


def test_values_as_fields_show_them() -> None:
    assert [shown_text(v) for v in (MISSING, None, "00", True, False)] == [
        "",
        "",
        "00",
        "true",
        "false",
    ]
    assert shown_text({}) is None
    assert shown_text([]) is None
