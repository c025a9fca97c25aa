"""Requests that are told, and settled, at the same moment: once each."""

from __future__ import annotations

import pytest

from tests.concurrency.test_unknown_codes import COUNTERS, at_once
from tests.support.shop import open_shop
from tests.support.unmet_requests import an_unmet_request, tell, told_request
from theriac.domains.replenishment.models import WantEntry
from theriac.domains.unmet_requests.commands.settle import want_request
from theriac.domains.unmet_requests.models import UnmetRequest
from theriac.domains.unmet_requests.problems import RequestSettled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("STK-33")]


def test_what_is_told_twice_at_once_is_one_row() -> None:
    shop = open_shop()
    wire = told_request(shop)
    assert at_once([lambda: tell(shop, wire)] * COUNTERS) == []
    assert UnmetRequest.objects.count() == 1


def test_of_two_who_want_it_one_does() -> None:
    shop = open_shop()
    one = an_unmet_request(shop, text="Sirup X")

    def want() -> object:
        return want_request(
            actor=shop.owner, branch_id=shop.branch_id, unmet_request_id=one, version=1
        )

    wrong = at_once([want] * COUNTERS)
    assert [type(problem) for problem in wrong] == [RequestSettled] * (COUNTERS - 1)
    assert WantEntry.objects.get().quantity == 2
