"""One program decided in every way there is: model, interpreter, compiled code and loop."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from attrs import field, frozen

from pointsman.dsl.formatter import document_to_json
from pointsman.engine.binding import bind
from pointsman.engine.compiled.columns import OUTPUTS, TARGETS
from pointsman.engine.compiled.loop import Loop, make_loop
from pointsman.engine.endings import ENDINGS
from pointsman.engine.facts import Facts
from pointsman.engine.outcome import Conversion, Result, Target
from pointsman.engine.program import Program
from pointsman.engine.slots import Bound
from pointsman.engine.stages import run
from pointsman.programs import load_text
from tests.model import decide as model_decides
from tests.properties.loop_inputs import LoopInputs, fits, is_listed

Json = dict[str, Any]
Difference = tuple[int, str]
"""The number of a purchase, and how two ways differ on it."""

NOT_WRITTEN = -77


@frozen
class Agreement:
    """A program with its loop, ready to be asked whether all ways agree."""

    document: Json
    program: Program
    loop: Loop = field(init=False)
    decide_columns: Callable[..., None] = field(init=False)

    @loop.default
    def _make_loop(self) -> Loop:
        return make_loop(self.program.plan, self.program.rates)

    @decide_columns.default
    def _make_function(self) -> Callable[..., None]:
        return self.loop.function(is_listed, self.program.digest)

    @classmethod
    def of(cls, document: Json) -> "Agreement":
        """Of the program of a document."""
        return cls(document, load_text(document_to_json(document), "drawn.json"))

    def differences(self, purchases: Sequence[Json], modelled: int) -> list[Difference]:
        """Where two ways disagree; the first `modelled` purchases are put to the model too."""
        read = [self.program.read_facts(facts) for facts in purchases]
        bound = [bind(self.program.plan, self.program.zone, facts) for facts in read]
        meant = [run(self.program.plan, each) for each in bound]
        results = [trace.result for trace in meant]
        found = list(self._against_columns(bound, results, self.decide_columns))
        for number, (facts, slots, trace) in enumerate(zip(read, bound, meant, strict=True)):
            decision = self.program.compiled.decide(slots, facts)
            told = decision.result, decision.messages
            if told != (trace.result, trace.messages):
                found.append((number, f"compiled {told}, interpreted {trace}"))
        found += self._against_model(purchases[:modelled], read)
        return found

    def on_columns(
        self, purchases: Sequence[Json], decide: Callable[..., None]
    ) -> list[Difference]:
        """Where a loop, however it was compiled, disagrees with the interpreter."""
        read = [self.program.read_facts(facts) for facts in purchases]
        bound = [bind(self.program.plan, self.program.zone, facts) for facts in read]
        results = [run(self.program.plan, each).result for each in bound]
        return list(self._against_columns(bound, results, decide))

    def _against_columns(
        self, bound: Sequence[Bound], meant: Sequence[Result], decide: Callable[..., None]
    ) -> Iterator[Difference]:
        numbers = [number for number, each in enumerate(bound) if fits(self.loop, each)]
        inputs = LoopInputs.of(self.program.plan, self.loop, [bound[it] for it in numbers])
        outputs = [[NOT_WRITTEN] * inputs.rows for _ in (*OUTPUTS, *TARGETS)]
        decide(0, inputs.rows, *inputs.arrays, *outputs)
        for number, row in zip(numbers, zip(*outputs, strict=True), strict=True):
            told = self.result_of(row)
            if told != meant[number]:
                yield number, f"columns {told}, interpreted {meant[number]}"

    def result_of(self, row: Sequence[int]) -> Result:
        """What the outputs of one row say."""
        ending, tier, points, credit, target_credit, target_points, required = row
        stage, reason = ENDINGS[ending]
        if tier == -1:
            return Result(stage, reason, points=points, credit=credit)
        rate = self.program.rates.rows[tier]
        conversion = Conversion(rate.rule, rate.rate, required)
        target = Target(target_credit, target_points)
        return Result(stage, reason, conversion, target, points, credit)

    def _against_model(
        self, purchases: Sequence[Json], read: Sequence[Facts]
    ) -> Iterator[Difference]:
        for number, facts in enumerate(purchases):
            decided = self.program.decide(read[number]).to_json()
            expected = model_decides(self.document, facts)
            identity = {"digest": self.program.digest, **expected["program"]}
            for key, value in {**expected, "program": identity}.items():
                if decided[key] != value:
                    yield number, f"{key}: engine {decided[key]!r}, model {value!r}"
