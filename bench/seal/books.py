"""The books that are filled, sealed, checked and changed."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from theriac.core import clock
from theriac.core.actor import SYSTEM_ID
from theriac.core.audit.models import AuditRecord
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.seal.handout import VERIFIER
from theriac.core.seal.passes import seal_once
from theriac.core.verification.registry import run_checks

A_CHUNK = 5_000


def peak_mb() -> int:
    """The most memory that this process has held, in MB (Linux; 0 elsewhere)."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    found = [line for line in status.read_text("utf-8").splitlines() if line.startswith("VmHWM")]
    return int(found[0].split()[1]) // 1024 if found else 0


def timed(what: Callable[[], Any]) -> float:
    """Seconds that it takes."""
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


def measure(folder: Path, rows: int) -> tuple[str, dict[str, Any]]:
    """Fill, seal, check, change one row, check again; on which database, and the figures."""
    call_command("migrate", verbosity=0)
    fill(rows)
    before = peak_mb()
    floor = timed(read_and_hash)
    sealing = timed(lambda: seal_once(everything=True))
    grown = peak_mb() - before
    later = timed(seal_once)
    verifying = timed(verify)
    store = folder / "seal"
    plain = timed(lambda: hash_lines(store))
    good = check(store)
    checking = good[0]
    if not good[1].rstrip().endswith("reordered"):
        raise SystemExit(f"the sealed books don't check out: {good[1]}")
    if "was changed after it was sealed" not in changed(store)[1]:
        raise SystemExit("the changed row wasn't named")
    return connection.vendor, {
        "rows": rows,
        "seal_s": round(sealing, 2),
        "read_and_hash_s": round(floor, 2),
        "seal_ratio": round(sealing / floor, 1),
        "rows_a_second": int(rows / sealing),
        "grown_mb": grown,
        "verify_s": round(verifying, 2),
        "verify_us_a_row": round(verifying / rows * 1_000_000, 1),
        "idle_pass_ms": round(later * 1000, 1),
        "verify_books_s": round(checking, 2),
        "read_file_and_hash_s": round(plain, 2),
        "verify_books_ratio": round(checking / plain, 1),
    }


def fill(rows: int) -> None:
    """Write audit records as commands write them."""
    begun = clock.now() - timedelta(milliseconds=rows)
    for start in range(0, rows, A_CHUNK):
        records = [
            AuditRecord(
                id=new_id(),
                recorded_at=begun + timedelta(milliseconds=number),
                command="sales.complete_sale",
                actor_kind="person",
                actor_id=SYSTEM_ID,
                branch_id=SYSTEM_ID,
                terminal_id=SYSTEM_ID,
                object_kind="sales.sale",
                object_id=new_id(),
                reason="counted twice",
                facts={"number": f"MLT-A1-26-{number:06d}", "lines": 5},
                request_id="0f" * 16,
            )
            for number in range(start, min(start + A_CHUNK, rows))
        ]
        with transaction.atomic():
            insert_rows(AuditRecord, records)


def verify() -> None:
    """What ``./theriac verify`` does for the seal's rows and heads."""
    for check in run_checks(["seal.rows", "seal.heads"]):
        if check.violations:
            raise SystemExit(f"verify finds: {check.violations[0].sentence}")


def read_and_hash() -> None:
    """The floor of sealing: every record once through the driver, hashed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM core_audit_record ORDER BY recorded_at")
        while rows := cursor.fetchmany(2_000):
            for row in rows:
                sha256(repr(row).encode()).digest()


def hash_lines(store: Path) -> None:
    """The floor of checking: every published line once, hashed, and a node for each."""
    node = bytes(64)
    for path in sorted(store.rglob("*.leaves")):
        with path.open("rb") as file:
            for line in file:
                node = sha256(line).digest() + node[:32]
                sha256(node).digest()


def check(store: Path) -> tuple[float, str]:
    """What verify_books.py says of the store, and how long it takes."""
    words = [sys.executable, "-I", "-S", str(VERIFIER), str(store)]
    begun = time.perf_counter()
    done = subprocess.run(words, check=False, stdout=subprocess.PIPE, text=True)
    return time.perf_counter() - begun, done.stdout


def changed(store: Path) -> tuple[float, str]:
    """The same after one byte in the middle was changed."""
    path = max(store.rglob("*.leaves"))
    content = path.read_bytes()
    place = content.index(b"MLT-A1", len(content) // 2)
    path.chmod(0o644)
    path.write_bytes(content[:place] + b"X" + content[place + 1 :])
    return check(store)
