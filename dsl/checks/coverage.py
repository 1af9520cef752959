"""Whether one condition is true whenever another is: sound, and silent where it cannot tell."""

from attrs import evolve

from pointsman.dsl.checks.boxes import Space
from pointsman.engine.plan import AllOf, AnyOf, Compare, Like, MerchantTest, NotOf, Test, Within


def implies(space: Space, later: Test, earlier: Test) -> bool:
    """Whether `earlier` is surely true for every purchase for which `later` is true.

    Both are `bare`, or else tests that differ only in where they stand would not be the same.
    """
    if later == earlier:
        return True
    if isinstance(earlier, AllOf):
        return all(implies(space, later, part) for part in earlier.parts)
    if isinstance(later, AllOf) and any(implies(space, part, earlier) for part in later.parts):
        return True
    if isinstance(later, AnyOf | MerchantTest):
        return all(implies(space, part, earlier) for part in later.parts)
    if isinstance(earlier, AnyOf | MerchantTest):
        return any(implies(space, later, part) for part in earlier.parts)
    if isinstance(later, Like) and isinstance(earlier, Like):
        return later.slot == earlier.slot and set(later.globs) <= set(earlier.globs)
    return _inside(space, later, earlier)


def _inside(space: Space, later: Test, earlier: Test) -> bool:
    """By regions: an atomic condition, or the negation of one, is exactly its region."""
    atom = earlier.part if isinstance(earlier, NotOf) else earlier
    if not isinstance(atom, Compare | Within):
        return False
    box = space.where_true(later)
    if box is None:
        return True
    if atom.slot not in box:
        return False
    target = space.where_true(earlier)
    return target is not None and box[atom.slot].inside(target[atom.slot])  # type: ignore[arg-type]


def bare(test: Test) -> Test:
    """The test without where it stands."""
    match test:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return evolve(test, parts=tuple(map(bare, parts)), pointer="")
        case MerchantTest(parts=parts):
            return evolve(test, parts=tuple(map(bare, parts)), labels=(), pointer="")
        case NotOf(part=part):
            return NotOf(bare(part))
        case _:
            return evolve(test, pointer="")
