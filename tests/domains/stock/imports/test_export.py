"""An export of stock gives back what an import takes."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest

from tests.domains.catalog.imports.importing import bring_in
from tests.support.emptying import empty_database
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.core.tables.cells import text_of
from theriac.core.tables.reader import open_table
from theriac.domains.catalog.imports.products.export import export_products
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.imports.export import export_stock
from theriac.domains.stock.models import Batch

pytestmark = pytest.mark.django_db(transaction=True)


def exported(shop: Shop, form: str) -> bytes:
    file = io.BytesIO()
    export_stock(actor=shop.owner, branch_id=shop.branch_id, file=file, form=form)
    return file.getvalue()


def table(content: bytes) -> list[list[str]]:
    head, *rows = open_table(io.BytesIO(content)).rows()
    cells = [[text_of(cell) for cell in row.cells] for row in rows]
    return [list(map(text_of, head.cells)), *sorted(row + [""] * (16 - len(row)) for row in cells)]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_brought_into_an_empty_shop_exports_the_same(form: str) -> None:
    shop = open_shop("in")
    first = add_medicine(shop, "Amoxicillin", external_code="A1", manufacturer="Sehat")
    second = add_medicine(shop, "Cetirizine")
    stock_up(shop, first, 120, cost_amount=3_150, cost_units=10, mrp_amount=4_500, mrp_units=10)
    stock_up(shop, first, 15, batch_number="=B2", shelf="A-1")
    held = stock_up(shop, second, 30, batch_number="B3")
    stock_up(shop, second, 7, days=None, batch_number="", cost_amount=None)
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=held, reason="recall")
    before = exported(shop, form)
    assert len(table(before)) == 5
    products = io.BytesIO()
    export_products(actor=shop.owner, file=products, form=form)
    empty_database()
    shop = open_shop("in")
    bring_in(shop, products.getvalue(), name=f"products.{form}")
    tally = bring_in(shop, before, name=f"stock.{form}", kind="stock", branch_id=shop.branch_id)
    assert dict(tally.actions) == {"new": 4}
    assert table(exported(shop, form)) == table(before)
    assert Batch.objects.get(number="B3").state == "held"
    expiry = Batch.objects.get(number="=B2").expires_on
    assert expiry == shop.today + timedelta(days=400)
