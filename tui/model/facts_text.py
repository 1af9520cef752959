"""Facts changed in their text: one value set, added or taken out, all the rest as it was written.

The change is made where the reader says that the value stands, and read again: only a text that
then says the old data with this one change is handed out. Where no such place can be found (an
anchor that others refer to, an odd layout) the whole is written anew in one fixed style.
"""

from collections.abc import Callable, Sequence

from attrs import frozen

from pointsman.dsl.located import Located
from pointsman.tui.model.data_paths import Keys, keys_of, value_at, with_value, without
from pointsman.tui.model.splicing import put_in, taken_out
from pointsman.tui.model.yaml_writing import block, json_lines

OrderOf = Callable[[str], Sequence[str]]
"""The keys of the object at a pointer, in the order in which they are best written."""


class CannotWriteError(ValueError):
    """The change cannot be made in the text."""


@frozen
class Edited:
    """A text after a change, as it was read. `rewritten`: nothing is left of its old layout."""

    located: Located
    rewritten: bool = False

    @property
    def text(self) -> str:
        """The text after the change."""
        return self.located.source.text


def no_order(_: str) -> Sequence[str]:
    """Nothing is known of the order of keys: what is new stands last."""
    return ()


def put(located: Located, pointer: str, value: object, order_of: OrderOf = no_order) -> Edited:
    """Set the value at a pointer, with whatever is missing around it.

    Raises:
        CannotWriteError: the text cannot be read as it is, or the value cannot be written.
    """
    keys = keys_of(pointer)
    data = _data(located)
    wanted = with_value(data, keys, value)
    return _made(located, wanted, put_in(located, data, keys, value, order_of))


def take_out(located: Located, pointer: str) -> Edited:
    """Take the value at a pointer out, with its key.

    Raises:
        CannotWriteError: the text cannot be read as it is.
    """
    keys = keys_of(pointer)
    data = _data(located)
    return _made(located, without(data, keys), taken_out(located, data, keys))


def rewritten(located: Located, data: object) -> Edited:
    """Other data in the place of all of a text, in the one fixed style.

    Raises:
        CannotWriteError: the data holds what no text can.
    """
    read = _read(located, document_text(data, as_json=_is_json(located)))
    if read.document != data:
        raise CannotWriteError("this cannot be written as text")
    return Edited(read, rewritten=True)


def document_text(data: object, *, as_json: bool = False) -> str:
    """A whole document in the one fixed style."""
    return json_lines(data) + "\n" if as_json else "\n".join(block(data)) + "\n"


def facts_in(located: Located) -> dict[str, object] | None:
    """The facts of a text as they can be filled in; None where there is no object to fill.

    An empty text, or one of comments alone, is an empty object.
    """
    try:
        data = _data(located)
    except CannotWriteError:
        return None
    return data if isinstance(data, dict) else None


def emptied_around(data: object, pointer: str) -> str:
    """The pointer of the outermost object that would be empty without the value at a pointer.

    It is the pointer itself where something else stands beside the value; what stands at the top
    of the facts is kept.
    """
    keys: Keys = keys_of(pointer)
    while len(keys) > 2:
        around = value_at(data, keys[:-1])
        if not isinstance(around, dict) or len(around) != 1:
            break
        keys = keys[:-1]
        pointer = pointer.rpartition("/")[0]
    return pointer


def _data(located: Located) -> object:
    if located.document is not None:
        return located.document
    if all(diagnostic.code == "empty-document" for diagnostic in located.diagnostics):
        return {}
    raise CannotWriteError("the text cannot be read")


def _made(located: Located, wanted: object, spliced: str | None) -> Edited:
    if spliced is not None:
        read = _read(located, spliced)
        if read.document == wanted:
            return Edited(read)
    return rewritten(located, wanted)


def _read(located: Located, text: str) -> Located:
    from pointsman.dsl.reading import read_document  # noqa: PLC0415 - first paint

    return read_document(text, located.source.name, "json" if _is_json(located) else "yaml")


def _is_json(located: Located) -> bool:
    return located.source.name.lower().endswith(".json")
