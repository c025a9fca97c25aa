"""The form of a promotion: of each kind it takes that kind's fields alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.shop import Shop
from theriac.domains.promotions.models import Promotion

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-27")]
DAYS = [str(day) for day in range(7)]


def sent(shop: Shop, **facts: Any) -> Any:
    given = {
        "name": "Vitamin week",
        "kind": "percent",
        "percent": "10",
        "first_on": shop.today.isoformat(),
        "last_on": shop.today.isoformat(),
        "weekdays": DAYS,
        **facts,
    }
    return client_of(shop, "manager").post(reverse("backoffice:promotion_new"), given)


def test_fields_of_other_kinds_count_for_nothing_and_hold_up_nothing(shop: Shop) -> None:
    answer = sent(shop, amount="ten thousand", buy="many", free="2")
    assert answer.status_code == 302
    made = Promotion.objects.get()
    assert (made.kind, made.value, made.buy, made.free) == ("percent", 1_000, 0, 0)


def test_the_fields_of_its_own_kind_are_checked(shop: Shop) -> None:
    for kind, name in (("percent", "percent"), ("amount", "amount"), ("free", "buy")):
        answer = sent(shop, **{"kind": kind, name: "many"})
        assert answer.status_code == 422
        assert f'id="id_{name}-error"' in answer.content.decode()
    assert not Promotion.objects.exists()


def test_an_unknown_kind_is_refused(shop: Shop) -> None:
    assert sent(shop, kind="lottery").status_code == 422
