"""``demo``: a pharmacy with two branches and a year of sales, ready in one command."""

from __future__ import annotations

import argparse
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from theriac.config.env import DEMO_MARK, SIGN_INS
from theriac.config.own_secrets import PRODUCTION_SECRETS, file_of, own_secret
from theriac.core.database.write_lock import WriteLock, WriteLockTimeout
from theriac.surfaces.operations.cli.development.engine import (
    access_of,
    engine_of,
    engine_port,
)
from theriac.surfaces.operations.cli.lan import Lan, ListenAddress, configure_lan, lan_of, place_of
from theriac.surfaces.operations.cli.serve import prepare, supervise
from theriac.surfaces.operations.cli.subcommand import (
    ROOT,
    Refusal,
    Subcommand,
    path_argument,
    port_argument,
)
from theriac.surfaces.operations.server.supervisor import check_port, say

COUNTRIES = {"id": "Indonesia", "in": "India", "generic": "no country in particular"}
OURS = DEMO_MARK
"""Marks a folder as a demo's, so that --reset never empties another one."""
WORKER_LOG = "worker.log"
COLUMNS = ("username", "password", "pin", "badge", "who")
HEADS = {"username": "sign in as", "pin": "PIN"}


def environment(folder: Path) -> dict[str, str]:
    """The environment of a demo in ``folder``: SQLite there, secrets of its own.

    No role must set up a second step, so that the sign-ins it prints work.
    """
    own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL_FILE"}
    own.update(
        THERIAC_ENVIRONMENT="development",
        THERIAC_DATA=str(folder),
        DATABASE_URL="",
        THERIAC_SECOND_STEP_ROLES=own.get("THERIAC_SECOND_STEP_ROLES", ""),
        THERIAC_KEY_STORE="",
        THERIAC_KEY_BACKUP_DIR="",
    )
    for name in PRODUCTION_SECRETS:
        own_secret(folder, name)
        own[f"{name}_FILE"] = str(file_of(folder, name))
    return own


def claim_folder(folder: Path, *, reset: bool) -> WriteLock:
    """Make ``folder`` this demo's alone, empty after --reset or an interrupted beginning.

    Raises Refusal when another demo runs in it or when it holds something else.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / OURS).exists():
        raise Refusal(f"{folder} holds something other than a demo. Name another folder: --data")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / OURS).touch()
    lock = WriteLock(folder / OURS)
    try:
        lock.acquire(0.1)
    except WriteLockTimeout:
        raise Refusal(
            f"A demo runs in {folder} already. Stop it first, or name another folder: --data"
        ) from None
    if reset or not (folder / SIGN_INS).exists():
        for path in folder.iterdir():
            if path.name == OURS:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
    return lock


def sentences(folder: Path, place: ListenAddress, lan: Lan | None = None) -> list[str]:
    """What to say when the demo is up: the address, and everybody's ways in."""
    origin = f"https://localhost:{place.port}" if lan else f"http://{place.host}:{place.port}"
    noted = json.loads((folder / SIGN_INS).read_text(encoding="utf-8"))
    return [
        "",
        f"The demo pharmacy is open ({COUNTRIES[noted['country']]}). Its data is in {folder}",
        "",
        f"  back office   {origin}/",
        f"  counter       {origin}/counter/",
        f"  engine        http://127.0.0.1:{engine_port(place.port)}/ (reads offers and invoices)",
        "",
        "The first browser on this machine that opens the counter is paired. Sign in there with a",
        "badge, a name and its PIN, or a password.",
        "",
        *_table(noted["people"]),
        *(lan.sentences(place.port) if lan else [""]),
        "A demo is for looking, never for real data: its passwords are the same on every machine.",
        "In a demo no role needs a second step at sign-in; in a real pharmacy owners and",
        "administrators set one up. Everybody may, under their name: “Two-factor sign-in”.",
        "",
        f"The worker writes its log into {folder / WORKER_LOG}",
        "Ctrl-C stops everything; the data stays. ./theriac demo --reset begins anew.",
    ]


def _table(people: Sequence[Mapping[str, str]]) -> list[str]:
    """A line for everybody: sign-in name, password, PIN, code of the badge, and who it is."""
    rows = [{column: HEADS.get(column, column) for column in COLUMNS}]
    for one in people:
        who = f"{one['name']}, {one['role']}, {one['branch'] or 'all branches'}"
        rows.append({**one, "who": who})
    widths = {column: max(len(row[column]) for row in rows) + 2 for column in COLUMNS}
    return [
        "  " + "".join(row[column].ljust(widths[column]) for column in COLUMNS).rstrip()
        for row in rows
    ]


def _folder(options: argparse.Namespace) -> Path:
    folder: Path = options.data or ROOT / ".theriac" / f"demo-{options.country}"
    return folder.resolve()


def check_notes(folder: Path, country: str) -> None:
    """Raise Refusal unless ``folder`` holds a demo of this country that this program made."""
    noted = json.loads((folder / SIGN_INS).read_text(encoding="utf-8"))
    if "people" not in noted:
        raise Refusal(f"{folder} holds the demo of an earlier Theriac. Add --reset to replace it")
    if noted["country"] != country:
        raise Refusal(
            f"{folder} holds the demo of {COUNTRIES[noted['country']]}. "
            f"Add --reset to replace it, or name another folder: --data"
        )


def _run(options: argparse.Namespace) -> int:
    place = place_of(options)
    check_port(place.host, place.port)
    folder = _folder(options)
    lock = claim_folder(folder, reset=options.reset)
    try:
        return _serve(options, place, folder)
    finally:
        lock.release()


def _serve(options: argparse.Namespace, place: ListenAddress, folder: Path) -> int:
    """Load the demo where it is new, its web server starting beside, and run it."""
    own, noted = environment(folder), folder / SIGN_INS
    own |= {} if "THERIAC_DOCUMENT_ENGINE_URL" in os.environ else access_of(folder, place.port)
    is_new = not noted.exists()
    if is_new:
        say("Preparing the demo pharmacy's database (once) …")
    else:
        check_notes(folder, options.country)
    lan = lan_of(options, folder)

    def prepared() -> int:
        return prepare(own, "--demo", options.country, "--note", str(noted))

    if not is_new and (code := prepared()):
        return code
    return supervise(
        place,
        own,
        lambda: sentences(folder, place, lan),
        lan,
        folder / WORKER_LOG,
        beside=prepared if is_new else None,
        others=[engine_of(folder, place.port)],
    )


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=port_argument, help="port (8000; with --lan: 8443)")
    configure_lan(parser)
    parser.set_defaults(host=None)
    parser.add_argument(
        "--country",
        choices=list(COUNTRIES),
        default="id",
        help="whose rules: id Indonesia (the default), in India, generic",
    )
    parser.add_argument(
        "--data", type=path_argument, metavar="DIR", help="folder (.theriac/demo-COUNTRY)"
    )
    parser.add_argument("--reset", action="store_true", help="throw the demo's data away first")


SUBCOMMAND = Subcommand(
    "demo",
    "a demo pharmacy: --port, --country id|in|generic, --data DIR, --reset, --lan",
    _run,
    _configure,
)
