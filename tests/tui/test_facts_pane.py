"""The pane of the facts: form and text agree, whatever is done to either."""

import pytest
from textual.widgets import ContentSwitcher, Input

from pointsman.programs import load_shipped
from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import actions_of
from pointsman.tui.model.forms import Subject
from pointsman.tui.model.question import Question
from pointsman.tui.model.starters import starter
from pointsman.tui.widgets.facts.choice_field import ChoiceField
from pointsman.tui.widgets.facts.choice_menu import ChoiceMenu
from pointsman.tui.widgets.facts.facts_bar import YAML
from pointsman.tui.widgets.facts.field_row import FieldRow
from pointsman.tui.widgets.facts.pane import FactsPane
from pointsman.tui.widgets.facts.text_button import TextButton
from tests.tui.facts_host import FactsHost, row, shown
from tests.tui.screens_seen import screen_text

AMOUNT = "/authorization/amount"
CURRENCY = "/authorization/currency"
CHANNEL = "/authorization/channel"
WIDE = (100, 45)

COMMENTED = """\
# the purchase of the manual
authorization:
  amount: 100.00   # DE006
  currency: USD
account: {status: GOOD_STANDING}
"""


async def test_showing_tells_nobody() -> None:
    app = FactsHost()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        app.pane.show(Question("id: A\n"), app.read.program)
        await pilot.pause()
        assert app.edited == []
        assert app.pane.text == "id: A\n"


async def test_the_first_field_has_the_focus_of_the_pane() -> None:
    app = FactsHost()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert app.focused is row(app, AMOUNT).editor


