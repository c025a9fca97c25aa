"""A measurement in a process of its own, on a new SQLite database that goes with it.

The process begins before Django is set up, so that ``measure`` imports what it needs by itself.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BALANCES = """
UPDATE stock_balance SET quantity = (
  SELECT sum(CASE WHEN to_place_id = stock_balance.place_id THEN quantity ELSE -quantity END)
  FROM stock_movement WHERE batch_id = stock_balance.batch_id)
"""
"""Makes each balance what movements that were written in bulk add up to."""


@dataclass(frozen=True, slots=True)
class Bench:
    """``module`` holds ``measure``, which takes the size and returns the figures.

    ``size``: the option's name and its usual value. ``aim``: which figure stays below what.
    """

    module: str
    about: str
    size: tuple[str, int]
    aim: tuple[str, float]

    def run(self, measure: Callable[[int], dict[str, Any]]) -> None:
        """Keep the figures beside the module and print them; exit with 1 when they miss the aim."""
        (name, usual), (figure, bound) = self.size, self.aim
        parser = argparse.ArgumentParser(description=self.about)
        parser.add_argument(f"--{name}", type=int, default=usual)
        parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
        options = parser.parse_args()
        size = getattr(options, name)
        if options.inside:
            print(json.dumps(measure(size)))
            return
        line = self._in_another_process(size)
        folder = Path(__file__).parent / self.module.rpartition(".")[2]
        (folder / "result.json").write_text(line + "\n", "utf-8")
        print(line)
        if json.loads(line)[figure] >= bound:
            raise SystemExit("slower than the aim")

    def _in_another_process(self, size: int) -> str:
        with tempfile.TemporaryDirectory() as folder:
            environ = {
                **os.environ,
                "THERIAC_DATA": folder,
                "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
                "DJANGO_SETTINGS_MODULE": "theriac.config.settings",
            }
            subprocess.run([sys.executable, "-m", "theriac", "prepare"], env=environ, check=True)
            command = [sys.executable, "-m", self.module, "--inside"]
            made = subprocess.run(
                [*command, f"--{self.size[0]}", str(size)],
                env=environ,
                check=True,
                stdout=subprocess.PIPE,
            )
        return made.stdout.decode().splitlines()[-1]
