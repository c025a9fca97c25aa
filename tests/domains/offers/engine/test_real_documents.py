"""Real documents go through the real engine into drafts; nothing wrong in them is sure."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.document_engine import ended, our_engine
from tests.support.shop import Shop
from theriac.core.files.problems import FileKindRefused
from theriac.domains.offers.commands.intake import take_offer_file
from theriac.domains.offers.models import EngineJob, OfferLine
from theriac.domains.offers.rules.certainty import SURE
from theriac.domains.purchasing.commands.receipts.from_invoice import take_invoice_file
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine, InvoiceLine
from theriac_engine.service.workers import can_recognise

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.rows("PUR-04", "PUR-15"),
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.databases("sqlite"),
]
INVOICES = {
    "AzureInterior.pdf": ("refused", 0),
    "FlipkartInvoice.pdf": ("done", 1),
    "QualityHosting.pdf": ("done", 7),
    "coolblue1.pdf": ("done", 5),
    "oyo.pdf": ("no_table", 0),
    "saeco.pdf": ("done", 2),
}
"""What becomes of each, and how many lines are read; one holds another file and isn't taken."""


@pytest.fixture
def engine(settings: Any, tmp_path: Path) -> Iterator[None]:
    with our_engine(settings, tmp_path):
        yield


def invoice(shop: Shop, file: Path) -> tuple[EngineJob, GoodsReceipt]:
    key = take_invoice_file(
        actor=shop.owner,
        branch_id=shop.branch_id,
        file=io.BytesIO(file.read_bytes()),
        name=file.name,
    )
    job = ended(EngineJob.objects.get(subject_id=key))
    return job, GoodsReceipt.objects.get(id=key)


def test_invoices_become_drafts_whose_lines_all_wait_for_a_person(
    shop: Shop, engine: None, shared: Path
) -> None:
    folder = shared / "data" / "documents" / "invoices"
    assert {name: outcome(shop, folder / name) for name in INVOICES} == INVOICES
    assert not InvoiceLine.objects.filter(confidence__gte=SURE).exists()
    assert not GoodsReceiptLine.objects.exists()


def outcome(shop: Shop, file: Path) -> tuple[str, int]:
    try:
        job, receipt = invoice(shop, file)
    except FileKindRefused:
        return "refused", 0
    lines = InvoiceLine.objects.filter(receipt=receipt)
    return job.failure_code or job.state, lines.count()


def test_a_real_price_list_becomes_an_offer(shop: Shop, engine: None, shared: Path) -> None:
    file = shared / "data" / "catalogue" / "id_apotek_pricelist_2754.csv"
    key = take_offer_file(
        actor=shop.owner,
        branch_id=shop.branch_id,
        file=io.BytesIO(file.read_bytes()),
        name=file.name,
    )
    assert ended(EngineJob.objects.get(subject_id=key)).state == "done"
    lines = OfferLine.objects.filter(offer_id=key)
    assert lines.count() > 2700
    assert lines.order_by("position")[0].text == "ABBOTIC 125 MG/ 5ML GRANUL 30ML SYR"


@pytest.mark.parametrize("number", ["132", "152", "174", "312", "416", "467"])
def test_photos_of_receipts_are_read_or_refused_and_never_sure(
    shop: Shop, engine: None, shared: Path, number: str
) -> None:
    file = shared / "data" / "documents" / "pharmacy_receipts" / f"{number}.jpg"
    job, receipt = invoice(shop, file)
    lines = InvoiceLine.objects.filter(receipt=receipt)
    assert [one.row for one in lines if one.confidence >= SURE] == []
    if not can_recognise():
        assert (job.state, lines.count()) == ("failed", 0)
