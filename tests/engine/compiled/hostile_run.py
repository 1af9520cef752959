"""Hostile programs, in a process of their own: an audit hook stays for as long as a process runs.

Prints, as JSON, what the hook saw that it should not have, and how many programs got how far.
"""

import ast
import builtins
import importlib
import json
import os
import socket
import sys
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from typing import Any

import attrs

from pointsman.dsl.formatter import document_to_json, document_to_points
from pointsman.engine.compiled.loop import make_loop
from pointsman.engine.compiled.printing import print_program
from pointsman.engine.facts import Facts
from pointsman.engine.problems import BadFactsError
from pointsman.engine.program import Program
from pointsman.programs import ProgramError, load_text
from tests.engine.compiled.allowed_nodes import forbidden_in
from tests.engine.compiled.hostile_texts import CANARY, NAMES, TEXTS
from tests.properties.loop_inputs import LoopInputs, is_listed

Json = dict[str, Any]

PLACEHOLDER = "placeholder text"
GLOB = "placeholder glob"
HARMLESS = ("builtins.id", "function.__new__")
"""The second is how a checked tree becomes a function, once for each `compile` of one."""


class Watch:
    """The audit hook: it notes what happens while a hostile program is at work."""

    def __init__(self) -> None:
        self.at_work = ""
        self.seen: list[str] = []
        self.compiled = 0

    def __call__(self, event: str, told: tuple[Any, ...]) -> None:
        """Note an event, unless it is the generator compiling a tree of its own."""
        if not self.at_work or event in HARMLESS:
            return
        if event == "compile" and isinstance(told[0], ast.Module):
            self.compiled += 1
            return
        self.seen.append(f"{event} {told!a:.200} because of {self.at_work!a:.100}")


def escaped(text: str) -> str:
    """A pattern that the text itself matches; its asterisks match it too."""
    return text.replace("\\", "\\\\").replace("?", "\\?")


def document(text: str, glob: str | None = None, **changes: Any) -> Json:
    """A program with a text in every place that takes any, and a pattern where one is wanted."""
    glob = escaped(text) if glob is None else glob
    entries = [{"id": text}, {"name": f"*{glob}*"}, {"acquirer": text}, {"terminal": text}]
    whole = {
        "program": text,
        "version": "1",
        "currency": "USD",
        "points": {"name": text, "precision": "whole"},
        "facts": [
            {"name": "segment", "type": "choice", "values": [text, "b"]},
            {"name": "nickname", "type": "text"},
        ],
        "groups": [{"name": "rough", "entries": entries}],
        "filters": [
            {"merchant": {"except": [{"id": f"{text}0"}, {"name": f"{glob}0"}]}},
            {"require": {"condition": _condition("product", "!=", f"{text}0"), "else": text}},
            {"require": {"condition": _condition("nickname", "like", f"*{glob}*")}},
            {"require": {"condition": _condition("segment", "=", text)}},
        ],
        "conversion": {
            "base": {"rate": "0.01"},
            "overrides": [
                {"name": text, "for": {"merchant": [{"id": text}]}, "rate": "0.02"},
                {"name": f"{text} 2", "for": {"product": [text]}, "rate": "0.03"},
                {
                    "name": f"{text} 3",
                    "when": {"merchant": {"in": [{"group": "rough"}]}},
                    "rate": "0.04",
                },
            ],
        },
        "redemption": {"full": True},
        "communications": {"statement": text[:22]},
    }
    return {key: value for key, value in {**whole, **changes}.items() if value is not None}


def _condition(fact: str, op: str, value: str) -> Json:
    return {"fact": fact, "op": op, "value": value}


def purchase(text: str) -> Json:
    """A purchase with the text in every fact that takes any."""
    authorization = {
        "amount": "100.00",
        "currency": "USD",
        "response_code": "00",
        "processing": "purchase",
        "merchant": {"id": text, "name": text, "acquirer": text, "terminal": text},
    }
    account = {
        "status": "GOOD_STANDING",
        "product": text,
        "balance": "12000",
        "preferences": {"mode": "ALL"},
        "facts": {"segment": text, "nickname": text},
    }
    return {"id": text, "authorization": authorization, "account": account}


def sources(text: str) -> Iterator[tuple[str, str]]:
    """The texts and names of program files with a hostile text, comments and file names too."""
    yield document_to_json(document(text)), f"{text}.json"
    points = document_to_points(document(text))
    yield f"# {text}\n{points.replace(' {', ' {  # ' + text, 1)}# {text}", f"{text}.points"


def named_sources(name: str) -> Iterator[tuple[str, str]]:
    """The same with the text where a name or a code is wanted: most are refused."""
    fact = [{"name": name, "type": "text"}]
    group = [{"name": name, "entries": [{"id": "1"}]}]
    require = {"require": {"condition": _condition(name, "like", "a*")}}
    for changes in (
        {"facts": fact, "filters": [require]},
        {"groups": group, "filters": [{"merchant": {"only": [{"group": name}]}}]},
        {"timezone": name},
        {"currency": name},
        {"version": name},
        {"communications": {"notify": f"https://a.example/{name}"}},
        {"post_purchase": {"after": [name]}},
        {"filters": [{"mcc": {"only": [name]}}]},
    ):
        changed = document("a", **changes)
        yield document_to_json(changed), "named.json"
        yield document_to_points(changed), "named.points"


