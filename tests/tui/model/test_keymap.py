import pytest
from textual.app import App
from textual.binding import Binding

from pointsman.dsl.reading import read_document
from pointsman.tui.actions.action import Action, Scope
from pointsman.tui.model.keymap import Keymap, read_keymap

ACTIONS = (
    Action("app.save", Scope.APP, "Save", "save", ("ctrl+s",)),
    Action("app.quit", Scope.APP, "Quit", "quit", ("ctrl+q",)),
    Action("log.next", Scope.LOG, "Next", "next", ("n",)),
    Action("log.find", Scope.LOG, "Find", "find", ("slash",)),
    Action("sweep.next", Scope.SWEEP, "Next", "next", ("n",)),
    Action("chooser.quit", Scope.CHOOSER, "Quit", "quit", ("ctrl+q",)),
)


def read(text: str) -> tuple[dict[str, str], list[tuple[int, str, str | None]]]:
    keymap, found = read_keymap(read_document(text, "tui.yaml", "yaml"), ACTIONS)
    return dict(keymap.keys), [(one.line, one.message, one.help) for one in found]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("theme: x", {}),
        ("keys:", {}),
        ("keys: {app.save: f12}", {"app.save": "f12"}),
        ("keys: {app.save: 'f12, ctrl+w'}", {"app.save": "f12,ctrl+w"}),
        ("keys: {log.find: [/, f]}", {"log.find": "slash,f"}),
        ("keys: {log.find: 'f,f'}", {"log.find": "f"}),
        (
            "keys: {app.save: ctrl+q, app.quit: ctrl+s}",
            {"app.save": "ctrl+q", "app.quit": "ctrl+s"},
        ),
        ("keys: {log.next: m, sweep.next: m}", {"log.next": "m", "sweep.next": "m"}),
        ("keys: {chooser.quit: 'ctrl+q,f12'}", {"chooser.quit": "ctrl+q,f12"}),
    ],
)
def test_what_the_user_wants(text: str, keys: dict[str, str]) -> None:
    if text.startswith("keys: {app.save: ctrl+q"):
        # A third action has that key in a place where the app's keys work too.
        text = text.replace("}", ", chooser.quit: f1}")
        keys = keys | {"chooser.quit": "f1"}
    assert read(text) == (keys, [])


def test_an_unknown_action() -> None:
    keys, found = read("keys:\n  app.save: f12\n  app.sav: f11\n")
    assert keys == {"app.save": "f12"}
    assert found == [(3, "there is no action `app.sav`", "did you mean `app.save`?")]


def test_an_action_like_no_other() -> None:
    _, found = read('keys: {"x\\u202e[red]": f1}')
    assert found == [
        (1, "there is no action `x\\u{202e}[red]`", "the help on F1 lists all actions")
    ]


@pytest.mark.parametrize(
    ("value", "message", "help_"),
    [
        ("crtl+s", "`crtl+s` is not a key", "did you mean `ctrl+s`?"),
        ("''", "`` is not a key", "write keys as `ctrl+s`, `f12` or `pageup`"),
        ("'f1,,f2'", "`` is not a key", "write keys as `ctrl+s`, `f12` or `pageup`"),
        ("[[f1]]", "`['f1']` is not a key", "write keys as `ctrl+s`, `f12` or `pageup`"),
        ("{a: b}", "`{'a': 'b'}` is not a key", "write keys as `ctrl+s`, `f12` or `pageup`"),
    ],
)
def test_what_is_no_key(value: str, message: str, help_: str) -> None:
    assert read(f"keys:\n  app.save: {value}") == ({}, [(2, message, help_)])


def test_no_list_of_keys() -> None:
    wrong = (1, "`keys` takes a key for each action", "write `app.save: f12`")
    assert read("keys: f12") == ({}, [wrong])
    assert read("- a") == ({}, [])


def test_a_clash_within_a_place_leaves_both_as_they_were() -> None:
    keys, found = read("keys:\n  log.next: slash\n  app.save: f12\n")
    assert keys == {"app.save": "f12"}
    assert found == [
        (
            2,
            "`slash` is the key of `log.find` too, which works in the same place",
            "choose another key for one of the two (Find)",
        )
    ]


def test_a_clash_between_two_of_the_users_own() -> None:
    keys, found = read("keys:\n  log.next: x\n  log.find: x\n")
    assert keys == {}
    assert [line for line, *_ in found] == [2, 3]


@pytest.mark.parametrize("text", ["keys: {log.next: ctrl+s}", "keys: {app.save: n}"])
def test_a_key_that_works_everywhere_is_hidden_by_no_place(text: str) -> None:
    keys, found = read(text)
    assert keys == {}
    assert len(found) == 1


def test_a_clash_that_another_one_brings_about() -> None:
    # Without its own entry `log.find` has the slash again, which was given away.
    keys, found = read("keys:\n  log.next: slash\n  log.find: ctrl+q\n")
    assert keys == {}
    assert [line for line, *_ in found] == [3, 2]


def test_keys_that_terminals_cannot_tell_apart_are_taken_with_a_warning() -> None:
    keys, found = read("keys:\n  app.save: ctrl+i\n")
    assert keys == {"app.save": "ctrl+i"}
    assert found == [(2, "terminals cannot tell `ctrl+i` from tab", "choose another key")]


async def test_textual_takes_it() -> None:
    class Host(App[None]):
        BINDINGS = [Binding("ctrl+s", "save", id="app.save"), Binding("n", "next", id="app.next")]  # noqa: RUF012
        saved = 0

        def action_save(self) -> None:
            self.saved += 1

    keymap: Keymap
    keymap, _ = read_keymap(read_document("keys: {app.save: '?,f12'}", "tui.yaml", "yaml"), ACTIONS)
    app = Host()
    async with app.run_test() as pilot:
        app.set_keymap(dict(keymap.keys))
        await pilot.press("ctrl+s")
        assert app.saved == 0
        await pilot.press("question_mark", "f12")
        assert app.saved == 2
