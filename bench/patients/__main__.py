"""Row AUD-08: encrypted search at 200,000 patients, p95, against a read by primary key, in one run.

``./theriac bench patients [--patients 200000] [--databases sqlite,postgresql,mariadb]``. The read
by primary key is the patient's row with its names and birth date opened; a search is what was
typed, hashed and found, with names and birth dates of all that are shown opened and sorted. Neither
counts the audit record that the commands around them write. At most 5 times is wanted.
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
    parser.add_argument("--patients", type=int, default=200_000)
    parser.add_argument("--databases", default="sqlite,postgresql,mariadb")
    options = parser.parse_args()
    result: dict[str, Any] = {"bench": "patients", "rows": ["AUD-08"], "patients": options.patients}
    for name in options.databases.split(","):
        result[name] = measure(name, options.patients)
        for figure, value in result[name].items():
            print(f"{name:10} {figure:22} {value}")
    line = json.dumps(result)
    RESULT.write_text(line + "\n", "utf-8")
    print(line)


def measure(name: str, patients: int) -> dict[str, Any]:
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
        command = [sys.executable, "-m", "bench.patients.filled", str(patients)]
        made = subprocess.run(command, env=environ, check=True, stdout=subprocess.PIPE, text=True)
        figures: dict[str, Any] = json.loads(made.stdout.splitlines()[-1])
    return figures


if __name__ == "__main__":
    main()