async def test_typing_in_a_field_changes_its_place_in_the_text() -> None:
    app = FactsHost(COMMENTED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("end", "5")
        await pilot.pause()
        assert app.pane.text == COMMENTED.replace("100.00", "100.005")
        assert app.edited == [app.pane.text]
        assert shown(app, AMOUNT) == "100.005"


async def test_typing_never_builds_the_form_anew() -> None:
    app = FactsHost(COMMENTED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        before = app.pane.form.field_rows()
        await pilot.press("end", "backspace", "7")
        await pilot.pause()
        assert app.pane.form.field_rows() == before


async def test_typing_in_the_text_changes_the_form() -> None:
    app = FactsHost(COMMENTED)
    async with app.run_test(size=WIDE) as pilot:
        app.pane.action_toggle_view()
        await pilot.pause()
        app.pane.raw.replace("7", (2, 10), (2, 16))
        await pilot.pause()
        assert app.edited == [COMMENTED.replace("100.00", "7")]
        await pilot.press("ctrl+b")
        await pilot.pause()
        assert shown(app, AMOUNT) == "7"


async def test_an_emptied_field_is_left_out_when_it_is_left() -> None:
    app = FactsHost()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("down", "ctrl+u")
        await pilot.pause()
        assert "  currency:\n" in app.pane.text
        await pilot.press("down")
        await pilot.pause()
        assert "currency" not in app.pane.text
        assert app.edited[-1] == app.pane.text


async def test_a_comment_survives_a_field_that_is_emptied_and_filled_again() -> None:
    app = FactsHost(COMMENTED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("end", "ctrl+u", "down", "up", "4")
        await pilot.pause()
        assert app.pane.text == COMMENTED.replace("100.00   #", "4   #")


async def test_undo_in_the_form_is_undo_of_the_text() -> None:
    app = FactsHost(COMMENTED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("end", "5")
        await pilot.pause()
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert app.pane.text == COMMENTED
        assert shown(app, AMOUNT) == "100.00"
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert shown(app, AMOUNT) == "100.005"
        assert app.edited[-1] == app.pane.text


async def test_each_field_is_undone_by_itself() -> None:
    app = FactsHost(COMMENTED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("end", "5", "down", "end", "X")
        await pilot.pause()
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert app.pane.text == COMMENTED.replace("100.00", "100.005")


@pytest.mark.parametrize(
    ("keys", "channel"),
    [
        (("right",), "contactless"),
        (("left",), ""),
        (("e",), "ecommerce"),
        (("m", "m"), "manual"),
        (("delete",), ""),
        (("c", "c"), "chip"),
    ],
)
async def test_choices(keys: tuple[str, ...], channel: str) -> None:
    app = FactsHost()
    async with app.run_test(size=WIDE) as pilot:
        app.pane.go_to_field(CHANNEL)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        assert shown(app, CHANNEL) == channel
        assert (f"channel: {channel}\n" if channel else "currency") in app.pane.text


async def test_all_choices_in_a_list() -> None:
    app = FactsHost()
    async with app.run_test(size=WIDE) as pilot:
        app.pane.go_to_field(CHANNEL)
        await pilot.pause()
        await pilot.press("enter")
        assert isinstance(app.screen, ChoiceMenu)
        await pilot.press("j", "enter")
        await pilot.pause()
        assert "channel: contactless\n" in app.pane.text
        assert app.focused is row(app, CHANNEL).editor


@pytest.mark.parametrize(
    ("keys", "channel"),
    [(("G", "enter"), "recurring"), (("g", "k", "j", "enter"), ""), (("j", "escape"), "chip")],
)
async def test_the_list_of_choices_takes_the_keys_of_lists(
    keys: tuple[str, ...], channel: str
) -> None:
    app = FactsHost()
    async with app.run_test(size=WIDE) as pilot:
        app.pane.go_to_field(CHANNEL)
        await pilot.pause()
        await pilot.press("space", *keys)
        await pilot.pause()
        assert not isinstance(app.screen, ChoiceMenu)
        assert shown(app, CHANNEL) == channel


async def test_the_mouse_alone() -> None:
    app = FactsHost()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.click(row(app, CHANNEL).editor)
        assert isinstance(app.screen, ChoiceMenu)
        await pilot.click("OptionList", offset=(3, 2))
        await pilot.pause()
        assert shown(app, CHANNEL) == "chip"
        await pilot.click(row(app, CHANNEL).editor)
        await pilot.click(offset=(0, 0))
        assert not isinstance(app.screen, ChoiceMenu)
        yaml_button = app.pane.bar.query(TextButton).last()
        await pilot.click(yaml_button)
        await pilot.pause()
        assert app.query_one(ContentSwitcher).current == YAML
        await pilot.click(app.pane.bar.query(TextButton).first())
        await pilot.pause()
        assert app.query_one(ContentSwitcher).current != YAML


async def test_what_is_wrong_stands_below_its_field() -> None:
    app = FactsHost()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("down", "X")
        await pilot.pause()
        wrong = row(app, CURRENCY)
        assert wrong.has_class("-wrong")
        after = app.pane.form.children[app.pane.form.children.index(wrong) + 1]
        assert "ISO 4217" in str(after.render())
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert not row(app, CURRENCY).has_class("-wrong")
        assert not app.pane.form.query(".facts-problem")


async def test_problems_of_another_text_are_not_shown() -> None:
    app = FactsHost("authorization: {amount: x, currency: USD}\n")
    async with app.run_test(size=WIDE) as pilot:
        app.decide(app.pane.text + "# longer\n")
        await pilot.pause()
        assert not app.pane.form.query(".facts-problem")
        app.decide(app.pane.text)
        await pilot.pause()
        assert row(app, AMOUNT).has_class("-wrong")


async def test_a_problem_of_no_field_stands_at_the_top() -> None:
    text = COMMENTED.replace("  currency", "  curency: EUR\n  currency")
    app = FactsHost(text)
    async with app.run_test(size=WIDE) as pilot:
        app.decide(text)
        await pilot.pause()
        assert "did you mean `currency`?" in str(app.pane.form.children[0].render())


async def test_a_text_that_cannot_be_read_dims_the_form_and_says_why() -> None:
    app = FactsHost(COMMENTED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+b")
        app.pane.raw.insert("[", (1, 0))
        await pilot.pause()
        await pilot.press("ctrl+b")
        await pilot.pause()
        assert app.pane.form.has_class("-unread")
        assert "not read, line" in str(app.pane.notice.render())
        assert shown(app, AMOUNT) == "100.00"
        before = app.pane.text
        await pilot.press("end", "5")
        await pilot.pause()
        assert app.pane.text == before
        assert shown(app, AMOUNT) == "100.00"
        app.pane.action_undo()
        await pilot.pause()
        assert not app.pane.form.has_class("-unread")
        assert not app.pane.notice.display


async def test_facts_that_are_no_object_are_not_read() -> None:
    app = FactsHost("- a\n- b\n")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "facts are an object" in str(app.pane.notice.render())


async def test_an_empty_text_is_filled_from_the_form() -> None:
    app = FactsHost("")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("7")
        await pilot.pause()
        assert app.pane.text == "authorization:\n  amount: 7\n"


async def test_more_fields_and_fewer() -> None:
    app = FactsHost()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert app.pane.form.row_of("/id") is None
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert app.pane.form.row_of("/id") is not None
        assert app.pane.form.field_rows()[0].field.pointer == "/id"
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert app.pane.form.row_of("/id") is None
        more = app.pane.form.query_one(".facts-more", TextButton)
        more.press()
        await pilot.pause()
        assert app.pane.form.row_of("/account/household") is not None


async def test_up_and_down_go_through_the_fields() -> None:
    app = FactsHost()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("down", "down", "up")
        assert app.focused is row(app, CURRENCY).editor
        await pilot.press("tab", "shift+tab")
        assert app.focused is row(app, CURRENCY).editor
        await pilot.press("enter")
        assert app.focused is row(app, "/authorization/response_code").editor
        await pilot.press(*["up"] * 9)
        assert app.focused is app.pane.bar.subject
        await pilot.press(*["down"] * 60)
        assert app.pane.form.query_one(".facts-more") is app.focused


async def test_the_field_in_use_is_explained() -> None:
    app = FactsHost()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("down", "up")
        await pilot.pause()
        about = str(app.pane.about.render())
        assert about == "DE006 · The billing amount, never finer than its currency: 100.00."


async def test_a_fact_is_left_out_by_an_action() -> None:
    app = FactsHost(COMMENTED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("down")
        await pilot.pause()
        app.pane.action_leave_out()
        await pilot.pause()
        assert app.pane.text == COMMENTED.replace("  currency: USD\n", "")


async def test_entries_are_added_and_removed() -> None:
    app = FactsHost(starter(Subject.REVERSAL, None))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        add = app.pane.form.query(".facts-add").last(TextButton)
        add.press()
        await pilot.pause()
        assert app.pane.form.row_of("/lots/1/id") is not None
        assert "id: L2" in app.pane.text
        app.pane.go_to_field("/lots/0/id")
        await pilot.pause()
        app.pane.action_remove_entry()
        await pilot.pause()
        assert shown(app, "/lots/0/id") == "L2"
        assert app.pane.form.row_of("/lots/1/id") is None
        app.pane.action_add_entry()
        await pilot.pause()
        assert app.pane.form.row_of("/lots/1/id") is not None


async def test_an_entry_is_removed_by_its_button() -> None:
    app = FactsHost(starter(Subject.REVERSAL, None))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.click(app.query("EntryRow TextButton").first())
        await pilot.pause()
        assert "allocations: []" in app.pane.text
        assert app.pane.form.row_of("/redemption/allocations/0/lot") is None


async def test_without_lists_nothing_is_added_or_removed() -> None:
    app = FactsHost(COMMENTED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        app.pane.action_add_entry()
        app.pane.action_remove_entry()
        await pilot.pause()
        assert app.edited == []


@pytest.mark.parametrize(
    ("action", "subject"),
    [
        ("ask_post_purchase", Subject.POST_PURCHASE),
        ("ask_redemption", Subject.REDEMPTION),
        ("ask_reversal", Subject.REVERSAL),
    ],
)
async def test_other_kinds_of_question(action: str, subject: Subject) -> None:
    app = FactsHost(COMMENTED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        getattr(app.pane, f"action_{action}")()
        await pilot.pause()
        assert app.pane.subject is subject
        assert app.pane.bar.subject.chosen == subject.value
        assert len(app.edited) == 1
        app.pane.action_ask_purchase()
        await pilot.pause()
        assert app.pane.text == COMMENTED


async def test_the_kind_of_question_is_a_choice_of_the_bar() -> None:
    app = FactsHost(COMMENTED)
    async with app.run_test(size=WIDE) as pilot:
        app.pane.bar.subject.focus()
        await pilot.press("left")
        await pilot.pause()
        assert app.pane.subject is Subject.REVERSAL
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert app.pane.text == COMMENTED
        assert app.pane.bar.subject.chosen == "purchase"


async def test_another_file_cannot_be_undone_into_the_one_before() -> None:
    app = FactsHost(COMMENTED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        app.pane.show(Question("id: B\n"), app.read.program)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert app.pane.text == COMMENTED
        app.pane.show(Question('{"id": "C"}', "facts.json"), app.read.program)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert app.pane.text == '{"id": "C"}'


async def test_json_is_changed_as_json() -> None:
    app = FactsHost('{"authorization": {"amount": 5, "currency": "USD"}}', "facts.json")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("end", "0")
        await pilot.pause()
        assert app.pane.text == '{"authorization": {"amount": 50, "currency": "USD"}}'


async def test_a_layout_without_a_place_is_written_anew_and_said_once() -> None:
    app = FactsHost("authorization: {amount: &a 5, currency: USD}\naccount: {balance: *a}\n")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("end", "0", "0")
        await pilot.pause()
        assert app.pane.text == (
            "authorization:\n  amount: 500\n  currency: USD\naccount:\n  balance: 5\n"
        )
        assert len(app._notifications) == 1


async def test_the_program_brings_its_own_facts() -> None:
    app = FactsHost(COMMENTED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        editor = row(app, "/account/facts/segment").editor
        assert isinstance(editor, ChoiceField)
        assert editor.choices == ("", "gold", "silver")
        app.pane.set_program(load_shipped("two-tiers"))
        await pilot.pause()
        assert app.pane.form.row_of("/account/facts/segment") is None
        app.pane.set_program(load_shipped("world-elite"))
        await pilot.pause()
        assert app.pane.form.row_of("/account/facts/segment") is not None
        assert app.edited == []


async def test_choices_of_the_same_fact_follow_the_program() -> None:
    app = FactsHost(COMMENTED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        app.pane.set_program(load_shipped("world-elite"))
        await pilot.pause()
        editor = row(app, "/account/facts/segment").editor
        assert isinstance(editor, ChoiceField)
        assert editor.choices == ("", "gold", "silver", "basic")


async def test_a_field_is_gone_to_in_the_form_and_in_the_text() -> None:
    app = FactsHost(COMMENTED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert app.pane.go_to_field("/account/household")
        await pilot.pause()
        assert app.focused is row(app, "/account/household").editor
        assert not app.pane.go_to_field("/nowhere")
        await pilot.press("ctrl+b")
        await pilot.pause()
        assert app.pane.go_to_field(CURRENCY)
        assert app.pane.raw.cursor_location == (3, 12)
        assert not app.pane.go_to_field("/account/product")
        assert app.pane.raw.cursor_location == (4, 9)


API = """\
authorization: {cardholderBillingAmount: "9.00", cardholderBillingCurrencyCode: USD}
account: {balance: 5}
"""


async def test_facts_of_another_form_are_converted() -> None:
    app = FactsHost(API)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert app.pane.form.row_of(AMOUNT) is None
        assert "in another form" in str(app.pane.form.children[0].render())
        app.pane.action_to_native()
        await pilot.pause()
        assert shown(app, AMOUNT) == "9"
        edited = len(app.edited)
        app.pane.action_to_native()
        await pilot.pause()
        assert len(app.edited) == edited


async def test_facts_that_cannot_be_converted_stay() -> None:
    text = API.replace('"9.00"', "{}")
    app = FactsHost(text)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        app.pane.action_to_native()
        await pilot.pause()
        assert app.pane.text == text
        assert len(app._notifications) == 1


async def test_what_stands_where_a_field_is_but_is_no_text_is_left_to_the_yaml() -> None:
    app = FactsHost("authorization: {amount: {a: 1}, currency: [x]}\n")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        editor = row(app, AMOUNT).editor
        assert isinstance(editor, Input)
        assert editor.disabled


HOSTILE = """\
authorization:
  amount: 5
  currency: "[red]x[/red]"
  merchant: {id: "[link=http://x]a[/link]", name: "\\u202eevil", terminal: "\\x1b[31mred"}
  channel: "[bold]chip"
"""


@pytest.mark.parametrize("view", ["form", "yaml"])
async def test_hostile_text_is_text(view: str) -> None:
    app = FactsHost(HOSTILE + "# raw \x1b[31m and \u202e\n")
    async with app.run_test(size=WIDE) as pilot:
        app.decide(app.pane.text)
        if view == "yaml":
            await pilot.press("ctrl+b")
        await pilot.press("ctrl+l")
        await pilot.pause()
        screen = app.export_screenshot()
        assert "\u202e" not in screen
        assert "\x1b" not in screen


async def test_hostile_values_are_shown_and_not_taken_for_markup() -> None:
    app = FactsHost(HOSTILE)
    async with app.run_test(size=WIDE) as pilot:
        app.decide(app.pane.text)
        await pilot.pause()
        assert shown(app, CURRENCY) == "[red]x[/red]"
        assert shown(app, "/authorization/merchant/id") == "[link=http://x]a[/link]"
        name = row(app, "/authorization/merchant/name").editor
        assert isinstance(name, Input)
        assert name.disabled
        assert name.value == ""
        assert "[bold]chip" in str(row(app, CHANNEL).editor.render())


async def test_nothing_that_steers_a_terminal_can_be_pasted() -> None:
    app = FactsHost(COMMENTED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("down")
        editor = row(app, CURRENCY).editor
        assert isinstance(editor, Input)
        editor.insert_text_at_cursor("\x1b[31m")
        editor.insert_text_at_cursor("\u202e")
        await pilot.pause()
        assert app.pane.text == COMMENTED


def test_every_action_has_its_method() -> None:
    for action in actions_of(Scope.FACTS):
        assert callable(getattr(FactsPane, f"action_{action.do}")), action.id


async def test_a_row_says_when_it_is_entered_and_left() -> None:
    app = FactsHost()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("down", "up")
        await pilot.pause()
        assert isinstance(row(app, AMOUNT), FieldRow)
        assert app.pane.field == row(app, AMOUNT).field


async def test_what_a_refused_request_is_about_is_told_at_its_field() -> None:
    app = FactsHost(starter(Subject.REDEMPTION, None))
    async with app.run_test(size=WIDE) as pilot:
        app.decide(app.pane.text)
        await pilot.pause()
        item = row(app, "/request/items/0/redemptionMatrixItemId")
        assert item.has_class("-wrong")
        below = app.pane.form.children[app.pane.form.children.index(item) + 1]
        assert "NOT_ELIGIBLE" in str(below.render())
        app.pane.action_ask_purchase()
        await pilot.pause()
        assert not app.pane.form.query(".facts-problem")


async def test_the_field_of_the_texts_cursor_is_explained() -> None:
    app = FactsHost(COMMENTED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+b", "down", "down", "down", "right", "right", "right")
        await pilot.pause()
        assert str(app.pane.about.render()).startswith("DE051 · The billing currency")
        await pilot.press("up", "up", "up")
        await pilot.pause()
        assert not app.pane.about.display


async def test_what_is_typed_faster_than_it_is_read_is_kept() -> None:
    app = FactsHost(COMMENTED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        editor = row(app, AMOUNT).editor
        assert isinstance(editor, Input)
        editor.clear()
        for char in "123":
            editor.insert_text_at_cursor(char)
        await pilot.pause()
        assert (editor.value, editor.cursor_position) == ("123", 3)
        assert app.pane.text == COMMENTED.replace("100.00", "123")


async def test_another_type_of_request_has_its_fields_in_its_order() -> None:
    app = FactsHost(starter(Subject.REDEMPTION, None))
    async with app.run_test(size=WIDE) as pilot:
        app.pane.go_to_field("/request/redemptionType")
        await pilot.pause()
        await pilot.press("c")
        await pilot.pause()
        assert app.focused is row(app, "/request/redemptionType").editor
        pointers = [each.field.pointer for each in app.pane.form.field_rows()]
        assert pointers[pointers.index("/request/items/0/cashbackAmount") :] == [
            "/request/items/0/cashbackAmount",
            "/request/items/0/pointsRedeemed",
            "/request/items/0/redemptionMatrixItemId",
            "/request/items/0/paymentOption",
        ]
        assert pointers.index("/request/processedBy") < pointers.index("/request/cashbackAccountId")


async def test_a_text_longer_than_its_field_scrolls_to_the_cursor() -> None:
    app = FactsHost()
    async with app.run_test(size=(30, 24)) as pilot:
        app.pane.go_to_field("/authorization/time")
        await pilot.pause()
        await pilot.press("home")
        await pilot.pause()
        assert "2026-01-01T12" in screen_text(app)
        await pilot.press("end", "0")
        await pilot.pause()
        assert "00:00+00:000" in screen_text(app)
