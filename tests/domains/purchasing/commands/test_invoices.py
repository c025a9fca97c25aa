"""An invoice's lines are kept and recognised."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from tests.support.receipts import checked, goods, received, written
from tests.support.shop import add_medicine, open_shop
from tests.support.suppliers import a_supplier
from tests.support.trail import sides_of
from theriac.domains.purchasing.commands.invoices import (
    PrintedLine,
    attach_invoice,
    set_invoice_lines,
)
from theriac.domains.purchasing.invoices import read_invoice
from theriac.domains.purchasing.models import GoodsReceipt, InvoiceLine
from theriac.domains.purchasing.problems import ReceiptFixed, ReceiptRefused

pytestmark = pytest.mark.django_db


@pytest.mark.rows("PUR-15")
def test_lines_are_recognised_by_the_suppliers_code_or_the_name() -> None:
    shop = open_shop()
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    received(shop, supplier_id, goods(shop, medicine, supplier_code="PCT"))
    receipt_id = written(shop, supplier_id, goods(shop, medicine))
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "receipt_id": receipt_id}
    named = PrintedLine(row=3, name="PARACETAMOL 500 MG TABLET", unit="strip", packs=20)

    set_invoice_lines(
        **at, lines=[PrintedLine(row=2, code="PCT", packs=2), named, PrintedLine(row=4, name="?")]
    )

    kept = InvoiceLine.objects.values_list("row", "product_id", "factor")
    assert list(kept) == [(2, medicine.id, 100), (3, medicine.id, 10), (4, None, None)]
    key = uuid4()
    attach_invoice(**at, file_id=key)
    assert GoodsReceipt.objects.get(id=receipt_id).invoice_file_id == key
    set_invoice_lines(**at, lines=[])
    none, three = {"lines": 0}, {"lines": 3}
    assert sides_of("purchasing.set_invoice_lines") == [(none, three), (three, none)]
    assert sides_of("purchasing.attach_invoice") == [({"file": ""}, {"file": key.hex})]
    checked(shop, receipt_id)
    with pytest.raises(ReceiptFixed):
        set_invoice_lines(**at, lines=[])


@pytest.mark.rows("PUR-15")
def test_a_table_is_read_by_its_columns_and_bad_cells_are_named() -> None:
    table = b"PT Enseval;;;;\nkode;nama;qty;harga;ed\nA;Sanmol;2;1.250;02/2031\n;B;1,5;x;99/99\n"

    good, bad = read_invoice(table, exponent=0, country="id")

    assert (good.code, good.packs, good.price, good.expires_on) == (
        "A",
        2,
        1_250,
        date(2031, 2, 28),
    )
    for word in ("1,5", "x", "99/99"):
        assert f"“{word}”" in bad.fault
    with pytest.raises(ReceiptRefused):
        read_invoice(b"a,b\n1,2\n", exponent=0, country="id")
