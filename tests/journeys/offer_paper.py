"""A supplier's offer on paper, and an engine's work on it, for journeys."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from tests.support.jobs import run_due_jobs
from theriac.core import clock
from theriac.domains.offers.models import EngineJob

ROWS = [
    ["KODE", "NAMA BARANG", "SATUAN", "HNA", "DISKON %", "BONUS", "ED"],
    ["KF-1", "PARACETAMOL 500 MG TABLET", "BOX", "40.000", "5", "10+1", "12/2028"],
    ["KF-2", "OBAT BATUK HITAM SPESIAL", "BOX", "21.500", "", "", "06/2028"],
]


def a_paper(folder: Path) -> Path:
    """An offer as a wholesaler sends it."""
    path = folder / "offer.pdf"
    table = Table(ROWS, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    title = Paragraph("PT Kimia Farma Trading", getSampleStyleSheet()["Title"])
    SimpleDocTemplate(str(path), pagesize=A4).build([title, table])
    return path


def read_by_the_engine() -> None:
    """Take the job's steps until it is read, as the worker does."""
    for _step in range(400):
        EngineJob.objects.exclude(due_at=None).update(due_at=clock.now())
        run_due_jobs()
        job = EngineJob.objects.get()
        if job.state in ("done", "failed"):
            assert job.problem == ""
            return
        from theriac.domains.offers.jobs import follow_job  # noqa: PLC0415 (slow)

        follow_job.func(job_id=job.id.hex)
    raise AssertionError("the engine doesn't end")
