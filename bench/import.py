# ruff: noqa: N999 (the bench is called by the word that people type)
"""Row CAT-13 and complaint 14: 20,000 products brought in, in under a minute, in flat memory.

``./theriac bench import`` checks and brings a made-up list in on each database: new, again, with
every price changed, and as all or nothing. It tells how long the longest transaction held SQLite,
what another writer waited meanwhile, and how far memory grew for a tenth of the rows and for all of
them. ``--rows`` and ``--databases`` make it smaller. The last result is in ``import.json``.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

RESULT = Path(__file__).with_name("import.json")
STATUS = Path("/proc/self/status")
CLEAR = Path("/proc/self/clear_refs")
AIM_SECONDS = 60
FORMS = ("tablet", "capsule", "syrup", "cream", "injection")
PACKS = {
    "tablet": "strip of 10 tablets",
    "capsule": "Dus, 10 Strip @ 10 kapsul",
    "syrup": "bottle of 60 ml Syrup",
    "cream": "30g",
    "injection": "5 ampoules of 2 ml",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--databases", default="sqlite,postgresql,mariadb")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        print(json.dumps(measure(options.rows)))
        return
    result: dict[str, Any] = {
        "bench": "import",
        "rows": ["CAT-13"],
        "products": options.rows,
        "databases": {name: on(name, options.rows) for name in options.databases.split(",")},
    }
    for name, figures in result["databases"].items():
        for figure, value in figures.items():
            print(f"{name:10} {figure:32} {value}")
    line = json.dumps(result)
    RESULT.write_text(line + "\n", "utf-8")
    print(line)


def on(name: str, rows: int) -> dict[str, Any]:
    """The figures on one database, each run in a process and a database of its own."""
    small = _in_a_process(name, max(1, rows // 10))
    figures = _in_a_process(name, rows)
    figures["memory_growth_mb_for_a_tenth"] = small["memory_growth_mb"]
    figures["of_a_minute"] = round((figures["check_s"] + figures["commit_s"]) / AIM_SECONDS, 2)
    return figures


def _in_a_process(name: str, rows: int) -> dict[str, Any]:
    from bench.sale.__main__ import fresh_database  # noqa: PLC0415 (slow)

    with tempfile.TemporaryDirectory() as folder:
        environ = {
            **os.environ,
            "DATABASE_URL": fresh_database(name, Path(folder)),
            "THERIAC_DATA": folder,
            "THERIAC_LOG_LEVEL": "warning",
            "DJANGO_SETTINGS_MODULE": "theriac.config.settings",
        }
        subprocess.run([sys.executable, "-m", "theriac", "prepare"], env=environ, check=True)
        command = [sys.executable, "-m", "bench.import", "--inside", "--rows", str(rows)]
        made = subprocess.run(command, env=environ, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(made.stdout.splitlines()[-1]))


def price_list(rows: int, factor: int = 10) -> bytes:
    """A list of made-up products; ``factor`` tenths of each price."""
    lines = ["code,name,generic_name,manufacturer,category,composition,kemasan,harga,barcode"]
    for number in range(rows):
        form = FORMS[number % len(FORMS)]
        price = (500 + 37 * (number % 400)) * factor // 10
        lines.append(
            f"B{number:06},Product {number} {form},Generic {number % 900},Maker {number % 300},"
            f"Group {number % 40},Generic {number % 900} {5 * (1 + number % 100)} mg,"
            f'"{PACKS[form]}",{price},{ean13(number)}'
        )
    return "\n".join(lines).encode()


def ean13(number: int) -> str:
    """A valid GTIN of the range for use inside a shop."""
    digits = f"20{number:010}"
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-weighted % 10}"


def measure(rows: int) -> dict[str, Any]:
    """The figures in this process, on the database of DATABASE_URL."""
    import django  # noqa: PLC0415 (slow)

    django.setup()
    from tests.support.shop import open_shop  # noqa: PLC0415 (app-ready)
    from theriac.domains.catalog.imports.commit import most_at_once  # noqa: PLC0415 (app-ready)

    shop = open_shop("id")
    before = resident_mb("VmRSS")
    forget_peak()
    with Transactions() as transactions, writing() as waits:
        spent = time.process_time()
        check_s, commit_s = bring_in(shop, price_list(rows), "good")
        processor_s = round(time.process_time() - spent, 1)
        longest = transactions.longest
        again = bring_in(shop, price_list(rows), "good")
        changed = bring_in(shop, price_list(rows, 11), "good")
    growth = resident_mb("VmHWM") - before
    at_once = min(rows, most_at_once())
    with writing() as whole_waits:
        whole = bring_in(shop, price_list(at_once, 12), "all")
    return {
        "check_s": check_s,
        "commit_s": commit_s,
        "processor_s": processor_s,
        "again_s": sum(again),
        "changed_s": sum(changed),
        "rows_a_second": round(rows / (check_s + commit_s)),
        "longest_transaction_ms": round(longest * 1000),
        "another_writer_waited_ms_p99": percentile(waits, 99),
        "another_writer_waited_ms_most": percentile(waits, 100),
        "all_or_nothing_rows": at_once,
        "all_or_nothing_commit_s": whole[1],
        "all_or_nothing_other_waited_ms_most": percentile(whole_waits, 100),
        "export_s": exported(shop),
        "memory_growth_mb": round(growth),
    }


def bring_in(shop: Any, content: bytes, mode: str) -> tuple[float, float]:
    """Seconds to check the list and to bring it in. Raises RuntimeError unless all rows are in."""
    from theriac.domains.catalog.commands.imports.files import receive_file, start_import  # noqa: PLC0415 (app-ready)
    from theriac.domains.catalog.commands.imports.steps import check_import, commit_import  # noqa: PLC0415 (app-ready)
    from theriac.domains.catalog.imports.work import check_rows, commit_rows  # noqa: PLC0415 (app-ready)

    file_id = receive_file(actor=shop.owner, file=io.BytesIO(content), name="list.csv")
    began = time.perf_counter()
    import_id = start_import(actor=shop.owner, file_id=file_id, kind="products")
    say_class(shop, import_id)
    check_import(actor=shop.owner, import_id=import_id)
    checked = check_rows(import_id, Quiet())
    middle = time.perf_counter()
    commit_import(actor=shop.owner, import_id=import_id, mode=mode)
    done = commit_rows(import_id, Quiet())
    ended = time.perf_counter()
    forget_jobs()
    if done.actions != checked.actions or done.left_out:
        raise RuntimeError(f"the import did {done.actions}, not {checked.actions}")
    return round(middle - began, 2), round(ended - middle, 2)


def say_class(shop: Any, import_id: Any) -> None:
    """The list has no column of classes: say that its products need a prescription."""
    from theriac.domains.catalog.commands.imports.steps import change_mapping  # noqa: PLC0415 (app-ready)
    from theriac.domains.catalog.models import Import  # noqa: PLC0415 (app-ready)

    batch = Import.objects.get(id=import_id)
    said = {**batch.mapping["defaults"], "legal_class": "keras"}
    change_mapping(
        actor=shop.owner,
        import_id=import_id,
        version=batch.version,
        mapping={**batch.mapping, "defaults": said},
    )


def forget_jobs() -> None:
    """End the jobs that nobody runs here."""
    from theriac.core.jobs.models import Job  # noqa: PLC0415 (app-ready)

    Job.objects.all().delete()


def exported(shop: Any) -> float:
    """Seconds to write the whole catalogue as CSV."""
    from theriac.domains.catalog.imports.products.export import export_products  # noqa: PLC0415 (app-ready)

    began = time.perf_counter()
    with tempfile.TemporaryFile() as file:
        export_products(actor=shop.owner, file=file, form="csv")
    return round(time.perf_counter() - began, 2)


class Quiet:
    """Steps of a job that nobody watches."""

    def check(self) -> None:
        pass

    def progress(self, done: int, total: int | None = None, message: str = "") -> None:
        pass


class Transactions:
    """Times the transactions in which rows are brought in."""

    def __init__(self) -> None:
        self.longest = 0.0

    def __enter__(self) -> Self:
        from theriac.domains.catalog.imports import work  # noqa: PLC0415 (app-ready)

        self._module: Any = work
        self._plain: Callable[..., Any] = work.commit_chunk
        work.commit_chunk = self._timed
        return self

    def __exit__(self, *_problem: object) -> None:
        self._module.commit_chunk = self._plain

    def _timed(self, **given: Any) -> Any:
        began = time.perf_counter()
        result = self._plain(**given)
        self.longest = max(self.longest, time.perf_counter() - began)
        return result


@contextmanager
def writing() -> Iterator[list[float]]:
    """Another writer, as a counter is: a short transaction every 20 ms, and what each took."""
    from django.db import connection, transaction  # noqa: PLC0415 (app-ready)

    from theriac.core.jobs.models import WorkerBeat  # noqa: PLC0415 (app-ready)

    stop = threading.Event()
    waits: list[float] = []

    def write() -> None:
        from theriac.core import clock  # noqa: PLC0415 (app-ready)

        while not stop.wait(0.02):
            began = time.perf_counter()
            with transaction.atomic():
                WorkerBeat.objects.update_or_create(
                    worker="bench",
                    defaults={"seen_at": clock.now(), "started_at": clock.now()},
                )
            waits.append((time.perf_counter() - began) * 1000)
        connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield waits
    finally:
        stop.set()
        thread.join()


def percentile(values: list[float], percent: int) -> int:
    """The value that so many percent don't exceed."""
    ordered = sorted(values)
    return round(ordered[max(0, -(-len(ordered) * percent // 100) - 1)]) if ordered else 0


def forget_peak() -> None:
    """Let the peak of memory (VmHWM) count from now; hashing a password took 100 MB before."""
    if CLEAR.exists():
        CLEAR.write_text("5")


def resident_mb(line: str) -> int:
    """Megabytes of this process, now (VmRSS) or at most (VmHWM); 0 where the system doesn't say."""
    if not STATUS.exists():
        return 0
    told = next(row for row in STATUS.read_text().splitlines() if row.startswith(line))
    return int(told.split()[1]) // 1024


if __name__ == "__main__":
    main()
