"""What is asked of a program: facts as text, and what reading them came to."""

from collections.abc import Iterable

from attrs import frozen

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.forms import form_of_name
from pointsman.dsl.located import Located
from pointsman.engine.problems import Problem
from pointsman.programs.questions import Kind, kind_of


@frozen
class Question:
    """Facts as they are being edited: YAML, or JSON where `name` ends so."""

    text: str
    name: str = "facts.yaml"


@frozen
class ReadQuestion:
    """What reading facts gave: the document with its places, or what is wrong with the text."""

    question: Question
    located: Located

    @property
    def data(self) -> object:
        """The document as plain data; None when it cannot be read."""
        return self.located.document

    @property
    def kind(self) -> Kind:
        """Whether a purchase, a digital redemption or a reversal is asked about."""
        return kind_of(self.data)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the text as YAML or JSON."""
        return tuple(self.located.diagnostics)

    def diagnostics_of(self, problems: Iterable[Problem]) -> tuple[Diagnostic, ...]:
        """What is wrong with the facts themselves, each at its place in the text."""
        from pointsman.dsl.bad_facts import diagnostics_of  # noqa: PLC0415 - first paint
        from pointsman.feeds import secret_pointers  # noqa: PLC0415 - first paint

        secret = secret_pointers(self.data)
        return tuple(diagnostics_of(self.located, problems, secret))


def read_question(question: Question) -> ReadQuestion:
    """Read facts; whatever is wrong with the text is in the diagnostics."""
    from pointsman.dsl.reading import read_document  # noqa: PLC0415 - first paint

    form = form_of_name(question.name)
    return ReadQuestion(
        question, read_document(question.text, question.name, "json" if form == "json" else "yaml")
    )
