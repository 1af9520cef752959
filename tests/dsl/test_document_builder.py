"""Putting a document together: places, keys that stand twice, parts used again, and the limits."""

import pytest

from pointsman.dsl.document_builder import DocumentBuilder, Part, StopReading, clipped
from pointsman.dsl.places import Place, Source, Span
from pointsman.dsl.source_limits import MAX_DEPTH, MAX_LIST_VALUES, MAX_REPORTED, MAX_VALUES


def builder() -> DocumentBuilder:
    return DocumentBuilder(Source("x", "x" * 200))


def codes(build: DocumentBuilder) -> list[str]:
    return [found.code for found in build.diagnostics]


def use_tenfold(build: DocumentBuilder, part: Part, times: int) -> None:
    """Lists of ten of the list before: what a billion laughs is made of."""
    for _ in range(times):
        build.open([], 1)
        for _ in range(10):
            build.again(part, Span(2, 3))
        part = build.close(4)


def test_values_go_where_they_belong() -> None:
    build = builder()
    build.open({}, 0)
    assert build.awaits_key
    build.key("a", Span(1, 2))
    assert not build.awaits_key
    build.open([], 3)
    build.scalar("x", Span(4, 5))
    build.scalar(True, Span(6, 7))
    build.close(8)
    build.key("b/~", Span(9, 12))
    build.scalar(None, Span(13, 13))
    build.close(14)
    located = build.located()
    assert located.document == {"a": ["x", True], "b/~": None}
    assert located.places == {
        "": Place(Span(0, 14)),
        "/a": Place(Span(3, 8), Span(1, 2)),
        "/a/0": Place(Span(4, 5)),
        "/a/1": Place(Span(6, 7)),
        "/b~1~0": Place(Span(13, 13), Span(9, 12)),
    }


def test_what_has_no_end_of_its_own_ends_with_its_last_value() -> None:
    build = builder()
    build.open({}, 0)
    build.key("a", Span(0, 1))
    build.open([], 5)
    build.scalar("x", Span(7, 9))
    build.close()
    build.close()
    places = build.located().places
    assert (places["/a"].value, places[""].value) == (Span(5, 9), Span(0, 9))


def test_the_second_of_two_keys_is_read_and_left_out() -> None:
    build = builder()
    build.open({}, 0)
    build.key("a", Span(1, 2))
    build.scalar("first", Span(3, 4))
    build.key("a", Span(5, 6))
    build.open([], 7)
    build.scalar("second", Span(8, 9))
    build.close(10)
    build.close(11)
    located = build.located()
    assert located.document == {"a": "first"}
    assert set(located.places) == {"", "/a"}
    (found,) = located.diagnostics
    assert (found.code, found.message) == ("duplicate-statement", "`a` is written twice")
    assert (found.span, found.marks[0].span) == (Span(5, 6), Span(1, 2))


def test_what_stands_under_no_key_is_left_out() -> None:
    build = builder()
    build.open({}, 0)
    build.drop_key(Span(1, 2))
    build.scalar("x", Span(3, 4))
    build.key("a", Span(5, 6))
    build.scalar("y", Span(7, 8))
    build.close(9)
    assert build.located().document == {"a": "y"}


def test_a_part_is_used_again_at_its_new_place() -> None:
    build = builder()
    build.open([], 0)
    build.open([], 1)
    build.scalar("x", Span(2, 3))
    part = build.close(4)
    assert part == Part(["x"], values=2, listed=1, height=1)
    build.again(part, Span(5, 7))
    build.close(8)
    located = build.located()
    assert located.document == [["x"], ["x"]]
    assert located.places["/1"] == Place(Span(5, 7))
    assert "/1/0" not in located.places


def test_parts_of_parts_stop_at_the_limit_of_lists() -> None:
    build = builder()
    build.open([], 0)
    with pytest.raises(StopReading):
        use_tenfold(build, Part("x"), times=20)
    assert codes(build) == ["too-many-values"]
    assert build.unreadable().document is None


@pytest.mark.parametrize("over", [False, True])
def test_parts_count_as_often_as_they_are_used(over: bool) -> None:
    build = builder()
    build.open({}, 0)
    build.key("a", Span(1, 2))
    part = Part({}, values=MAX_VALUES - 1 + over)
    if over:
        with pytest.raises(StopReading):
            build.again(part, Span(3, 4))
    else:
        build.again(part, Span(3, 4))
    assert codes(build) == ["too-many-values"] * over


@pytest.mark.parametrize("height", [MAX_DEPTH - 1, MAX_DEPTH])
def test_a_part_may_not_reach_too_deep(height: int) -> None:
    build = builder()
    build.open([], 0)
    part = Part([], values=height, listed=height, height=height)
    if height < MAX_DEPTH:
        build.again(part, Span(1, 2))
        assert build.close(3).height == MAX_DEPTH
    else:
        with pytest.raises(StopReading):
            build.again(part, Span(1, 2))
        assert codes(build) == ["too-deep"]


def test_depth_has_a_limit() -> None:
    build = builder()
    for level in range(MAX_DEPTH):
        build.open([], level)
    with pytest.raises(StopReading):
        build.open([], MAX_DEPTH)
    assert codes(build) == ["too-deep"]


def test_list_values_have_a_limit() -> None:
    build = builder()
    build.open([], 0)
    for _ in range(MAX_LIST_VALUES):
        build.scalar("x", Span(1, 2))
    with pytest.raises(StopReading):
        build.scalar("x", Span(1, 2))
    assert codes(build) == ["too-many-values"]


def test_too_many_mistakes_end_the_reading() -> None:
    build = builder()
    build.open({}, 0)
    build.key("a", Span(1, 2))
    build.scalar("x", Span(3, 4))
    for _ in range(MAX_REPORTED - 1):
        build.key("a", Span(5, 6))
        build.scalar("x", Span(7, 8))
    with pytest.raises(StopReading):
        build.key("a", Span(5, 6))
    assert len(build.diagnostics) == MAX_REPORTED


def test_very_long_paths_keep_no_places() -> None:
    build = builder()
    build.open({}, 0)
    build.key("k" * 500, Span(1, 2))
    build.open([], 3)
    build.scalar("x", Span(4, 5))
    build.close(6)
    build.close(7)
    assert build.located().document == {"k" * 500: ["x"]}
    assert set(build.located().places) == {""}


def test_a_long_text_is_quoted_cut_short() -> None:
    assert clipped("version") == "`version`"
    assert clipped("x" * 61) == f"`{'x' * 60}…`"
