from pointsman.dsl.diagnostics import Diagnostic, Severity
from pointsman.dsl.places import Source, Span
from pointsman.tui.model.problems import (
    Problem,
    counted,
    problem_after,
    problem_before,
    problems_of,
)

SOURCE = Source("x.points", "one\r\ntwo\nthree\n")


def diagnostic(start: int, code: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(code, f"{code} is wrong", SOURCE, Span(start, start + 1), severity)


def test_problems_stand_in_the_order_of_their_places_errors_first() -> None:
    found = problems_of(
        [
            diagnostic(9, "c", Severity.WARNING),
            diagnostic(10, "b"),
            diagnostic(9, "d"),
            diagnostic(0, "a", Severity.WARNING),
        ]
    )
    assert [(p.line, p.column, p.code) for p in found] == [
        (1, 1, "a"),
        (3, 1, "d"),
        (3, 1, "c"),
        (3, 2, "b"),
    ]


def test_a_problem_keeps_what_there_is_to_say() -> None:
    whole = Diagnostic("c", "wrong", SOURCE, Span(5, 8), help="do better", notes=("a note",))
    assert problems_of([whole]) == (
        Problem(Severity.ERROR, 2, 1, "c", "wrong", "do better", ("a note",)),
    )


def test_next_and_previous_go_round() -> None:
    problems = problems_of([diagnostic(0, "a"), diagnostic(5, "b"), diagnostic(10, "c")])
    assert problem_after(problems, 1, 1) == 1
    assert problem_after(problems, 2, 2) == 2
    assert problem_after(problems, 3, 2) == 0
    assert problem_before(problems, 3, 2) == 1
    assert problem_before(problems, 2, 2) == 1
    assert problem_before(problems, 1, 1) == 2


def test_without_problems_there_is_nowhere_to_go() -> None:
    assert problem_after((), 1, 1) is None
    assert problem_before((), 1, 1) is None


def test_problems_are_counted_in_words() -> None:
    one = diagnostic(0, "a")
    warning = diagnostic(0, "w", Severity.WARNING)
    assert counted(problems_of([one, diagnostic(3, "b"), warning])) == "2 errors, 1 warning"
    assert counted(problems_of([warning, diagnostic(3, "v", Severity.WARNING)])) == "2 warnings"
    assert counted(problems_of([one])) == "1 error"
    assert counted(()) == ""
