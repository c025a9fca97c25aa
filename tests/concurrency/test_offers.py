"""Offers that come, are confirmed or are fed three times at once are there once."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.support.at_once import asked_again
from tests.support.delivery_invoices import invoice_uploaded
from tests.support.document_engine import uploaded
from tests.support.offers import an_offer, an_offered, confirmed
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.core.problems import Conflict, Stale
from theriac.domains.offers.models import EngineJob, Offer, OfferConfirmation, SupplierAlias
from theriac.domains.purchasing.models import GoodsReceipt
from theriac.domains.suppliers.commands.keys import issue_supplier_key

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act: Callable[[], Any], times: int = 3) -> list[Any]:
    """What each answers of so many that begin together; None for one that is refused."""
    barrier = Barrier(times)

    def one(_turn: int) -> Any:
        barrier.wait()
        try:
            return asked_again(act)
        except (Conflict, Stale):
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


@pytest.mark.rows("PUR-01")
def test_the_same_file_three_times_at_once_is_one_offer(shop: Shop) -> None:
    taken = [one for one in at_once(lambda: uploaded(shop)) if one]
    assert (len(taken), Offer.objects.count(), EngineJob.objects.count()) == (1, 1, 1)


@pytest.mark.rows("PUR-15")
def test_the_same_invoice_three_times_at_once_is_one_draft(shop: Shop) -> None:
    taken = [one for one in at_once(lambda: invoice_uploaded(shop)) if one]
    assert (len(taken), GoodsReceipt.objects.count(), EngineJob.objects.count()) == (1, 1, 1)


@pytest.mark.rows("PUR-05")
def test_three_confirmations_at_once_confirm_once(shop: Shop) -> None:
    offer_id = an_offer(shop, a_supplier(shop), an_offered(add_medicine(shop)))
    done = [one for one in at_once(lambda: confirmed(shop, offer_id)) if one]
    assert (len(done), OfferConfirmation.objects.count()) == (1, 1)
    names = SupplierAlias.objects.filter(kind="name")
    assert names.count() <= 1


@pytest.mark.rows("PUR-22")
def test_one_feed_three_times_at_once_with_one_key_is_one_offer(shop: Shop) -> None:
    issued = issue_supplier_key(
        actor=shop.owner, branch_id=shop.branch_id, supplier_id=a_supplier(shop), name="ERP"
    )
    body = json.dumps({"lines": [{"text": "PARACETAMOL 500", "price": 41_000}]})
    headers = {"authorization": f"Bearer {issued.secret}", "idempotency-key": "the-same"}

    def feed() -> Any:
        for _try in range(50):
            answer = Client(headers=headers).post(
                "/api/v1/supplier/price-lists", body, "application/json"
            )
            if answer.status_code not in {409, 503}:
                break
        return answer.status_code, answer.json().get("id")

    answers = at_once(feed)
    assert {status for status, _key in answers} == {201}
    assert {key for _status, key in answers} == {str(Offer.objects.get().id)}
