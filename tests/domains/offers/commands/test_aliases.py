"""A supplier's own code that was learnt wrongly is forgotten."""

from __future__ import annotations

import pytest

from tests.support.receipts import goods, received
from tests.support.shop import Shop, add_medicine, add_staff
from tests.support.suppliers import a_code, a_supplier
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.offers.commands.aliases import forget_alias
from theriac.domains.offers.models import SupplierAlias
from theriac.domains.offers.queries.aliases import aliases_of_supplier, named_aliases
from theriac.domains.purchasing.queries.scans import read_scan

pytestmark = pytest.mark.django_db


def test_a_forgotten_code_is_recognised_no_more_until_it_is_taught_again(shop: Shop) -> None:
    medicine = add_medicine(shop)
    supplier_id = a_supplier(shop)
    received(shop, supplier_id, goods(shop, medicine, supplier_code="PCT-1"))
    rows = aliases_of_supplier(actor=shop.owner, supplier_id=supplier_id)
    (kept,) = named_aliases(rows)
    assert (kept.code, kept.product, kept.pack) == ("PCT-1", "Paracetamol 500 mg tablet", "box")

    forget_alias(actor=shop.owner, supplier_id=supplier_id, code_id=kept.id)

    scan = read_scan(
        actor=shop.owner, branch_id=shop.branch_id, supplier_id=supplier_id, text="PCT-1"
    )
    assert scan.pack_id is None
    record = AuditRecord.objects.get(object_id=supplier_id, reason="code forgotten")
    assert (record.command, record.facts["code"]) == ("offers.forget_alias", "PCT-1")
    with pytest.raises(NotFound):
        forget_alias(actor=shop.owner, supplier_id=supplier_id, code_id=kept.id)
    received(shop, supplier_id, goods(shop, medicine, supplier_code="PCT-1", batch_number="KF-02"))
    assert rows.all().count() == 1


def test_a_code_is_forgotten_of_its_own_supplier_by_who_manages_suppliers(shop: Shop) -> None:
    code = a_code(a_supplier(shop), add_medicine(shop))
    other = a_supplier(shop, "PT Enseval")
    with pytest.raises(NotFound):
        forget_alias(actor=shop.owner, supplier_id=other, code_id=code.id)
    with pytest.raises(NotPermitted):
        forget_alias(
            actor=add_staff("pharmacist", shop.branch_id),
            supplier_id=code.supplier_id,
            code_id=code.id,
        )
    assert SupplierAlias.objects.count() == 1
