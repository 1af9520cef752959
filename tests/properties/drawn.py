"""Random programs and purchases, loaded the way a user loads them."""

import json
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from pointsman.dsl.formatter import document_to_json, document_to_yaml
from pointsman.engine.program import Program
from pointsman.programs import load_text
from tests.strategies.choices import Choices, any_choices
from tests.strategies.documents import build_document
from tests.strategies.facts import build_facts
from tests.strategies.text import points_text

Json = dict[str, Any]


@frozen
class Drawn:
    """A program in a random layout, its document, and purchases near its own numbers."""

    document: Json
    text: str
    purchases: tuple[Json, ...]

    @property
    def program(self) -> Program:
        """The program, from its text."""
        return load_text(self.text, "drawn.points")

    def __repr__(self) -> str:
        return f"{self.text}\n{json.dumps(self.purchases, indent=1, ensure_ascii=False)}"


def draw(choices: Choices, purchases: int = 3) -> Drawn:
    """One program with some purchases."""
    document = build_document(choices)
    facts = tuple(build_facts(choices, document) for _ in range(purchases))
    return Drawn(document, points_text(document, choices), facts)


def drawn(purchases: int = 3) -> st.SearchStrategy[Drawn]:
    """Programs with some purchases each."""
    return any_choices().map(lambda choices: draw(choices, purchases))


def in_form(document: Json, form: str) -> Program:
    """The program of a document printed as YAML or JSON."""
    printed = document_to_yaml(document) if form == "yaml" else document_to_json(document)
    return load_text(printed, f"drawn.{form}")
