"""A person corrects what was read; what is confirmed is known the next time."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.support.document_engine import a_document, told, uploaded
from tests.support.offers import an_offer, an_offered, confirmed
from tests.support.shop import Medicine, Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.core.actor import SYSTEM
from theriac.core.facts.records import given
from theriac.core.problems import NotFound, Stale
from theriac.domains.offers.commands.correct import OfferLineCorrected, correct_offer
from theriac.domains.offers.commands.read_lines import take_read_offer
from theriac.domains.offers.engine.contract import document_of
from theriac.domains.offers.models import EngineJob, Offer, OfferLine
from theriac.domains.offers.problems import OfferFixed, OfferRefused
from theriac.domains.offers.rules.certainty import is_sure
from theriac.domains.offers.rules.facts import OfferHead

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-05", "PUR-06")]


def read_offer(shop: Shop, content: str, *lines: Any, **fields: str) -> UUID:
    """An offer that the engine read."""
    offer_id = uploaded(shop, content)
    job = EngineJob.objects.get(subject_id=offer_id)
    document = document_of(a_document(*lines, **fields))
    take_read_offer(actor=SYSTEM, job_id=job.id, document=document)
    return offer_id


def correct(shop: Shop, offer_id: UUID, *lines: OfferLineCorrected, **more: Any) -> int:
    offer = Offer.objects.get(id=offer_id)
    head = {"supplier_id": offer.supplier_id, **more.pop("head", {})}
    return correct_offer(
        actor=shop.owner,
        branch_id=shop.branch_id,
        offer_id=offer_id,
        version=more.pop("version", offer.version),
        facts=given(OfferHead, **head),
        lines=lines,
        **more,
    )


def corrected(line: OfferLine, medicine: Medicine, **facts: Any) -> OfferLineCorrected:
    return given(
        OfferLineCorrected,
        line_id=line.id,
        product_id=medicine.id,
        pack_id=medicine.packs[100],
        text=line.text,
        code=line.code,
        price=line.price,
        **facts,
    )


def test_a_corrected_line_is_checked_and_one_that_was_taken_away_is_left_out(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    offer_id = read_offer(shop, "a", told("PCT STRANGE"), told("ELSE"))
    first, second = OfferLine.objects.order_by("position")

    correct(
        shop,
        offer_id,
        corrected(first, medicine),
        head={"supplier_id": supplier_id},
        shown=[first.id, second.id],
    )

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.product_id, first.matched_by, first.is_checked) == (medicine.id, "person", True)
    assert second.state == "left_out"
    confirmed(shop, offer_id)


def test_what_a_person_confirmed_is_known_in_the_suppliers_next_offer(shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    medicines = [add_medicine(shop, f"Obat {number} mg") for number in range(1, 21)]
    odd = [f"ITEM-{number:03} STRANGE NAME" for number in range(20)]
    offer_id = read_offer(shop, "first", *(told(name) for name in odd))
    lines = OfferLine.objects.filter(offer_id=offer_id).order_by("position")
    assert not any(line.product_id for line in lines)
    pairs = zip(lines, medicines, strict=True)
    correct(
        shop,
        offer_id,
        *(corrected(line, medicine) for line, medicine in pairs),
        head={"supplier_id": supplier_id},
    )
    confirmed(shop, offer_id)

    second = read_offer(
        shop,
        "second",
        *(told(name.lower(), price="41000") for name in odd),
        supplier="PT. KIMIA FARMA TRADING",
    )

    assert Offer.objects.get(id=second).supplier_id == supplier_id
    matched = OfferLine.objects.filter(offer_id=second).order_by("position")
    assert [line.product_id for line in matched] == [one.id for one in medicines]
    assert {line.matched_by for line in matched} == {"alias"}
    assert all(is_sure(line) for line in matched)
    confirmed(shop, second)


def test_another_supplier_matches_anew_what_nobody_looked_at(shop: Shop) -> None:
    medicine, one, other = add_medicine(shop), a_supplier(shop), a_supplier(shop, "PT Enseval")
    confirmed(shop, an_offer(shop, other, an_offered(medicine, text="ODD", code="")))
    offer_id = read_offer(shop, "a", told("ODD"))
    correct(shop, offer_id, head={"supplier_id": one})
    assert OfferLine.objects.get(offer_id=offer_id).product_id is None

    correct(shop, offer_id, head={"supplier_id": other})

    line = OfferLine.objects.get(offer_id=offer_id)
    assert (line.product_id, line.matched_by) == (medicine.id, "alias")


def test_lines_are_typed_where_nothing_was_read(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    offer_id = uploaded(shop)
    new = given(
        OfferLineCorrected, product_id=medicine.id, pack_id=medicine.packs[100], price=40_000
    )

    correct(shop, offer_id, new, head={"supplier_id": supplier_id})

    assert Offer.objects.get().state == "draft"
    confirmed(shop, offer_id)


def test_what_isnt_there_or_isnt_to_be_changed_is_refused(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    offer_id = an_offer(shop, supplier_id, an_offered(medicine))
    foreign = an_offer(shop, supplier_id, an_offered(medicine))
    line = OfferLine.objects.get(offer_id=foreign)

    with pytest.raises(NotFound):
        correct(shop, offer_id, corrected(line, medicine))
    with pytest.raises(NotFound):
        correct(shop, offer_id, head={"supplier_id": uuid4()})
    with pytest.raises(Stale):
        correct(shop, offer_id, version=7)
    with pytest.raises(OfferRefused):
        correct(shop, offer_id, head={"freight": 10**12 + 1})
    confirmed(shop, offer_id)
    with pytest.raises(OfferFixed):
        correct(shop, offer_id)
