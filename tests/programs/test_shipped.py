import pytest

from pointsman.engine.program import Program
from pointsman.programs import load, load_shipped, shipped_names, shipped_path
from pointsman.programs.cases import cases_beside


def test_at_least_eight_programs_ship_and_each_has_cases() -> None:
    names = shipped_names()
    assert len(names) >= 8
    assert names == sorted(names)
    assert [name for name in names if not cases_beside(shipped_path(name)).is_file()] == []


def test_a_program_by_its_name() -> None:
    program = load_shipped("world-elite")
    assert isinstance(program, Program)
    assert (program.name, program.version) == ("World Elite", 3)
    assert program == load(shipped_path("world-elite"))


def test_no_two_programs_have_one_name() -> None:
    titles = [load_shipped(name).name for name in shipped_names()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("name", ["world_elite", "", "../world-elite", "world-elite.points"])
def test_a_name_that_does_not_ship(name: str) -> None:
    with pytest.raises(LookupError, match="ships; there are all-rewards, ") as refused:
        shipped_path(name)
    assert f"`{name}`" in str(refused.value)
