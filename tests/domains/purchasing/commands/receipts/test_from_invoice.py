"""A delivery invoice is kept with its hash as a draft, known when it comes again."""

from __future__ import annotations

import pytest

from tests.support.delivery_invoices import invoice_uploaded
from tests.support.receipts import version_of
from tests.support.shop import Shop
from theriac.core.files.models import StoredFile
from theriac.domains.offers.models import EngineJob
from theriac.domains.purchasing.commands.receipts.from_invoice import read_invoice_again
from theriac.domains.purchasing.commands.receipts.states import discard_receipt
from theriac.domains.purchasing.problems import InvoiceTwice

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-15", "PUR-05")]


def test_the_same_file_is_recognised_until_its_draft_is_discarded(shop: Shop) -> None:
    receipt_id = invoice_uploaded(shop)
    with pytest.raises(InvoiceTwice) as refused:
        invoice_uploaded(shop)
    assert refused.value.facts["receipt_id"] == str(receipt_id)
    discard_receipt(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=receipt_id,
        version=version_of(receipt_id),
    )
    invoice_uploaded(shop)
    assert StoredFile.objects.count() == 2


def test_a_file_is_read_again(shop: Shop) -> None:
    receipt_id = invoice_uploaded(shop)
    again = read_invoice_again(actor=shop.owner, branch_id=shop.branch_id, receipt_id=receipt_id)
    assert again == EngineJob.objects.get().id
