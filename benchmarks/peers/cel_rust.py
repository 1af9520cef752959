"""CEL by its Rust implementation (common-expression-language)."""

from benchmarks.peers.cel_language import expressions
from benchmarks.peers.peer import Flat, Peer, flat, four_steps
from benchmarks.reference.terms import Terms


def make(terms: Terms) -> Peer:
    """Four compiled expressions and the Python between them."""
    import cel  # noqa: PLC0415

    compiled = [cel.compile(expression).execute for expression in expressions(terms)]

    def evaluate(number: int, purchase: Flat) -> int:
        value: int = compiled[number](purchase)
        return value

    return Peer("CEL, Rust", "common-expression-language", flat, four_steps(evaluate))
