from pointsman.tui.model.commenting import toggled


def test_lines_become_comments_at_the_least_indent() -> None:
    assert toggled(["  base {", "", "    up to 5"]) == ["  # base {", "", "  #   up to 5"]


def test_comments_become_lines_again() -> None:
    assert toggled(["  # base {", "", "  #   up to 5"]) == ["  base {", "", "    up to 5"]
    assert toggled(["#full"]) == ["full"]


def test_a_mixture_becomes_comments_so_that_it_can_come_back() -> None:
    mixture = ["# why", "full"]
    assert toggled(mixture) == ["# # why", "# full"]
    assert toggled(toggled(mixture)) == mixture


def test_blank_lines_stay() -> None:
    assert toggled(["", "  "]) == ["", "  "]
