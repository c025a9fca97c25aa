"""What becomes of a lost sale: wanted, or dismissed with a reason; merged products; verify."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.merging import two_of
from tests.support.shop import Shop, add_medicine
from tests.support.trail import sides_of
from tests.support.unmet_requests import an_unmet_request
from tests.surfaces.other_branch import shop_there
from theriac.core.problems import Stale, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.merge import merge_products
from theriac.domains.replenishment.models import WantEntry
from theriac.domains.unmet_requests.commands.settle import dismiss_request, want_request
from theriac.domains.unmet_requests.models import UnmetRequest
from theriac.domains.unmet_requests.problems import RequestSettled, RequestUnknown

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-33")]


def settled(shop: Shop, act: Any, request_id: Any, version: int = 1, **more: Any) -> int:
    return int(
        act(
            actor=shop.owner,
            branch_id=shop.branch_id,
            unmet_request_id=request_id,
            version=version,
            **more,
        )
    )


def test_two_requests_are_one_entry_of_the_want_list(shop: Shop) -> None:
    medicine = add_medicine(shop)
    first = an_unmet_request(shop, medicine, note="Syrup")
    second = an_unmet_request(shop, medicine, quantity=5)
    for one in (first, second):
        assert settled(shop, want_request, one) == 2
    want = WantEntry.objects.get()
    assert (want.quantity, want.source, want.note) == (7, "lost_sale", "Syrup")
    rows = UnmetRequest.objects.order_by("id")
    assert [(one.state, one.want_id) for one in rows] == [("listed", want.id)] * 2
    assert sides_of("unmet_requests.want_request")[-1] == ({"state": "open"}, {"state": "listed"})
    with pytest.raises(RequestSettled, match="already on the want list"):
        settled(shop, want_request, first, 2)
    assert [one.violations for one in run_checks(["unmet_requests.wants"])] == [()]


def test_words_are_wanted_in_words(shop: Shop) -> None:
    settled(shop, want_request, an_unmet_request(shop, text="Sirup X"))
    assert WantEntry.objects.values_list("text", "quantity").get() == ("Sirup X", 2)


def test_a_dismissed_one_says_why_and_stands_once(shop: Shop) -> None:
    one = an_unmet_request(shop, text="Sirup X")
    with pytest.raises(Unprocessable):
        settled(shop, dismiss_request, one, reason="  ")
    with pytest.raises(Stale):
        settled(shop, dismiss_request, one, 7, reason="Typo")
    assert settled(shop, dismiss_request, one, reason="Typo") == 2
    assert UnmetRequest.objects.values_list("state", "reason").get() == ("dismissed", "Typo")
    with pytest.raises(RequestSettled, match="was dismissed"):
        settled(shop, want_request, one, 2)
    assert not WantEntry.objects.exists()


def test_another_branchs_isnt_there(shop: Shop) -> None:
    one = an_unmet_request(shop, text="Sirup X")
    with pytest.raises(RequestUnknown):
        settled(shop_there(shop), want_request, one)


def test_open_ones_follow_a_merge(shop: Shop) -> None:
    kept, merged = two_of(shop)
    one = an_unmet_request(shop, merged)
    gone = an_unmet_request(shop, merged)
    settled(shop, dismiss_request, gone, reason="Typo")
    merge_products(actor=shop.owner, kept_id=kept.id, merged_id=merged.id, reason="Twice")
    assert UnmetRequest.objects.get(id=one).product_id == kept.id
    assert UnmetRequest.objects.get(id=gone).product_id == merged.id


def test_verify_finds_a_listed_one_without_its_entry(shop: Shop) -> None:
    one = an_unmet_request(shop, text="Sirup X")
    settled(shop, want_request, one)
    WantEntry.objects.all().delete()
    [check] = run_checks(["unmet_requests.wants"])
    assert [str(found.facts["request"]) for found in check.violations] == [str(one)]
