"""How long the seal takes over many rows, and a stranger's check of them, against plain floors.

``./theriac bench seal [--rows 50000]``; 1,000,000 is what is promised. Audit records are written
set-wise, sealed and published by the very pass that the worker runs, checked by
``verify_books.py`` in a process of its own, and checked again with one row changed. DATABASE_URL
names another database than SQLite, which must be empty; ``result.json`` keeps the last of each.

The floors, in the same run: reading every record through the driver and hashing its values once;
and reading the published file and hashing each line, and one node a line. The run fails unless the
sealed books check out, and unless the changed row is named.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from pathlib import Path

RESULT = Path(__file__).with_name("result.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "theriac.config.settings")
        os.environ["THERIAC_DATA"] = folder
        import django  # noqa: PLC0415 (app-ready)

        django.setup()
        from bench.seal import books  # noqa: PLC0415 (app-ready)

        database, result = books.measure(Path(folder), options.rows)
    print(json.dumps({database: result}))
    kept = json.loads(RESULT.read_text("utf-8")) | {database: result}
    RESULT.write_text(json.dumps(kept) + "\n", "utf-8")


if __name__ == "__main__":
    main()
