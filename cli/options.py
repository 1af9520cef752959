"""Options and arguments that several subcommands share, so that they look alike everywhere."""

from collections.abc import Callable
from typing import Any

import click

from pointsman.cli.inputs import FORMS
from pointsman.cli.output import Color

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

files_argument: Decorator = click.argument(
    "files", nargs=-1, required=True, type=click.Path(allow_dash=True)
)
"""`FILES...`, of which `-` is standard input."""

file_argument: Decorator = click.argument("file", type=click.Path(allow_dash=True))
"""`FILE`, of which `-` is standard input."""

form_option: Decorator = click.option(
    "--form",
    type=click.Choice(FORMS),
    help="How the input is written; by default its name tells, and standard input is points.",
)

DIAGNOSTIC_FORMATS = ("full", "concise", "json")

format_option: Decorator = click.option(
    "--format",
    "style",
    type=click.Choice(DIAGNOSTIC_FORMATS),
    default="full",
    help="full shows the lines, concise takes one line each, json is a list of objects.",
)

color_option: Decorator = click.option(
    "--color",
    type=click.Choice(list(Color), case_sensitive=False),
    default=Color.AUTO,
    help="Whether to colour; auto: on a terminal, unless NO_COLOR is set.",
)

json_option: Decorator = click.option(
    "--json", "as_json", is_flag=True, help="Write the output, errors too, as JSON."
)
