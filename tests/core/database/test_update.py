"""Set-wise updates write what the ORM would, on every database."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.core.database.update import update_rows
from theriac.domains.catalog.models import Category
from theriac.domains.organisation.models import Branch
from theriac.domains.stock.models import Batch

pytestmark = [pytest.mark.django_db, pytest.mark.on_each]


@pytest.fixture
def batches() -> list[Batch]:
    shop: Shop = open_shop()
    medicine = add_medicine(shop)
    for number in range(3):
        stock_up(shop, medicine, 10 + number)
    return list(Batch.objects.order_by("id"))


def test_each_row_gets_values_of_its_own(batches: list[Batch]) -> None:
    """Dates, numbers, texts and None, as the fields convert them; what isn't named stays."""
    for place, batch in enumerate(batches):
        batch.expires_on = date(2030, 1, 1 + place) if place else None
        batch.number, batch.cost_amount, batch.cost_units = f"B{place}’", 100 * place, 10
        batch.state = "held"

    update_rows(batches, ["expires_on", "number", "cost_amount", "cost_units"])

    for place, batch in enumerate(Batch.objects.order_by("id")):
        assert batch.expires_on == (date(2030, 1, 1 + place) if place else None)
        assert (batch.number, batch.cost_amount, batch.cost_units) == (
            f"B{place}’",
            100 * place,
            10,
        )
        assert batch.state == "released"


def test_a_reference_is_written_by_its_field(batches: list[Batch]) -> None:
    category = Category.objects.create(name="Pain")
    product = batches[0].product
    product.category = category
    update_rows([product], ["category"])
    product.refresh_from_db()
    assert product.category_id == category.id


def test_no_rows_send_nothing_and_a_refusal_is_the_databases(batches: list[Batch]) -> None:
    with CaptureQueriesContext(connection) as sent:
        update_rows([], ["number"])
    assert len(sent) == 0
    first = Branch.objects.get()
    other = Branch.objects.create(
        **{
            field.attname: getattr(first, field.attname)
            for field in Branch._meta.concrete_fields
            if field.attname not in ("id", "code")
        },
        code="KMG",
    )
    other.code = first.code
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        update_rows([other], ["code"])
