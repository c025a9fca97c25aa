"""Steps of an import as tests take them: hand a table in, check it, bring it in."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.support.jobs import run_due_jobs
from tests.support.shop import Shop
from theriac.core.jobs.context import JobCancelled
from theriac.core.jobs.models import Job, JobState
from theriac.domains.catalog.commands.imports.files import receive_file, start_import
from theriac.domains.catalog.commands.imports.steps import (
    change_mapping,
    check_import,
    commit_import,
)
from theriac.domains.catalog.imports.outcomes import Tally
from theriac.domains.catalog.models import Import, ImportProblem

NEEDS_PRESCRIPTION = {"id": "keras", "in": "H", "generic": "rx"}


def csv_bytes(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def hand_in(shop: Shop, content: bytes | Path, kind: str = "products", **terms: Any) -> UUID:
    """Keep the table and begin its import; the import's id."""
    data = content.read_bytes() if isinstance(content, Path) else content
    name = content.name if isinstance(content, Path) else terms.pop("name", "daftar.csv")
    file_id = receive_file(actor=shop.owner, file=io.BytesIO(data), name=name)
    return start_import(actor=shop.owner, file_id=file_id, kind=kind, **terms)


def choose(shop: Shop, import_id: UUID, mapping: dict[str, Any]) -> None:
    """Change parts of the mapping."""
    batch = Import.objects.get(id=import_id)
    change_mapping(
        actor=shop.owner,
        import_id=import_id,
        version=batch.version,
        mapping={**batch.mapping, **mapping},
    )


def answer_class(shop: Shop, import_id: UUID) -> None:
    """Say that new products need a prescription where the file says none, unless it was said."""
    batch = Import.objects.get(id=import_id)
    said = batch.mapping["defaults"]
    is_said = "legal_class" in said or batch.mapping.get("classes")
    if batch.kind == "products" and not is_said:
        choose(
            shop, import_id, {"defaults": {**said, "legal_class": NEEDS_PRESCRIPTION[shop.country]}}
        )


def check(shop: Shop, import_id: UUID) -> Tally:
    """Check the file; the counts."""
    answer_class(shop, import_id)
    job_id = check_import(actor=shop.owner, import_id=import_id)
    run_due_jobs()
    assert Job.objects.get(id=job_id).state == JobState.SUCCEEDED, job_error(job_id)
    return Tally.from_json(Import.objects.get(id=import_id).counts["checked"])


def commit(
    shop: Shop, import_id: UUID, mode: str = "good", confirmed: Collection[str] = ()
) -> Tally:
    """Bring the rows in; the counts of what was done."""
    job_id = commit_import(actor=shop.owner, import_id=import_id, mode=mode, confirmed=confirmed)
    run_due_jobs()
    assert Job.objects.get(id=job_id).state == JobState.SUCCEEDED, job_error(job_id)
    return Tally.from_json(Import.objects.get(id=import_id).counts["committed"])


def job_error(job_id: UUID) -> str:
    job = Job.objects.get(id=job_id)
    return f"{job.state} {job.error_sentence} {job.error_traceback}"


def bring_in(shop: Shop, content: bytes | Path, mode: str = "good", **terms: Any) -> Tally:
    """All steps at once, with the proposed mapping."""
    import_id = hand_in(shop, content, **terms)
    check(shop, import_id)
    return commit(shop, import_id, mode)


def problems(import_id: UUID) -> list[tuple[int, str, str, str]]:
    """Row, column, content and code of each fault, in the file's order."""
    rows = ImportProblem.objects.filter(source_id=import_id).order_by("number", "id")
    return [(row.number, row.column, row.content, row.code) for row in rows]


def codes(import_id: UUID) -> Sequence[str]:
    """The codes of the faults."""
    return [code for _number, _column, _content, code in problems(import_id)]


LIST = csv_bytes(
    "kode;nama;produsen;satuan;harga_jual;barcode",
    "A1;Parasetamol 500 mg;Sehat Farma;TAB;700;4006381333931",
    "A2;Amoksisilin 500 mg;SEHAT FARMA;KAPS;1.250;",
    "A3;Antasida DOEN;Bintang;TAB;12,5OO;",
    "A4;;Bintang;TAB;500;",
    "A5;Oralit;Bintang;SACH;1.000;0200000001235",
)


class Stepping:
    """Steps that stop the work at a chosen one."""

    def __init__(self, stop_at: int = 0, stop: type[BaseException] = JobCancelled) -> None:
        self.count = 0
        self.told: list[tuple[int, int | None]] = []
        self._stop_at, self._stop = stop_at, stop

    def check(self) -> None:
        self.count += 1
        if self.count == self._stop_at:
            raise self._stop

    def progress(self, done: int, total: int | None = None, message: str = "") -> None:
        self.told.append((done, total))


def many(count: int, price: Callable[[int], int] = lambda number: 1000 + number) -> bytes:
    return csv_bytes(
        "code,name,manufacturer,unit,price",
        *(f"P{n},Product {n},Maker {n % 7},tablet,{price(n)}" for n in range(count)),
    )


def ready(shop: Shop, content: bytes, mode: str = "good") -> UUID:
    """An import whose commit was asked for and whose job didn't run yet."""
    import_id = hand_in(shop, content)
    check(shop, import_id)
    commit_import(actor=shop.owner, import_id=import_id, mode=mode)
    return import_id
