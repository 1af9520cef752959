"""Decide or replay folders of Parquet files, on this machine or on a Ray cluster.

    python examples/cluster.py sample FOLDER
    python examples/cluster.py decide PROGRAM PURCHASES DECISIONS [--ray [ADDRESS]]
    python examples/cluster.py replay PROGRAM ACCOUNTS PURCHASES DECISIONS ENDS [--ray [ADDRESS]]

`sample` writes purchases with their accounts beside them (FOLDER/purchases), the same purchases
with the ids of their accounts (FOLDER/bought), and those accounts (FOLDER/accounts). PROGRAM is a
file, the others are folders or URIs that every worker can read and write. docs/cluster.md says
what a cluster needs.
"""

import argparse
import os
import random
import sys
from pathlib import Path

import daft
import pyarrow as pa
import pyarrow.parquet as pq

from pointsman.batch.binding import BadColumnsError
from pointsman.batch.cluster import (
    BadRowInFrameError,
    decide_parquet,
    numbered_parquet,
    replay_dataframe,
)
from pointsman.batch.files.problems import BadFileError
from pointsman.programs import load

FILES, ROWS, ACCOUNTS = 4, 5_000, 1_000
LOCAL = "local"


def main() -> int:
    """Run one of the three; the exit status."""
    asked = _parser().parse_args()
    if asked.command == "sample":
        write_sample(asked.folder)
        return 0
    if asked.ray is not None:
        use_ray(asked.ray)
    try:
        decide(asked) if asked.command == "decide" else replay(asked)
    except (BadFileError, BadColumnsError, BadRowInFrameError, OSError) as error:
        # On Ray the error of a worker comes with all that it went through; its cause is ours.
        print(f"error: {getattr(error, 'cause', error)}", file=sys.stderr)
        return 1
    return 0


def decide(asked: argparse.Namespace) -> None:
    """Purchases to decisions; each decision says which row of which file it is about."""
    decisions = decide_parquet(load(asked.program), asked.purchases)
    decisions.write_parquet(asked.decisions, write_mode="overwrite")


def replay(asked: argparse.Namespace) -> None:
    """Accounts and purchases to decisions and end states; `row` numbers the purchases."""
    accounts = daft.read_parquet(asked.accounts)
    purchases = numbered_parquet(asked.purchases)
    done = replay_dataframe(load(asked.program), accounts, purchases, row="row")
    done.decisions.write_parquet(asked.decisions, write_mode="overwrite")
    done.accounts.write_parquet(asked.ends, write_mode="overwrite")


def use_ray(address: str) -> None:
    """Connect Daft to a cluster, or to one that is started here and ends with this process."""
    if address == LOCAL:
        import ray  # noqa: PLC0415 - only who runs on Ray needs it

        ray.init(address=LOCAL, include_dashboard=False, log_to_driver=False)
        daft.set_runner_ray()
    else:
        daft.set_runner_ray(address)


def write_sample(folder: Path) -> None:
    """A few files whose purchases come out in many ways by the program `world-elite`."""
    draw = random.Random(7)  # noqa: S311 - data to look at, no secret
    accounts = _accounts(draw)
    for name in ("purchases", "bought", "accounts"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(accounts), folder / "accounts" / "part-0.parquet")
    for number in range(FILES):
        bought = _purchases(draw, number)
        owners = [draw.randrange(ACCOUNTS) for _ in range(ROWS)]
        named = {"account_id": [accounts["account_id"][at] for at in owners]}
        beside = {
            f"account.{name}": [column[at] for at in owners]
            for name, column in accounts.items()
            if name != "account_id"
        }
        name = f"part-{number}.parquet"
        pq.write_table(pa.table(bought | named), folder / "bought" / name, row_group_size=2_000)
        pq.write_table(pa.table(bought | beside), folder / "purchases" / name, row_group_size=2_000)


def _purchases(draw: random.Random, file: int) -> dict[str, list[str]]:
    times = [f"2026-03-{draw.randint(1, 28):02}T{draw.randint(0, 23):02}:00:00Z" for _ in _rows()]
    return {
        "id": [f"P-{file * ROWS + row}" for row in _rows()],
        "authorization.amount": [f"{draw.randint(1, 6_000)}.50" for _ in _rows()],
        "authorization.currency": ["USD" for _ in _rows()],
        "authorization.response_code": draw.choices(["00", "05"], [9, 1], k=ROWS),
        "authorization.processing": ["purchase" for _ in _rows()],
        "authorization.mcc": draw.choices(["5942", "5814", "3001", "6011"], [4, 3, 2, 1], k=ROWS),
        "authorization.country": draw.choices(["USA", "CAN", "FRA"], [8, 1, 1], k=ROWS),
        "authorization.channel": draw.choices(["chip", "ecommerce", "manual"], [6, 3, 1], k=ROWS),
        "authorization.merchant.id": draw.choices(["445566778899002", "77"], k=ROWS),
        "authorization.merchant.name": draw.choices(["STARBUCKS 7", "CORNER BOOKS"], k=ROWS),
        "authorization.time": times,
    }  # fmt: skip


def _accounts(draw: random.Random) -> dict[str, list[str]]:
    return {
        "account_id": [f"A-{number}" for number in range(ACCOUNTS)],
        "status": draw.choices(["GOOD_STANDING", "ON_HOLD"], [9, 1], k=ACCOUNTS),
        "product": draw.choices(["MCS", "WEB"], k=ACCOUNTS),
        "balance": [str(draw.randint(0, 1_000_000)) for _ in range(ACCOUNTS)],
        "preferences.mode": draw.choices(["ALL", "NEXT", "OFF"], [5, 3, 2], k=ACCOUNTS),
    }


def _rows() -> range:
    return range(ROWS)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("sample").add_argument("folder", type=Path)
    places = {
        "decide": ("program", "purchases", "decisions"),
        "replay": ("program", "accounts", "purchases", "decisions", "ends"),
    }
    for name, arguments in places.items():
        command = commands.add_parser(name)
        for argument in arguments:
            command.add_argument(argument)
        command.add_argument("--ray", nargs="?", const=LOCAL, metavar="ADDRESS")
    return parser


if __name__ == "__main__":
    status = main()
    sys.stderr.flush()
    # Now and then Daft's threads are still busy with Python at the end, which then aborts.
    os._exit(status)
