"""An offer is kept as it is said, and refused at the field that is wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.support.offers import an_offer, an_offered
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.core.problems import NotFound
from theriac.domains.offers.models import Offer, OfferLine
from theriac.domains.offers.problems import OffererBlocked, OfferRefused
from theriac.domains.suppliers.commands.block import block_supplier

pytestmark = pytest.mark.django_db


def test_a_line_has_the_countrys_tax_unless_it_says_another(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    untaxed = a_supplier(shop, "Toko Kecil", tax_registered=False)

    for seller in (supplier_id, untaxed):
        an_offer(shop, seller, an_offered(medicine, tax_bp=None), an_offered(medicine, tax_bp=500))

    rows = OfferLine.objects.order_by("offer__created_at", "position")
    assert list(rows.values_list("tax_bp", flat=True)) == [1_100, 500, 0, 500]
    assert set(rows.values_list("matched_by", "factor")) == {("person", 100)}


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"price": 10**12 + 1}, "price"),
        ({"discount_amount": 40_001}, "discount"),
        ({"discount_ppm": 900_000, "discount_amount": 4_001}, "discount"),
        ({"bonus_for": 10}, "bonus"),
        ({"bonus_packs": 1}, "bonus"),
        ({"pack_id": None}, "product_id"),
    ],
)
def test_what_cant_be_is_refused_at_its_field(
    shop: Shop, facts: dict[str, Any], field: str
) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)

    with pytest.raises(OfferRefused) as refused:
        an_offer(shop, supplier_id, an_offered(medicine), an_offered(medicine, **facts))

    assert set(refused.value.errors) == {f"lines.1.{field}"}
    assert not Offer.objects.exists()


def test_what_isnt_there_is_refused(shop: Shop) -> None:
    medicine, other, supplier_id = add_medicine(shop), add_medicine(shop, "B"), a_supplier(shop)

    with pytest.raises(NotFound):
        an_offer(shop, uuid4(), an_offered(medicine))
    with pytest.raises(NotFound):
        an_offer(shop, supplier_id, an_offered(medicine, product_id=uuid4()))
    with pytest.raises(NotFound):
        an_offer(shop, supplier_id, an_offered(medicine, pack_id=other.packs[100]))
    with pytest.raises(OfferRefused):
        an_offer(
            shop,
            supplier_id,
            valid_from=shop.today,
            valid_until=shop.today - timedelta(days=1),
            freight=10**12 + 1,
        )
    block_supplier(actor=shop.owner, supplier_id=supplier_id, version=1, reason="Licence ended")
    with pytest.raises(OffererBlocked):
        an_offer(shop, supplier_id, an_offered(medicine))
