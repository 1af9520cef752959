"""Where in a text a change of its data belongs: candidates, which their caller reads again.

Blocks of YAML take a line of their own for a new key, in the column of the keys beside it; braces
and brackets (all of JSON) take a new entry beside the ones that are there.
"""

from collections.abc import Callable, Sequence

from attrs import frozen

from pointsman.dsl.located import Located
from pointsman.dsl.places import Place
from pointsman.engine.problems import pointer as pointer_to
from pointsman.tui.model.data_paths import MISSING, Keys, nested, value_at
from pointsman.tui.model.yaml_writing import INDENT, block, flow, json_scalar, scalar


def put_in(
    located: Located,
    data: object,
    keys: Keys,
    value: object,
    order_of: Callable[[str], Sequence[str]],
) -> str | None:
    """The text with a value set or added, None where no place for it is known."""
    if located.document is None:
        return _appended_to_nothing(located, nested(keys, value))
    known = _known_length(located, data, keys)
    spot = _Spot(located, data, keys[:known])
    if known == len(keys):
        return spot.replaced(value)
    rest = nested(keys[known + 1 :], value)
    if not spot.is_written_out:
        return None
    if isinstance(spot.value, dict) and spot.value:
        return spot.with_key(keys[known], rest, order_of(spot.pointer))
    if isinstance(spot.value, list) and spot.value:
        return spot.with_entry(rest)
    return spot.replaced(nested(keys[known:], value))


def taken_out(located: Located, data: object, keys: Keys) -> str | None:
    """The text without a value and its key, None where their place is not known."""
    if not keys or pointer_to(keys) not in located.places:
        return None
    around = _Spot(located, data, keys[:-1])
    if not isinstance(around.value, dict | list) or not around.is_written_out:
        return None
    if len(around.value) == 1:
        return around.emptied()
    return around.without(keys[-1])