def replaced(value: Any, text: str) -> Any:
    """A value of rules or facts with the placeholder replaced, past all checks of a loader."""
    if type(value) is str:
        return value.replace(PLACEHOLDER, text).replace(GLOB, escaped(text))
    if isinstance(value, tuple):
        return tuple(replaced(each, text) for each in value)
    if isinstance(value, dict):
        return {key: replaced(each, text) for key, each in value.items()}
    if attrs.has(type(value)) and not isinstance(value, Enum):
        parts = {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
        names = {field.name: field.alias for field in attrs.fields(type(value)) if field.init}
        return type(value)(**{names[key]: replaced(parts[key], text) for key in names})
    return value


class Run:
    """All hostile programs, one after the other."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self.counted: Counter[str] = Counter()
        self.wrong: list[str] = []
        placeholder = document(PLACEHOLDER, GLOB)
        self._program = load_text(document_to_json(placeholder), "placeholder.json")
        self._facts = self._program.read_facts(purchase(PLACEHOLDER))

    def all(self, texts: tuple[str, ...], names: tuple[str, ...]) -> None:
        """Every text in every place."""
        for text in texts:
            self.counted["texts"] += 1
            for source, file in sources(text):
                self._loaded(source, file, text)
            self._past_the_loader(text)
        for name in names:
            for source, file in named_sources(name):
                self._loaded(source, file, name)

    def _loaded(self, source: str, file: str, text: str) -> None:
        self._watch.at_work = text
        try:
            program = load_text(source, file, "json" if file.endswith("json") else "points")
            self.counted["programs loaded"] += 1
            self._decided(program, program.read_facts(purchase(text)))
        except ProgramError as error:
            self.counted["programs refused"] += 1
            str(error)
        except BadFactsError:
            self.counted["purchases refused"] += 1
        self._watch.at_work = ""

    def _past_the_loader(self, text: str) -> None:
        """Even what no loader lets through does nothing."""
        places = {f"/filters/{number}": f"{text}:{number}" for number in range(4)}
        rules = replaced(self._program.rules, text)
        self._watch.at_work = text
        program = Program(rules, "sha256:0", places={"/currency": text, **places})
        self._decided(program, replaced(self._facts, text))
        self._watch.at_work = ""

    def _decided(self, program: Program, facts: Facts) -> None:
        decision = program.decide(facts)
        explanation = decision.explain()
        for told in (explanation.to_text, explanation.to_markdown, explanation.to_html):
            told()
        json.dumps([decision.to_json(), explanation.to_json()])
        trace = program.trace(facts)
        loop = make_loop(program.plan, program.rates)
        loop.function(is_listed, program.digest)
        printed = [print_program(program, columns=columns) for columns in (False, True)]
        self._watch.at_work, text = "", self._watch.at_work
        self.counted[f"decided {decision.outcome}"] += 1
        if decision.result != trace.result:
            self.wrong.append(f"{text!a}: compiled and interpreted differ")
        LoopInputs.of(program.plan, loop, [])
        for source, written in zip(printed, (program.compiled.written, loop.written), strict=True):
            self._read_back(source, written, text)

    def _read_back(self, source: str, written: ast.FunctionDef, text: str) -> None:
        """Nobody does, but if somebody did: the printed code is the function and nothing else."""
        self.counted["sources printed"] += 1
        tree = ast.parse(source)
        found = forbidden_in(tree, {"Decision", "range", "is_listed"})
        same = len(tree.body) == 1 and ast.unparse(tree.body[0]) == ast.unparse(written)
        if found or not same or not source.isascii():
            self.wrong.append(f"{text!a}: printed code holds {found or 'something else'}")


def control_of(watch: Watch) -> list[str]:
    """What the hook notes of what nobody may do."""
    watch.at_work = "control"
    ast.parse("1")
    with open(os.devnull, encoding="ascii"):
        pass
    exec("1")  # noqa: S102 - to see that it is seen
    importlib.import_module("colorsys")
    socket.socket().close()
    watch.at_work = ""
    control, watch.seen = watch.seen, []
    return control


def main() -> None:
    """Warm everything up unwatched, then watch."""
    watch = Watch()
    # What is imported when it is first needed is imported now.
    Run(watch).all(("plain", "\n", "\\"), ("plain", "\n", "é"))
    sys.addaudithook(watch)
    control = control_of(watch)
    run = Run(watch)
    run.all(TEXTS, NAMES)
    told = {
        "seen": watch.seen,
        "wrong": run.wrong,
        "broken out": hasattr(builtins, CANARY),
        "compiled": watch.compiled,
        "control": control,
        "counted": run.counted,
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
