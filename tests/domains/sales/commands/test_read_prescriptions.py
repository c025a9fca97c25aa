"""Who prescribed: read with a right and on the record, until the month's key is gone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import override_settings

from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.privacy.keys import destroy_keys
from theriac.core.problems import NotPermitted
from theriac.core.seal.passes import seal_once
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.checkout.drafts import GroundSeen, SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.commands.read_prescriptions import read_prescriptions
from theriac.domains.sales.models import Sale, SaleGround
from theriac.domains.sales.prescriptions import SeenPrescription

WHO, NUMBER = "dr. Qzmarkedxq", "QZ-0412"


def sell(shop: Shop) -> Sale:
    medicine = add_medicine(shop, "Amoxicillin 500 mg", legal_class="keras")
    stock_up(shop, medicine, 20)
    seen = GroundSeen(
        kind="prescription", prescriber=WHO, number=NUMBER, written_on=clock.now().date()
    )
    return complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(
            items=[SaleItem(product_id=medicine.id, quantity=1, ground=0)], grounds=[seen]
        ),
    ).sale


def read(shop: Shop, sale: Sale) -> list[SeenPrescription]:
    named: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    return list(read_prescriptions(**named, sale_id=sale.id).values())


@pytest.mark.django_db
def test_a_reading_is_recorded_and_needs_its_right() -> None:
    shop = open_shop()
    sale = sell(shop)

    assert read(shop, sale) == [SeenPrescription(WHO, NUMBER)]
    [record] = AuditRecord.objects.filter(command="sales.read_prescriptions")
    assert (record.object_id, record.facts) == (sale.id, {"sections": ["prescription"]})
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        read_prescriptions(actor=cashier, branch_id=shop.branch_id, sale_id=sale.id)


@pytest.mark.django_db(transaction=True)
def test_a_destroyed_month_leaves_books_and_seal_whole(settings: Any, tmp_path: Any) -> None:
    settings.SEAL_STORE, settings.SEAL_KEY = tmp_path / "store", "07" * 32
    with override_settings(KEY_STORE=tmp_path / "keys.sqlite3"):
        shop = open_shop()
        sale = sell(shop)
        seal_once()
        [ground] = SaleGround.objects.all()

        destroy_keys([ground.key_id])

        assert read(shop, sale) == [SeenPrescription(is_gone=True)]
        assert [(one.name, one.violations) for one in run_checks() if one.violations] == []
