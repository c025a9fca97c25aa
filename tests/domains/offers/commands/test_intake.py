"""A supplier's file is kept with its hash, and known when it comes again."""

from __future__ import annotations

import io
from hashlib import sha256
from uuid import uuid4

import pytest

from tests.support.document_engine import OFFER, uploaded
from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from theriac.core.files.models import StoredFile
from theriac.core.files.problems import FileRefused
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.offers.commands.confirm import withdraw_offer
from theriac.domains.offers.commands.intake import take_offer_file
from theriac.domains.offers.models import EngineJob, Offer
from theriac.domains.offers.problems import OfferTwice

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-01")]


def test_a_file_is_kept_with_its_hash_and_waits_for_the_engine(shop: Shop) -> None:
    offer_id = uploaded(shop)

    offer = Offer.objects.get(id=offer_id)
    stored = StoredFile.objects.get(id=offer.file_id)
    assert offer.sha256 == stored.sha256 == sha256(OFFER.encode()).hexdigest()
    assert (stored.record_kind, stored.record_id) == ("offers.offer", offer_id)
    assert EngineJob.objects.get(subject_id=offer_id).state == "queued"


def test_where_no_engine_is_set_up_it_says_what_to_do(shop: Shop) -> None:
    uploaded(shop)
    assert "THERIAC_DOCUMENT_ENGINE_URL" in EngineJob.objects.get().problem


def test_the_same_file_is_recognised_until_its_offer_is_withdrawn(shop: Shop) -> None:
    offer_id = uploaded(shop)
    with pytest.raises(OfferTwice) as refused:
        uploaded(shop)
    assert refused.value.facts["offer_id"] == str(offer_id)

    withdraw_offer(
        actor=shop.owner, branch_id=shop.branch_id, offer_id=offer_id, version=1, reason="Again"
    )
    uploaded(shop)
    assert StoredFile.objects.count() == 2


def test_the_files_supplier_is_known_from_before(shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    first = uploaded(shop, supplier_id=supplier_id)
    assert Offer.objects.get(id=first).supplier_by == "person"
    withdraw_offer(
        actor=shop.owner, branch_id=shop.branch_id, offer_id=first, version=1, reason="Again"
    )

    second = Offer.objects.get(id=uploaded(shop))

    assert (second.supplier_id, second.supplier_by) == (supplier_id, "file")


def test_what_is_no_offer_is_refused_before_anything_opens_it(shop: Shop) -> None:
    for content in (b"", b"PK not a workbook", b"<html></html>", b"MZ\x00\x01"):
        with pytest.raises(FileRefused):
            uploaded(shop, content)
    with pytest.raises(NotFound):
        uploaded(shop, supplier_id=uuid4())
    assert not Offer.objects.exists()


def test_who_may_not_enter_offers_hands_none_in(shop: Shop) -> None:
    for actor in (
        add_staff("cashier", shop.branch_id),
        add_staff("restocker", second_branch(shop), "elsewhere"),
    ):
        with pytest.raises(NotPermitted):
            take_offer_file(
                actor=actor, branch_id=shop.branch_id, file=io.BytesIO(OFFER.encode()), name="a.csv"
            )
