"""The rules of receiving."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.shop import add_staff, open_shop
from tests.support.trail import sides_of
from theriac.core.problems import NotPermitted, Unprocessable
from theriac.domains.purchasing.commands.terms import set_margin, set_short_days
from theriac.domains.purchasing.models import ReceivingTerms, SellingMargin
from theriac.domains.purchasing.price_proposals import margins_on
from theriac.domains.purchasing.rules.price_proposal import Basis, Margin

pytestmark = pytest.mark.django_db


def test_a_margin_holds_from_its_day_on() -> None:
    shop = open_shop()
    said = {"actor": shop.owner, "group": "rx", "basis": Basis.LIST, "step": 100}
    later = shop.today + timedelta(days=10)
    set_margin(**said, margin_bp=2500, valid_from=shop.today)
    set_margin(**said, margin_bp=3000, valid_from=later)
    set_margin(**said, margin_bp=2800, valid_from=later)

    assert SellingMargin.objects.count() == 2
    assert margins_on(shop.today) == {"rx": Margin(Basis.LIST, 2500, 100)}
    assert margins_on(later)["rx"].margin_bp == 2800
    today, first, second = (
        {"basis": "list", "margin_bp": basis_points, "step": 100}
        for basis_points in (2500, 3000, 2800)
    )
    assert sides_of("purchasing.set_margin") == [(None, today), (None, first), (first, second)]
    for wrong in ({"margin_bp": 60_000}, {"group": "zz"}, {"step": 0}):
        with pytest.raises(Unprocessable):
            set_margin(**{**said, "margin_bp": 1, "valid_from": later, **wrong})


def test_short_dated_is_settled_once_for_all() -> None:
    shop = open_shop()
    set_short_days(actor=shop.owner, days=90)
    set_short_days(actor=shop.owner, days=120)

    assert ReceivingTerms.objects.get().short_days == 120
    with pytest.raises(Unprocessable):
        set_short_days(actor=shop.owner, days=0)
    with pytest.raises(NotPermitted):
        set_short_days(actor=add_staff("pharmacist", shop.branch_id), days=30)
