"""The one list of actions: sound in itself, told everywhere, and every one of them runs."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import TracebackType
from typing import Any, Final, Self

import pytest
from attrs import frozen
from textual.app import App
from textual.command import Command, CommandList, CommandPalette, DiscoveryHit, Hit
from textual.dom import DOMNode
from textual.screen import ModalScreen
from textual.widgets import Input
from textual.widgets._footer import FooterKey
from textual.widgets.option_list import Option

import pointsman.tui.screens
import pointsman.tui.widgets
from pointsman.tui.actions.action import Action, Scope
from pointsman.tui.actions.help import HELP
from pointsman.tui.actions.registry import ACTIONS, actions_of, bindings_of
from pointsman.tui.app import PointsmanApp
from pointsman.tui.model.start import Start
from pointsman.tui.palette import ActionProvider, owner_of
from pointsman.tui.screens.chooser import ChooserScreen
from tests.tui.log_samples import decisions, write_lines
from tests.tui.running import SMALL, WIDE, Running, program_in, running
from tests.tui.screens_seen import screen_text

VERBS: Final = set(
    """Add Ask Change Choose Clear Close Convert Copy Edit Explain Filter Find Fold Format Go Jump
    Leave Move Open Quit Redo Reload Remove Restore Run Save Search Set Show Start Stop Take Toggle
    Undo Unfold Zoom""".split()
)

SHADOWS: Final = {
    "cases.run-all": "run means the cases there: nothing else is to be run",
    "chooser.new": "what is chosen there is what the app's own key would ask about",
    "chooser.path": "what is chosen there is what the app's own key would ask about",
}
"""Actions that take a key of the app for themselves, and why."""

TEXT_IS_TYPED: Final = {Scope.APP, Scope.WORKBENCH, Scope.RULES, Scope.FACTS, Scope.CHOOSER}
"""Where an editor or an entry may have the focus."""

REACHES_THE_APP: Final = {
    *(f"f{number}" for number in (1, 2, 3, 4, 5, 8, 9, 10)),
    "shift+f8",
    *(f"ctrl+{letter}" for letter in "rsogtlbnpfq"),
    *(f"alt+{digit}" for digit in range(1, 6)),
    *("ctrl+slash", "ctrl+underscore", "alt+insert", "alt+delete", "escape"),
}
"""Keys that no editor and no entry keeps for itself."""

THE_EDITOR_HAS_IT: Final = {
    "app.help": "its second key is for where no text is typed",
    "workbench.next-pane": "for where no text is typed",
    "workbench.previous-pane": "for where no text is typed",
    "rules.top": "the editor's own key, listed for help and palette",
    "rules.bottom": "the editor's own key, listed for help and palette",
    "rules.undo": "the editor's own key, listed for help and palette",
    "rules.redo": "the editor's own key, listed for help and palette",
    "rules.copy-problem": "in the list of problems, where nothing is typed",
    "facts.next-field": "the keys of a form: in its text they move the cursor",
    "facts.previous-field": "the keys of a form: in its text they move the cursor",
    "facts.next-choice": "on a choice, where nothing is typed",
    "facts.previous-choice": "on a choice, where nothing is typed",
    "facts.open": "on a choice or a button, where nothing is typed",
    "facts.leave-out": "on a choice, where nothing is typed",
    "facts.undo": "in the text the editor's own key, elsewhere the pane's",
    "facts.redo": "in the text the editor's own key, elsewhere the pane's",
    "chooser.open": "an entry hands enter on",
    "chooser.filter": "in the list, where nothing is typed",
    "chooser.drop": "in the list, where nothing is typed",
}
"""Actions of such a place with other keys, and why that is right."""

MERGED_BY_TERMINALS: Final = {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "ctrl+enter"}


ELSEWHERE: Final = {
    "rules.undo": "the editor's own key does the same",
    "rules.redo": "the editor's own key does the same",
    "facts.next-field": "in the text, the arrows move its cursor",
    "facts.previous-field": "in the text, the arrows move its cursor",
    "workbench.previous-pane": "the next pane is the rules: in their text, brackets are typed",
    "chooser.filter": "works from the list, and the filter has the focus already",
    "chooser.drop": "works in the list",
}
"""Actions whose keys go elsewhere while the focus is where it is when one comes to the place."""


def _prefix(scope: Scope) -> str:
    return "app" if scope is Scope.APP else scope.value


def _id(action: Action) -> str:
    return action.id


def _owners() -> dict[Scope, type[DOMNode]]:
    """Who declares each scope, among all classes of the program."""
    found: dict[Scope, type[DOMNode]] = {Scope.APP: PointsmanApp}
    for package in (pointsman.tui.screens, pointsman.tui.widgets):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            for value in vars(import_module(module.name)).values():
                if isinstance(value, type) and isinstance(vars(value).get("SCOPE"), Scope):
                    found[vars(value)["SCOPE"]] = value
    return found


OWNERS: Final = _owners()


class TestTheList:
    def test_every_scope_has_an_owner_actions_and_help(self) -> None:
        assert set(OWNERS) == set(Scope)
        assert {action.scope for action in ACTIONS} == set(Scope)
        assert set(HELP) == set(Scope)

    @pytest.mark.parametrize("scope", Scope)
    def test_help_says_something_and_shows_two_ways(self, scope: Scope) -> None:
        told = HELP[scope]
        assert all(text.endswith((".", "?", "`.")) for text in (told.says, *told.examples))
        assert len(set(told.examples)) == 2

    @pytest.mark.parametrize("action", ACTIONS, ids=_id)
    def test_it_names_a_method_of_its_owner(self, action: Action) -> None:
        method = getattr(OWNERS[action.scope], f"action_{action.do}", None)
        assert callable(method)

    def test_ids_are_the_place_and_a_name(self) -> None:
        assert [id_ for id_, times in Counter(a.id for a in ACTIONS).items() if times > 1] == []
        for action in ACTIONS:
            begins, _, name = action.id.partition(".")
            assert begins == _prefix(action.scope)
            assert name.replace("-", "").isalpha()
            assert name.islower()

    def test_titles_begin_with_a_verb_and_end_without_a_stop(self) -> None:
        titles = [action.title for action in ACTIONS]
        assert {title.split()[0].rstrip(":") for title in titles} == VERBS
        assert [title for title in titles if title.endswith(".")] == []
        assert [a.id for a in ACTIONS if a.more and not a.more.endswith(".")] == []

    @pytest.mark.parametrize("scope", Scope)
    def test_titles_differ_within_a_place(self, scope: Scope) -> None:
        titles = [action.title for action in actions_of(scope)]
        assert len(set(titles)) == len(titles)

    @pytest.mark.parametrize("scope", Scope)
    def test_keys_differ_within_a_place(self, scope: Scope) -> None:
        keys = Counter(key for action in actions_of(scope) for key in action.keys)
        assert [key for key, times in keys.items() if times > 1] == []

    def test_no_place_takes_a_key_that_works_everywhere(self) -> None:
        everywhere = {key for action in actions_of(Scope.APP) for key in action.keys}
        taking = {
            action.id
            for action in ACTIONS
            if action.scope is not Scope.APP and not everywhere.isdisjoint(action.keys)
        }
        assert taking == set(SHADOWS)

    def test_no_pane_takes_a_key_of_the_workbench(self) -> None:
        around = {key for action in actions_of(Scope.WORKBENCH) for key in action.keys}
        panes = (Scope.RULES, Scope.FACTS, Scope.EXPLANATION)
        taking = [a.id for a in ACTIONS if a.scope in panes and not around.isdisjoint(a.keys)]
        assert taking == []

    def test_keys_arrive_where_text_is_typed(self) -> None:
        kept = {
            action.id
            for action in ACTIONS
            if action.scope in TEXT_IS_TYPED and not REACHES_THE_APP.issuperset(action.keys)
        }
        assert kept == set(THE_EDITOR_HAS_IT)

    def test_no_key_is_one_that_terminals_merge(self) -> None:
        merged = [a.id for a in ACTIONS if not MERGED_BY_TERMINALS.isdisjoint(a.keys)]
        assert merged == []

    def test_a_footer_has_a_word_an_action(self) -> None:
        long = [a.id for a in ACTIONS if a.footer is not None and len(a.footer.split()) != 1]
        assert long in ([], ["workbench.go-to"]), "`Go to` is one word in its own way"
        assert [a.id for a in ACTIONS if a.footer is not None and not a.keys] == []

    @pytest.mark.parametrize("scope", Scope)
    def test_bindings_are_the_actions_with_keys(self, scope: Scope) -> None:
        bound = {binding.id: binding for binding in bindings_of(scope)}
        with_keys = {action.id: action for action in actions_of(scope) if action.keys}
        assert set(bound) == set(with_keys)
        own = OWNERS[scope]._merged_bindings
        assert own is not None
        for id_, action in with_keys.items():
            assert bound[id_].tooltip == action.title
            held = {key for key, made in own if made.id == id_ and made.action == action.do}
            assert held == set(action.keys)


# Every action, in the program that runs.

_WAYS: Final[dict[Scope, tuple[str, ...]]] = {
    Scope.APP: ("alt+1", "f2"),
    Scope.WORKBENCH: ("alt+1", "f2"),
    Scope.RULES: ("alt+1", "f2"),
    Scope.FACTS: ("alt+1", "f3"),
    Scope.EXPLANATION: ("alt+1", "f4"),
    Scope.CASES: ("alt+2",),
    Scope.COMPARE: ("alt+3",),
    Scope.SWEEP: ("alt+4",),
    Scope.LOG: (),
    Scope.CHOOSER: (),
}
"""The keys to each place; nothing for those in which the program begins."""

_LAST: Final = ("app.quit",)
_TRIES: Final = 100


@frozen
class _Named:
    """An error while an action ran is told with the action's id."""

    action: Action

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            error.add_note(f"while `{self.action.id}` ran")


