"""What the pictures of the terminal program show: how each begins, and which keys are pressed."""

import json
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from attrs import frozen

from pointsman.programs import load
from pointsman.tui.model.folders import user_folders
from pointsman.tui.model.recents import Recents
from pointsman.tui.model.start import Start
from scripts.documentation.pages import DOCS, ROOT
from scripts.documentation.stage import Stage, copy_of, running, scratch

PICTURES = DOCS / "pictures" / "terminal"
_PURCHASE = ROOT / "examples" / "purchase.yaml"
_PURCHASES = ROOT / "examples" / "purchases.ndjson"
_DAYS = 20


@frozen
class Scene:
    """One picture: `set_up` puts files into the folder, `play` presses keys."""

    name: str
    set_up: Callable[[], Start]
    play: Callable[[Stage], Awaitable[None]]


async def picture_of(scene: Scene, folder: Path) -> str:
    """Play a scene in an empty folder, and take its picture."""
    with scratch(folder):
        async with running(scene.set_up()) as stage:
            await scene.play(stage)
            await stage.settled()
            return stage.picture()


def _world_elite() -> Start:
    return Start(copy_of("world-elite"))


def _purchase() -> Start:
    return Start(copy_of("world-elite"), _facts(_PURCHASE.read_text(encoding="utf-8")))


def _too_few_points() -> Start:
    text = _PURCHASE.read_text(encoding="utf-8")
    return Start(copy_of("world-elite"), _facts(text.replace("balance: 7650", "balance: 2350")))


def _large_purchase() -> Start:
    text = _PURCHASE.read_text(encoding="utf-8")
    return Start(copy_of("world-elite"), _facts(text.replace("amount: 100.00", "amount: 640.00")))


def _facts(text: str) -> Path:
    path = Path("purchase.yaml")
    path.write_text(text, encoding="utf-8")
    return path


def _log() -> Start:
    """A month of purchases, made from those of the examples, and what they came to."""
    program = load(copy_of("world-elite"))
    purchases = list(_month())
    decisions = [program.decide(purchase).to_json() for purchase in purchases]
    for name, rows in (("purchases.ndjson", purchases), ("decisions.ndjson", decisions)):
        Path(name).write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return Start(
        Path("world-elite.points"), None, Path("decisions.ndjson"), Path("purchases.ndjson")
    )


def _month() -> Iterator[dict[str, object]]:
    samples = _PURCHASES.read_text(encoding="utf-8").splitlines()
    for day in range(_DAYS):
        for number, line in enumerate(samples, 1):
            purchase = json.loads(line)
            cents = int(purchase["authorization"]["amount"].replace(".", "")) + 735 * day
            purchase["id"] = f"P-{day + 1:02}-{number:02}"
            purchase["authorization"]["amount"] = f"{cents // 100}.{cents % 100:02}"
            yield purchase


def _recent_files() -> Start:
    recents = Recents(user_folders(os.environ, sys.platform).state)
    for name in ("steps-of-ten", "world-elite"):
        recents.add(copy_of(name))
    return Start()


def _redemption() -> Start:
    return Start(copy_of("all-rewards"))


async def _as_it_is(stage: Stage) -> None:
    await stage.settled()


async def _decided(stage: Stage) -> None:
    """The step that decided, and beside it the line of its rule."""
    await stage.press("f4", "d")


async def _why_not(stage: Stage) -> None:
    await stage.press("f4", "d")
    await stage.press("w")


async def _unreadable(stage: Stage) -> None:
    await _replace(stage, "steps", "step")


async def _failing_case(stage: Stage) -> None:
    await _replace(stage, "0.007", "0.0075")
    await stage.press("ctrl+s")
    await stage.press("alt+2")
    await stage.press("n")


async def _changed_rate(stage: Stage) -> None:
    await _replace(stage, "0.012", "0.011")
    await stage.press("alt+3")


async def _cliff(stage: Stage) -> None:
    await stage.press("alt+4")
    await stage.press("n", "n")


async def _row(stage: Stage) -> None:
    await stage.press("down")
    await stage.press("enter")


async def _light(stage: Stage) -> None:
    stage.app.action_toggle_dark()
    await stage.settled()


async def _replace(stage: Stage, old: str, new: str) -> None:
    """Type a piece of the rules anew."""
    before = stage.app.desk.rules.text.partition(old)[0]
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    stage.app.workbench.rules.go_to(line, column + len(old))
    await stage.press("f2", *["backspace"] * len(old))
    await stage.type(new)


SCENES = (
    Scene("workbench", _purchase, _decided),
    Scene("why-not", _too_few_points, _why_not),
    Scene("stale", _purchase, _unreadable),
    Scene("cases", _world_elite, _failing_case),
    Scene("compare", _large_purchase, _changed_rate),
    Scene("sweep", _world_elite, _cliff),
    Scene("log", _log, _row),
    Scene("chooser", _recent_files, _as_it_is),
    Scene("light", _redemption, _light),
)
