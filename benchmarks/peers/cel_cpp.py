"""CEL by Google's C++ implementation (cel-expr-python), the types of its variables declared."""

from benchmarks.peers.cel_language import expressions
from benchmarks.peers.peer import Flat, Peer, flat, four_steps
from benchmarks.reference.terms import Terms

_TEXTS = (
    "currency", "processing", "response", "status", "household", "country", "merchant", "product",
    "mode",
)  # fmt: skip
_INTS = ("amount", "mcc", "balance", "minimum", "cap", "rate", "credit")


def make(terms: Terms) -> Peer:
    """Four compiled expressions and the Python between them."""
    from cel_expr_python import cel  # noqa: PLC0415

    variables = dict.fromkeys(_TEXTS, cel.Type.STRING) | dict.fromkeys(_INTS, cel.Type.INT)
    environment = cel.NewEnv(variables=variables)
    compiled = [environment.compile(expression) for expression in expressions(terms)]

    def evaluate(number: int, purchase: Flat) -> int:
        value: int = compiled[number].eval(data=purchase).value()
        return value

    return Peer("CEL, C++", "cel-expr-python", flat, four_steps(evaluate))
