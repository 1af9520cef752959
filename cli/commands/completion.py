"""`pointsman completion`: scripts that teach a shell to complete the command."""

import click
from click.shell_completion import get_completion_class

from pointsman.cli.output import write_data

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", short_help="Print a completion script for a shell.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print a script that makes SHELL complete subcommands, options and files.

    \b
    Examples:
      pointsman completion bash >> ~/.bashrc
      pointsman completion zsh >> ~/.zshrc
      pointsman completion fish > ~/.config/fish/completions/pointsman.fish
    """
    from pointsman.cli.group import COMPLETION

    scripts = get_completion_class(shell)
    assert scripts is not None  # noqa: S101
    root = ctx.find_root().command
    write_data(scripts(root, {}, "pointsman", COMPLETION).source() + "\n")