@asynccontextmanager
async def _in_place(scope: Scope, folder: Path, size: tuple[int, int]) -> AsyncIterator[Running]:
    """The program, in one of its places."""
    log = write_lines(folder / "log.ndjson", decisions()) if scope is Scope.LOG else None
    start = Start() if scope is Scope.CHOOSER else Start(program_in(folder), log=log)
    async with running(start, size) as ran:
        await ran.settled()
        yield ran


async def _go(ran: Running, scope: Scope) -> None:
    """To the place, unless that is where we are; what was asked is answered by going back."""
    if not _is_in(ran, scope):
        await _close(ran)
        if isinstance(ran.app.screen, ChooserScreen):
            await ran.press("escape")
        if scope is Scope.LOG:
            ran.app.action_place_log()
        elif scope is Scope.CHOOSER:
            ran.app.action_choose()
        await ran.press(*_WAYS[scope])
        await _close(ran)
    assert _is_in(ran, scope)


async def _close(ran: Running) -> None:
    """Back from all that was opened on top of a place, or in it to type in."""
    for _ in range(5):
        if not isinstance(ran.app.screen, ModalScreen):
            break
        await ran.press("escape")
    assert not isinstance(ran.app.screen, ModalScreen), "esc does not go back"
    if isinstance(ran.app.focused, Input) and not isinstance(ran.app.screen, ChooserScreen):
        await ran.press("escape")


