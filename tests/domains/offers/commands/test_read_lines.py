"""What the engine read becomes lines once, and its faults stand at them."""

from __future__ import annotations

import pytest

from tests.support.document_engine import a_document, told, uploaded
from tests.support.shop import Shop
from tests.support.suppliers import a_supplier
from theriac.core.actor import SYSTEM
from theriac.domains.offers.commands.confirm import withdraw_offer
from theriac.domains.offers.commands.read_lines import take_read_offer
from theriac.domains.offers.engine.contract import document_of
from theriac.domains.offers.models import EngineJob, Offer, OfferLine

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-02", "PUR-03")]


def the_job() -> EngineJob:
    return EngineJob.objects.get()


def test_a_second_answer_changes_nothing(shop: Shop) -> None:
    offer_id = uploaded(shop)
    job = the_job()
    document = document_of(a_document(told()))
    assert take_read_offer(actor=SYSTEM, job_id=job.id, document=document)
    assert not take_read_offer(actor=SYSTEM, job_id=job.id, document=document)
    assert OfferLine.objects.filter(offer_id=offer_id).count() == 1


def test_an_answer_that_comes_after_the_offer_was_withdrawn_is_let_go(shop: Shop) -> None:
    offer_id = uploaded(shop)
    withdraw_offer(
        actor=shop.owner, branch_id=shop.branch_id, offer_id=offer_id, version=1, reason="Twice"
    )
    take_read_offer(actor=SYSTEM, job_id=the_job().id, document=document_of(a_document(told())))
    assert (the_job().state, OfferLine.objects.count()) == ("done", 0)


def test_a_supplier_is_guessed_by_the_name_that_is_printed(shop: Shop) -> None:
    supplier_id = a_supplier(shop, "PT Enseval Putera Megatrading Tbk")
    uploaded(shop)
    document = document_of(a_document(told(), supplier="ENSEVAL PUTERA MEGATRADING, PT."))
    take_read_offer(actor=SYSTEM, job_id=the_job().id, document=document)

    offer = Offer.objects.get()
    assert (offer.supplier_id, offer.supplier_by) == (supplier_id, "name")


def test_lines_that_break_the_contract_are_there_with_their_fault(shop: Shop) -> None:
    uploaded(shop)
    document = document_of(a_document(told(), {"confidence": 2}))
    take_read_offer(actor=SYSTEM, job_id=the_job().id, document=document)

    first, second = OfferLine.objects.order_by("position")
    assert (first.faults, second.faults, second.confidence) == ([], ["contract"], 0)
    assert [one["line"] for one in the_job().faults] == [2]
