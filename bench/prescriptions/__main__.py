"""Row RX-03: the board with 5,000 open prescriptions, and the first page of the list of a state.

``./theriac bench prescriptions [--open 5000] [--databases sqlite,postgresql,mariadb]``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.sale.__main__ import fresh_database

RESULT = Path(__file__).with_name("result.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--open", type=int, default=5_000)
    parser.add_argument("--databases", default="sqlite,postgresql,mariadb")
    options = parser.parse_args()
    result: dict[str, Any] = {"bench": "prescriptions", "rows": ["RX-03"], "open": options.open}
    for name in options.databases.split(","):
        result[name] = measure(name, options.open)
        print(name, result[name])
    line = json.dumps(result)
    RESULT.write_text(line + "\n", "utf-8")
    print(line)


def measure(name: str, count: int) -> dict[str, Any]:
    """Figures on one database, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {
            **os.environ,
            "DATABASE_URL": fresh_database(name, Path(folder)),
            "THERIAC_DATA": folder,
            "THERIAC_KEY_STORE": "",
            "DJANGO_SETTINGS_MODULE": "theriac.config.settings",
        }
        subprocess.run([sys.executable, "-m", "theriac", "prepare"], env=environ, check=True)
        command = [sys.executable, "-m", "bench.prescriptions.board", str(count)]
        made = subprocess.run(command, env=environ, check=True, stdout=subprocess.PIPE, text=True)
        figures: dict[str, Any] = json.loads(made.stdout.splitlines()[-1])
    return figures


if __name__ == "__main__":
    main()