def _is_in(ran: Running, scope: Scope) -> bool:
    """Whether the focus is where an action of this place works."""
    owner = _owner(ran, scope)
    if scope in {Scope.APP, Scope.WORKBENCH}:
        return ran.app.screen is ran.app.workbench
    return owner is ran.app.screen or (
        ran.app.focused is not None and owner in ran.app.focused.ancestors_with_self
    )


def _owner(ran: Running, scope: Scope) -> DOMNode | None:
    return owner_of(actions_of(scope)[0], ran.app.screen)


def _in_order(scope: Scope) -> list[Action]:
    return sorted(actions_of(scope), key=lambda action: action.id in _LAST)


@pytest.mark.parametrize("scope", Scope)
async def test_every_action_runs(
    scope: Scope, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran_by_keys = _recorded(monkeypatch)
    unreached = set()
    async with _in_place(scope, tmp_path, SMALL) as ran:
        for action in _in_order(scope):
            with _Named(action):
                await _go(ran, scope)
                if action.keys:
                    await ran.press(action.keys[0])
                if (scope, action.do) not in ran_by_keys:
                    unreached.add(action.id) if action.keys else None
                    await ran.app.run_action(action.do, _owner(ran, scope))
                    await ran.settled()
                _is_sane(ran)
                await _close(ran)
                _is_sane(ran)
    assert unreached == {id_ for id_ in ELSEWHERE if id_.startswith(f"{_prefix(scope)}.")}


def _recorded(monkeypatch: pytest.MonkeyPatch) -> set[tuple[object, str]]:
    """What is dispatched from now on: the scope of whom it is done by, and the action."""
    seen: set[tuple[object, str]] = set()
    dispatch = App._dispatch_action

    async def noted(self: App[None], namespace: DOMNode, name: str, params: Any) -> bool:
        seen.add((getattr(namespace, "SCOPE", None), name))
        return await dispatch(self, namespace, name, params)

    monkeypatch.setattr(App, "_dispatch_action", noted)
    return seen


def _is_sane(ran: Running) -> None:
    lines = screen_text(ran.app).splitlines()
    assert len(lines) == SMALL[1]
    assert any(line.strip() for line in lines)
    assert ran.app._exception is None


@pytest.mark.parametrize("scope", [scope for scope in Scope if scope is not Scope.APP])
async def test_the_footer_has_six_keys_at_most_and_the_palette(
    scope: Scope, tmp_path: Path
) -> None:
    async with _in_place(scope, tmp_path, WIDE) as ran:
        await _go(ran, scope)
        bound = {key.action for key in ran.app.screen.query(FooterKey)}
        own = [f"{action.do}" for action in actions_of(scope) if action.footer is not None]
        shown = [key.description for key in ran.app.screen.query(FooterKey)]
        assert 0 < len(shown) - shown.count("Palette") <= 6
        assert [word for word in shown if len(word.split()) > 1] in ([], ["Go to"])
        assert bound.intersection(own), "none is of the place itself"


# The palette.


async def _found(ran: Running, query: str) -> list[Action]:
    """What the palette finds, best first."""
    hits = [hit async for hit in ActionProvider(ran.app.screen).search(query)]
    assert all(isinstance(hit, Hit) for hit in hits)
    hits.sort(key=lambda hit: -hit.score if isinstance(hit, Hit) else 0)
    return [_done_by(hit) for hit in hits]


def _done_by(hit: Hit | DiscoveryHit) -> Action:
    assert isinstance(hit.command, partial)
    action = hit.command.args[0]
    assert isinstance(action, Action)
    return action


async def test_the_palette_has_every_action_and_finds_it_by_its_title(tmp_path: Path) -> None:
    async with running(Start(program_in(tmp_path)), SMALL) as ran:
        await ran.settled()
        listed = [hit async for hit in ActionProvider(ran.app.screen).discover()]
        assert {_done_by(hit) for hit in listed if isinstance(hit, DiscoveryHit)} == set(ACTIONS)
        for action in ACTIONS:
            with _Named(action):
                assert action in (await _found(ran, action.title))[:5]


_SAMPLE: Final = {
    "app.toggle-dark": "",
    "workbench.widths": "",
    "rules.problems": "",
    "facts.toggle-view": "[YAML]",
    "explanation.why-not": "",
    "app.place-cases": "80 of 80 cases pass",
}
"""Some of each scope that is on the workbench, and what is then to be seen."""


async def test_the_palette_does_it(tmp_path: Path) -> None:
    actions = {action.id: action for action in ACTIONS}
    async with running(Start(program_in(tmp_path))) as ran:
        await ran.settled()
        for id_, seen in _SAMPLE.items():
            with _Named(actions[id_]):
                before = ran.app.export_screenshot(simplify=True)
                await _from_palette(ran, actions[id_])
                assert ran.app.export_screenshot(simplify=True) != before
                assert seen in screen_text(ran.app)


async def test_the_palette_says_where_an_action_works(tmp_path: Path) -> None:
    async with running(Start(program_in(tmp_path))) as ran:
        await ran.settled()
        for scope in (Scope.CASES, Scope.COMPARE, Scope.SWEEP, Scope.LOG):
            await _from_palette(ran, actions_of(scope)[0])
            assert ran.app.screen is ran.app.workbench
            assert f"This works in {scope}." in ran.said


async def _from_palette(ran: Running, action: Action) -> None:
    """Open it, type the title, and take what is found for it."""
    await ran.press("ctrl+p")
    palette = ran.app.screen
    assert isinstance(palette, CommandPalette)
    palette.query_one(Input).value = action.title
    found = palette.query_one(CommandList)
    for _ in range(_TRIES):
        await ran.pilot.pause()
        commands = [found.get_option_at_index(at) for at in range(found.option_count)]
        at = next((at for at, each in enumerate(commands) if _does(each, action)), None)
        if at is not None:
            break
    assert at is not None, "the palette does not find it"
    found.highlighted = at
    await ran.press("enter")


def _does(command: Option, action: Action) -> bool:
    return isinstance(command, Command) and _done_by(command.hit) is action
