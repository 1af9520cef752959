"""The user's settings: `tui.yaml` in the configuration folder, over what the program remembers.

The program reads that file and never writes it, so it is the user's with all its comments. What is
chosen in the program (a theme, a level) is remembered elsewhere, and counts at the next start
where the file says nothing of it.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from attrs import field, frozen

from pointsman.dsl.diagnostics import Diagnostic, Severity, in_order
from pointsman.dsl.located import Located
from pointsman.dsl.places import Source, Span, nearest
from pointsman.dsl.refusal import did_you_mean
from pointsman.engine.explanation.printable import printable
from pointsman.engine.problems import pointer
from pointsman.tui.actions.action import Action
from pointsman.tui.model.files import FileProblem, Trouble, read_text_file
from pointsman.tui.model.folders import user_folders
from pointsman.tui.model.keymap import SECTION, Keymap, read_keymap
from pointsman.tui.model.outline import Level
from pointsman.tui.model.remembered import Remembered

NAME: Final = "tui.yaml"
_THEME: Final = "theme"
_LEVEL: Final = "explanation"
_KNOWN: Final = (_THEME, _LEVEL, SECTION)


@frozen
class Settings:
    """What counts at this start; None: nothing was ever said, take the default."""

    theme: str | None = None
    level: Level | None = None
    widths: str | None = None
    keymap: Keymap = field(factory=Keymap)
    remembered: Remembered = field(factory=Remembered)
    """What stands in the program's own file: change and write this one."""

    @classmethod
    def load(
        cls,
        environ: Mapping[str, str],
        platform: str,
        actions: Iterable[Action],
        themes: Collection[str] | None = None,
    ) -> tuple["Settings", tuple[Diagnostic, ...]]:
        """The settings of a user, and what is wrong with the file, each at its line.

        `themes` are the names that there are (None: any will do).
        """
        folders = user_folders(environ, platform)
        remembered = Remembered.read(folders.state)
        document, found = _read(settings_path(environ, platform))
        if document is None:
            return cls._of(remembered), found
        keymap, in_keys = read_keymap(document, actions)
        wrong = [*in_keys, *_unknown(document), *_bad_values(document, themes)]
        own = Remembered(_own_theme(document, themes), _text(document, _LEVEL))
        settings = cls._of(remembered, own, keymap)
        return settings, (*found, *in_order(wrong))

    @classmethod
    def _of(
        cls, remembered: Remembered, own: Remembered | None = None, keymap: Keymap | None = None
    ) -> "Settings":
        own = own or Remembered()
        return cls(
            own.theme or remembered.theme,
            _level(own.level) or _level(remembered.level),
            remembered.widths,
            keymap or Keymap(),
            remembered,
        )


def settings_path(environ: Mapping[str, str], platform: str) -> str | None:
    """Where the user's file stands, whether there is one or not."""
    folder = user_folders(environ, platform).config
    return None if folder is None else os.path.join(folder, NAME)


def _read(path: str | None) -> tuple[Located | None, tuple[Diagnostic, ...]]:
    """The document; None where there is none, or none that can be read."""
    if path is None:
        return None, ()
    file = read_text_file(path)
    if isinstance(file, FileProblem):
        wrong = Diagnostic(file.trouble.value, file.message, Source(path, ""), Span(0, 0))
        return None, () if file.trouble is Trouble.MISSING else (wrong,)
    from pointsman.dsl.reading import read_document  # noqa: PLC0415 - first paint

    located = read_document(file.text, path, "yaml")
    # A file in which all is commented out says nothing, and nothing wrong.
    found = tuple(one for one in located.diagnostics if one.code != "empty-document")
    return (None if found or located.document is None else located), found


def _unknown(located: Located) -> Iterator[Diagnostic]:
    document = located.document
    if not isinstance(document, dict):
        yield _wrong(located, "", "bad-setting", "settings are `key: value`, a line each")
        return
    for key in document:
        if key not in _KNOWN:
            message = f"there is no setting `{printable(key)}`"
            help_ = did_you_mean(key, _KNOWN, f"there are {', '.join(_KNOWN)}")
            yield _wrong(located, key, "unknown-setting", message, help_, at_key=True)


def _bad_values(located: Located, themes: Collection[str] | None) -> Iterator[Diagnostic]:
    document = located.document if isinstance(located.document, dict) else {}
    allowed = {_THEME: themes, _LEVEL: [level.value for level in Level]}
    for key, names in allowed.items():
        value = document.get(key)
        if value is None or names is None or value in names:
            continue
        message = f"`{printable(str(value))}` is no {_CALLED[key]}"
        help_ = did_you_mean(str(value), sorted(names), f"there are {', '.join(sorted(names))}")
        yield _wrong(located, key, "bad-setting", message, help_)


_CALLED: Final = {_THEME: "theme", _LEVEL: "level of explanation"}


def _own_theme(located: Located, themes: Collection[str] | None) -> str | None:
    theme = _text(located, _THEME)
    return theme if themes is None or theme in themes else None


def _text(located: Located, key: str) -> str | None:
    document = located.document
    value = document.get(key) if isinstance(document, dict) else None
    return value if isinstance(value, str) else None


def _level(name: str | None) -> Level | None:
    return next((level for level in Level if level.value == name), None)


def _wrong(
    located: Located,
    key: str,
    code: str,
    message: str,
    help_: str | None = None,
    *,
    at_key: bool = False,
) -> Diagnostic:
    """Nothing in a settings file keeps the program from starting: all of it is a warning."""
    place = nearest(located.places, pointer((key,)) if key else "")
    span = Span(0, 0) if place is None else (place.key if at_key and place.key else place.value)
    return Diagnostic(code, message, located.source, span, Severity.WARNING, help=help_)
