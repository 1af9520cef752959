"""Merchant names that a glob matches, or nearly."""

from tests.strategies.choices import Choices


def name_like(choices: Choices, glob: str) -> str:
    """A name that the glob matches, in another case or with outer spaces; at times one too many."""
    name = _instance(choices, glob) or "X"
    respelled = choices.pick((name, name.upper(), name.lower(), f"  {name} "))
    return respelled + ("!" if choices.chance(10) else "")


def _instance(choices: Choices, glob: str) -> str:
    name = ""
    characters = iter(glob)
    for character in characters:
        if character == "*":
            name += choices.pick(("", " 12", "o*"))
        elif character == "?":
            name += choices.pick(("x", "É", "?"))
        else:
            name += next(characters) if character == "\\" else character
    return name
