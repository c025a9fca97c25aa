"""The engine's command line: serve, client add, client remove, read."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from theriac_engine.service.clients import ClientProblem, add_client, remove_client
from theriac_engine.service.server import serve
from theriac_engine.service.settings import Settings, SettingsProblem, read_settings
from theriac_engine.service.store import InUse, Store


def main(arguments: Sequence[str]) -> int:
    """Run the command line; the result is the exit code."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options, read_settings(os.environ)))
    except (SettingsProblem, InUse, ClientProblem, OSError) as problem:
        print(problem, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="theriac_engine", description=__doc__)
    commands = parser.add_subparsers(required=True)
    serving = commands.add_parser("serve", help="answer requests until it is asked to end")
    serving.add_argument("--data", type=Path, help="folder (THERIAC_ENGINE_DATA)")
    serving.add_argument("--port", type=int, help="port (THERIAC_ENGINE_PORT)")
    serving.set_defaults(run=_serve)
    client = commands.add_parser("client", help="who may use this engine").add_subparsers(
        required=True
    )
    add = client.add_parser("add", help="make a client; prints its key and webhook secret once")
    add.add_argument("name")
    add.add_argument("--callback", action="append", default=[], metavar="URL")
    add.set_defaults(run=_add)
    remove = client.add_parser("remove", help="remove a client with its jobs")
    remove.add_argument("name")
    remove.set_defaults(run=_remove)
    read = commands.add_parser("read", help="read one file and print what it says")
    read.add_argument("file", type=Path)
    read.set_defaults(run=_read)
    return parser


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    given = {"data": options.data, "port": options.port}
    settings = replace(settings, **{name: value for name, value in given.items() if value})
    return serve(settings, lambda port: print(f"http://{settings.host}:{port}", flush=True))


def _add(options: argparse.Namespace, settings: Settings) -> int:
    key, secret = add_client(Store(settings.data), options.name, options.callback)
    print(json.dumps({"client": options.name, "key": key, "webhook_secret": secret}))
    return 0


def _remove(options: argparse.Namespace, settings: Settings) -> int:
    was_there = remove_client(Store(settings.data), options.name)
    return 0 if was_there else 1


def _read(options: argparse.Namespace, settings: Settings) -> int:
    from theriac_engine.service.children import Recogniser, read_once  # noqa: PLC0415 (slow)
    from theriac_engine.service.workers import can_recognise  # noqa: PLC0415 (slow)

    answer = read_once(options.file, settings)
    if answer.get("failure") == "scan" and can_recognise():
        recogniser = Recogniser(settings)
        answer = recogniser.read(options.file.resolve())
        recogniser.end()
    print(json.dumps(answer, ensure_ascii=False, indent=1))
    return 1 if "failure" in answer else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
