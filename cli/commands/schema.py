"""`pointsman schema`: the JSON Schemas that Pointsman publishes."""

from importlib.resources import files

import click

from pointsman.cli.exit_status import CallWrong
from pointsman.cli.options import json_option
from pointsman.cli.output import write_data

_ENDING = ".schema.json"


@click.command("schema", short_help="Print a JSON Schema.")
@click.argument("name", default="program", shell_complete=lambda _c, _p, start: _starting(start))
@json_option
def command(name: str, as_json: bool) -> None:
    """Print a JSON Schema (draft 2020-12): of program documents, or of another NAME.

    \b
    Examples:
      pointsman schema > program.schema.json
      pointsman schema facts
    """
    names = schema_names()
    if name not in names:
        raise CallWrong(
            "unknown-schema", f"there is no schema `{name}`", f"there are {', '.join(names)}"
        )
    schema = files("pointsman.dsl") / "schemas" / f"{name}{_ENDING}"
    write_data(schema.read_text(encoding="utf-8"))


def schema_names() -> list[str]:
    """The schemas in the package, by the names they are asked for by."""
    entries = (files("pointsman.dsl") / "schemas").iterdir()
    return sorted(e.name.removesuffix(_ENDING) for e in entries if e.name.endswith(_ENDING))


def _starting(start: str) -> list[str]:
    return [name for name in schema_names() if name.startswith(start)]
