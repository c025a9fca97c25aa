"""Two products that are two are proposed as one no more, until somebody takes it back."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from tests.support.reading import reading
from tests.support.shop import Shop, add_medicine, add_staff
from theriac.core.audit.models import AuditRecord
from theriac.core.listing.selection import MOST, Outcome
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.domains.catalog.commands.distinct_products import (
    set_products_alike,
    set_products_distinct,
)
from theriac.domains.catalog.models import DistinctProducts
from theriac.domains.catalog.queries.duplicates import suggest_duplicates

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAT-17", "UX-15")]


def proposed(shop: Shop) -> set[frozenset[UUID]]:
    pairs = suggest_duplicates(actor=shop.owner)
    return {frozenset((pair.one_id, pair.other_id)) for pair in pairs}


def alike(shop: Shop, count: int) -> list[UUID]:
    writings = ("500 mg tablet", "500mg tab", "tablet 500 mg", "tab 500 mg", "tab. 500mg")
    return [add_medicine(shop, f"Paracetamol {one}").id for one in writings[:count]]


def test_a_pair_that_is_two_is_remembered_in_either_order(shop: Shop) -> None:
    one, other, third = alike(shop, 3)
    assert len(proposed(shop)) == 3

    said = set_products_distinct(actor=shop.owner, pairs=[(other, one), (one, other)])

    assert said == Outcome(1)
    assert proposed(shop) == {frozenset((one, third)), frozenset((other, third))}
    assert len(suggest_duplicates(actor=shop.owner, product_id=one)) == 1
    first, last = sorted((one, other))
    record = AuditRecord.objects.get(command="catalog.set_products_distinct")
    assert (record.object_id, record.facts["after"]) == (first, {"distinct_from": str(last)})

    set_products_alike(actor=shop.owner, one_id=last, other_id=first)
    assert len(proposed(shop)) == 3
    with pytest.raises(NotFound):
        set_products_alike(actor=shop.owner, one_id=first, other_id=last)


def test_what_is_left_out_is_said_and_nothing_else_is_kept(shop: Shop) -> None:
    one, other, third = alike(shop, 3)
    set_products_distinct(actor=shop.owner, pairs=[(one, other)])
    said = set_products_distinct(
        actor=shop.owner, pairs=[(one, other), (one, uuid4()), (one, one), (other, third)]
    )
    assert (said.done, set(said.left_out)) == (
        1,
        {
            "Choose two different products.",
            "This product isn't in the catalogue.",
            "These two products are already marked as not duplicates.",
        },
    )
    assert DistinctProducts.objects.count() == 2
    with pytest.raises(NotFound):
        set_products_distinct(actor=shop.owner, pairs=[(other, one)])
    with pytest.raises(Unprocessable):
        set_products_distinct(actor=shop.owner, pairs=[])
    with pytest.raises(Unprocessable):
        set_products_distinct(actor=shop.owner, pairs=[(one, UUID(int=n)) for n in range(MOST + 1)])
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        set_products_distinct(actor=cashier, pairs=[(one, third)])
    with pytest.raises(NotPermitted):
        set_products_alike(actor=cashier, one_id=one, other_id=other)


def test_more_pairs_take_no_more_statements(shop: Shop) -> None:
    a, b, c, d, e = alike(shop, 5)
    counts = []
    for pairs in ([(a, b), (a, c)], [(b, c), (b, d), (c, d), (d, e), (a, e)]):
        with reading() as found:
            set_products_distinct(actor=shop.owner, pairs=pairs)
        counts.append(found.statements)
    assert counts[0] == counts[1]
