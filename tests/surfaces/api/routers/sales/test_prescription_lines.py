"""A program sells on a ready prescription: with it or not at all, and what it is told otherwise."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support.dispensing import prescribed
from tests.support.prescriptions import line_of
from tests.support.shop import Medicine, Shop
from tests.surfaces.api.program import Program, program
from theriac.core.ids import new_id
from theriac.domains.prescriptions.models import Dispense
from theriac.domains.sales.models import Sale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-03")]


def asked(medicine: Medicine, made: UUID, quantity: int, **more: Any) -> dict[str, Any]:
    line = {"product_id": str(medicine.id), "quantity": quantity, **more}
    return {"lines": [{"prescription_line_id": str(line_of(made).id), **line}]}


def refusal(seller: Program, sale: dict[str, Any]) -> tuple[int, str]:
    answer = seller.post("/sales", sale)
    return answer.status_code, answer.json()["code"]


def test_it_is_quoted_and_sold_with_its_dispense(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    seller = program(shop, "cashier")
    sale = asked(medicine, made, 10)

    quote = seller.post("/sales/quote", sale)
    done = seller.post("/sales", sale)

    assert (quote.status_code, done.status_code) == (200, 201)
    assert quote.json()["total"] == done.json()["total"]
    assert str(Dispense.objects.get().sale_id) == done.json()["id"]
    assert refusal(seller, sale) == (409, "prescriptions.dispense_refused")
    assert Sale.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"quantity": 11}, (409, "prescriptions.dispense_refused")),
        ({"quantity": 0}, (422, "unprocessable")),
        ({"prescription_line_id": str(new_id())}, (404, "not_found")),
        ({"prescription_line_id": "R-1"}, (422, "unprocessable")),
        ({"ground": 7}, (422, "unprocessable")),
    ],
)
def test_what_doesnt_fit_sells_nothing(
    shop: Shop, more: dict[str, Any], refused: tuple[int, str]
) -> None:
    medicine, made = prescribed(shop)
    sale = asked(medicine, made, **{"quantity": 1, **more})
    assert refusal(program(shop, "cashier"), sale) == refused
    assert not Sale.objects.exists()
