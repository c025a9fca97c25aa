"""What counts as offered: confirmed lines of valid, confirmed offers of suppliers not blocked."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.offers import a_price, an_offer, an_offered, confirmed
from tests.support.shop import Shop, add_medicine
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from theriac.domains.catalog.commands.merge import merge_products
from theriac.domains.offers.commands.confirm import withdraw_offer
from theriac.domains.offers.models import Offer
from theriac.domains.offers.queries.prices import offered
from theriac.domains.offers.rules.unit_costs import FreightTerms, Offered
from theriac.domains.suppliers.commands.block import block_supplier

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-07")]


def test_a_confirmed_line_is_offered_as_it_was_written(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    line = an_offered(
        medicine,
        code="KF-7",
        discount_ppm=100_000,
        discount_amount=2_000,
        tax_bp=1_100,
        bonus_for=10,
        bonus_packs=1,
        minimum_packs=2,
        available_packs=50,
        expires_on=shop.today + timedelta(days=300),
        valid_until=shop.today + timedelta(days=3),
    )
    offer_id = a_price(
        shop,
        supplier_id,
        line,
        valid_from=shop.today,
        valid_until=shop.today + timedelta(days=9),
        freight=25_000,
        freight_free_from=1_000_000,
        minimum_order=500_000,
    )

    (one,) = offered(branch_id=shop.branch_id, product_ids=[medicine.id], on=shop.today)[
        medicine.id
    ]

    assert one == Offered(
        line_id=one.line_id,
        offer_id=offer_id,
        supplier_id=supplier_id,
        product_id=medicine.id,
        pack_id=medicine.packs[100],
        pack=100,
        price=40_000,
        discount=Fraction(15, 100),
        tax=Fraction(11, 100),
        bonus_for=10,
        bonus_packs=1,
        minimum_packs=2,
        available_packs=50,
        expires_on=shop.today + timedelta(days=300),
        valid_until=shop.today + timedelta(days=3),
        freight=FreightTerms(per_order=25_000, free_from=1_000_000),
        minimum_order=500_000,
        supplier_code="KF-7",
    )


def test_drafts_withdrawn_ended_and_later_offers_count_nowhere(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    day = timedelta(days=1)
    an_offer(shop, supplier_id, an_offered(medicine))
    a_price(shop, supplier_id, an_offered(medicine), valid_from=shop.today + day)
    a_price(shop, supplier_id, an_offered(medicine), valid_until=shop.today)
    a_price(shop, supplier_id, an_offered(medicine, valid_until=shop.today))
    gone = a_price(shop, supplier_id, an_offered(medicine))
    withdraw_offer(
        actor=shop.owner,
        branch_id=shop.branch_id,
        offer_id=gone,
        version=Offer.objects.get(id=gone).version,
        reason="Wrong supplier",
    )

    def ids(on: object) -> int:
        found = offered(branch_id=shop.branch_id, product_ids=[medicine.id], on=on)  # type: ignore[arg-type]
        return sum(map(len, found.values()))

    assert (ids(shop.today), ids(shop.today + day), ids(shop.today + 5 * day)) == (1, 1, 1)


def test_the_newest_offer_of_a_supplier_counts_with_each_of_its_lines(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    other = a_supplier(shop, "PT Enseval")
    a_price(shop, supplier_id, an_offered(medicine, price=39_000), an_offered(medicine, 10))
    a_price(shop, other, an_offered(medicine, price=41_000))
    a_price(
        shop, supplier_id, an_offered(medicine, price=42_000), an_offered(medicine, price=30_000)
    )

    found = offered(branch_id=shop.branch_id, product_ids=[medicine.id], on=shop.today)

    prices = {(one.supplier_id, one.pack, one.price) for one in found[medicine.id]}
    assert prices == {
        (supplier_id, 10, 40_000),
        (supplier_id, 100, 42_000),
        (supplier_id, 100, 30_000),
        (other, 100, 41_000),
    }


def test_nothing_is_offered_by_a_blocked_supplier_or_at_another_branch(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    a_price(shop, supplier_id, an_offered(medicine))
    elsewhere = second_branch(shop)

    assert not offered(branch_id=elsewhere, product_ids=[medicine.id], on=shop.today)
    block_supplier(actor=shop.owner, supplier_id=supplier_id, version=1, reason="Licence ended")
    assert not offered(branch_id=shop.branch_id, product_ids=[medicine.id], on=shop.today)


def test_what_was_offered_of_a_merged_product_is_offered_of_the_one_that_stands(
    shop: Shop,
) -> None:
    kept, gone, supplier_id = add_medicine(shop), add_medicine(shop, "Panadol"), a_supplier(shop)
    a_price(shop, supplier_id, an_offered(gone))
    merge_products(actor=shop.owner, kept_id=kept.id, merged_id=gone.id, reason="Entered twice")

    found = offered(branch_id=shop.branch_id, product_ids=[kept.id], on=shop.today)

    assert [one.product_id for one in found[kept.id]] == [kept.id]


def test_the_reads_dont_grow_with_the_products(shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    products = [add_medicine(shop, f"Obat {number}") for number in range(6)]
    confirmed(shop, an_offer(shop, supplier_id, *(an_offered(one) for one in products)))

    def reads(count: int) -> int:
        wanted = [one.id for one in products[:count]]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert (
                len(offered(branch_id=shop.branch_id, product_ids=wanted, on=shop.today)) == count
            )
        return len(asked)

    assert reads(1) == reads(6)