@frozen
class _Spot:
    """One value of a document and the text where it stands."""

    located: Located
    data: object
    keys: Keys

    @property
    def text(self) -> str:
        return self.located.source.text

    @property
    def pointer(self) -> str:
        return pointer_to(self.keys)

    @property
    def place(self) -> Place:
        return self.located.places[self.pointer]

    @property
    def value(self) -> object:
        return value_at(self.data, self.keys)

    @property
    def as_json(self) -> bool:
        return self.located.source.name.lower().endswith(".json")

    @property
    def is_written_out(self) -> bool:
        """Whether all that it holds stands here, and not where an alias refers to."""
        value = self.value
        return not isinstance(value, dict | list) or len(self._children()) == len(value)

    @property
    def opens_flow(self) -> bool:
        """Whether the value itself stands in braces or brackets."""
        is_open = self.text[self.place.value.start : self.place.value.start + 1] in ("{", "[")
        return is_open and isinstance(self.value, dict | list)

    @property
    def in_flow(self) -> bool:
        """Whether the value stands inside braces or brackets."""
        return any(self._around(length).opens_flow for length in range(len(self.keys)))

    def replaced(self, value: object) -> str | None:
        """The text with another value here."""
        start, end = self.place.value.start, self.place.value.end
        if self.as_json or self.in_flow or not self.keys:
            return self._replaced_in_flow(value)
        if isinstance(value, dict | list) and value:
            return self._replaced_by_block(value)
        new = flow(value) if isinstance(value, dict | list) else self._scalar(value)
        if start == end:
            start = end = self._after_colon()
            return self.text[:start] + (f" {new}" if new else "") + self.text[end:]
        if not new:
            start = len(self.text[:start].rstrip(" "))
        return self.text[:start] + new + self.text[end:]

    def with_key(self, key: str, value: object, order: Sequence[str]) -> str:
        """The text with one more key in this object, after those that come before it."""
        children = self._children()
        before = _before(key, [name for name, _ in children], order)
        if before is None:
            return self._with_first_key(key, value, children[0][1])
        if self.as_json or self.in_flow or self.opens_flow:
            return self._with_flow_entry(children[before][1], self._pair(key, value))
        indent = self._column(_start(children[0][1]))
        lines = self._newline().join(block({key: value}, indent))
        at = self._end_of_line(children[before][1].value.end)
        return self.text[:at] + self._newline() + lines + self.text[at:]

    def with_entry(self, value: object) -> str | None:
        """The text with one more entry at the end of this list."""
        _, last = self._children()[-1]
        if self.as_json or self.in_flow or self.opens_flow:
            return self._with_flow_entry(last, flow(value, as_json=self.as_json))
        dash = self._dash(last)
        if dash is None:
            return None
        lines = self._newline().join(block([value], self._column(dash)))
        at = self._end_of_line(last.value.end)
        return self.text[:at] + self._newline() + lines + self.text[at:]

    def without(self, key: str) -> str | None:
        """The text without one of several entries."""
        children = self._children()
        index = [name for name, _ in children].index(key)
        entry = children[index][1]
        start = _start(entry) if isinstance(self.value, dict) else entry.value.start
        if self.as_json or self.in_flow or self.opens_flow:
            return self._without_in_flow(children, index)
        if isinstance(self.value, list):
            dash = self._dash(entry)
            if dash is None:
                return None
            start = dash
        line = self._start_of_line(start)
        if not self.text[line:start].strip():
            after = self._end_of_line(entry.value.end)
            return self.text[:line] + self.text[after:].removeprefix("\r").removeprefix("\n")
        following = children[index + 1][1]
        return self.text[:start] + self.text[_start(following) :]

    def emptied(self) -> str | None:
        """The text with nothing left in this object or list."""
        empty = "{}" if isinstance(self.value, dict) else "[]"
        start, end = self.place.value.start, self.place.value.end
        if self.place.key is None or self.opens_flow:
            return self.text[:start] + empty + self.text[end:]
        colon = self._after_colon()
        if self.text[colon:start].strip():
            return self.text[:start] + empty + self.text[end:]
        return f"{self.text[:colon]} {empty}{self.text[self._end_of_line(end) :]}"

    def _around(self, length: int) -> "_Spot":
        return _Spot(self.located, self.data, self.keys[:length])

    def _replaced_in_flow(self, value: object) -> str:
        start, end = self.place.value.start, self.place.value.end
        if not self.keys and not self.as_json and not self.opens_flow:
            return "\n".join(block(value)) + "\n"
        if isinstance(value, dict | list):
            new = flow(value, as_json=self.as_json)
        else:
            new = json_scalar(value) if self.as_json else self._scalar(value, in_flow=True)
        if start == end:
            start = end = self._after_colon()
            new = f" {new}"
        return self.text[:start] + new + self.text[end:]

    def _replaced_by_block(self, value: object) -> str | None:
        """A block below the key, where a text, a number or nothing was."""
        if self.place.key is None or (isinstance(self.value, dict | list) and self.value):
            return None
        start, end = self.place.value.start, self.place.value.end
        colon = self._after_colon()
        cut = (colon if start == end else start, end if start != end else colon)
        text = self.text[: cut[0]].rstrip(" ") + self.text[cut[1] :]
        removed = len(self.text) - len(text)
        at = self._end_of_line(end) - removed
        indent = self._column(self.place.key.start) + INDENT
        return text[:at] + self._newline() + self._newline().join(block(value, indent)) + text[at:]

    def _with_first_key(self, key: str, value: object, first: Place) -> str:
        at = _start(first)
        if self.as_json or self.in_flow or self.opens_flow:
            between = self._between(self.place.value.start + 1, at) or " "
            return f"{self.text[:at]}{self._pair(key, value)},{between}{self.text[at:]}"
        indent = self._column(at)
        lines = self._newline().join(block({key: value}, indent)).lstrip(" ")
        return self.text[:at] + lines + self._newline() + " " * indent + self.text[at:]

    def _with_flow_entry(self, after: Place, entry: str) -> str:
        """One more entry behind another, laid out as the first one is."""
        first = _start(self._children()[0][1])
        between = self._between(self.place.value.start + 1, first) or " "
        at = after.value.end
        return f"{self.text[:at]},{between}{entry}{self.text[at:]}"

    def _without_in_flow(self, children: list[tuple[str, Place]], index: int) -> str:
        if index + 1 < len(children):
            start, end = _start(children[index][1]), _start(children[index + 1][1])
        else:
            start, end = children[index - 1][1].value.end, children[index][1].value.end
        return self.text[:start] + self.text[end:]

    def _pair(self, key: str, value: object) -> str:
        return flow({key: value}, as_json=self.as_json)[1:-1]

    def _scalar(self, value: object, *, in_flow: bool = False) -> str:
        old = self.text[self.place.value.start : self.place.value.end]
        quote = old[:1] if old[:1] in ("'", '"') else ""
        return scalar(value, flow=in_flow, quote=quote)

    def _children(self) -> list[tuple[str, Place]]:
        """The entries of this object or list with their places, in the order of the text."""
        if not isinstance(self.value, dict | list):
            return []
        keys = self.value if isinstance(self.value, dict) else map(str, range(len(self.value)))
        places = self.located.places
        found = [(key, places.get(pointer_to((*self.keys, key)))) for key in keys]
        return [(key, place) for key, place in found if place is not None]

    def _after_colon(self) -> int:
        """Just behind the colon of the key, or where an entry of a list without a value stands."""
        if self.place.key is None:
            return self.place.value.start
        return self.text.index(":", self.place.key.end) + 1

    def _dash(self, entry: Place) -> int | None:
        """Where the dash before an entry of a list stands, if it is on the entry's line."""
        start = entry.value.start
        at = self.text.rfind("-", self._start_of_line(start), start)
        return at if at >= 0 else None

    def _between(self, start: int, end: int) -> str:
        """The line break and blanks between two entries; nothing else that stands there."""
        blanks = self.text[start:end]
        return blanks if not blanks.strip() and "\n" in blanks else ""

    def _column(self, offset: int) -> int:
        return offset - self._start_of_line(offset)

    def _start_of_line(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def _end_of_line(self, offset: int) -> int:
        end = self.text.find("\n", offset)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text[end - 1 : end] == "\r" and end > offset else end

    def _newline(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"


def _known_length(located: Located, data: object, keys: Keys) -> int:
    """How many keys of a path lead to something that stands in the text."""
    for length in range(len(keys), 0, -1):
        known = pointer_to(keys[:length]) in located.places
        if known and value_at(data, keys[:length]) is not MISSING:
            return length
    return 0


def _before(key: str, present: list[str], order: Sequence[str]) -> int | None:
    """The index of the entry after which a key belongs; None: before all of them."""
    if key not in order:
        return len(present) - 1
    rank = {name: index for index, name in enumerate(order)}
    earlier = [i for i, name in enumerate(present) if rank.get(name, len(rank)) < rank[key]]
    return earlier[-1] if earlier else None


def _start(place: Place) -> int:
    return place.value.start if place.key is None else place.key.start


def _appended_to_nothing(located: Located, value: object) -> str:
    """A document after the comments of a text that has nothing else."""
    text = located.source.text
    if located.source.name.lower().endswith(".json"):
        return flow(value, as_json=True) + "\n"
    start = f"{text.rstrip()}\n" if text.strip() else ""
    return start + "\n".join(block(value)) + "\n"
