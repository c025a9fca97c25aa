"""``bench NAME``: measures, prints figures and ratios, and one JSON object as the last line."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from theriac.surfaces.operations.cli.development.tools import environ_of_tools
from theriac.surfaces.operations.cli.subcommand import ROOT, Refusal, Subcommand


def names() -> list[str]:
    """The benches there are: what can be run, not what several of them share."""
    return sorted(path.parent.name if path.stem == "__main__" else path.stem for path in paths())


def paths() -> list[Path]:
    """The file of each bench."""
    found = [*(ROOT / "bench").glob("[a-z]*.py"), *(ROOT / "bench").glob("[a-z]*/__main__.py")]
    return [path for path in found if 'if __name__ == "__main__":' in path.read_text("utf-8")]


def _run(options: argparse.Namespace) -> int:
    if options.bench not in names():
        raise Refusal(f"There is no bench {options.bench}. There are: {', '.join(names())}.")
    command = [sys.executable, "-m", f"bench.{options.bench}", *options.rest]
    return subprocess.call(command, cwd=ROOT, env=environ_of_tools())  # noqa: S603


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("bench", metavar="NAME", help=" · ".join(names()) or "none yet")


SUBCOMMAND = Subcommand("bench", "measures speed or memory: bench NAME", _run, _configure)
