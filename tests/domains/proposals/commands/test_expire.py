"""A proposal ends after its last day, by the branch's own date, and only then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.proposals import buying_shop
from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.domains.proposals.commands.expire import expire_proposal
from theriac.domains.proposals.models import PurchaseProposal

pytestmark = pytest.mark.django_db


def test_it_ends_the_day_after_its_last(shop: Shop) -> None:
    proposal_id = buying_shop(shop).proposed()
    until = PurchaseProposal.objects.values_list("valid_until", flat=True).get(id=proposal_id)
    assert until == shop.today + timedelta(days=7)
    for days, ended in ((7, 0), (8, 1), (8, 0)):
        with clock.at(clock.now() + timedelta(days=days)):
            found = expire_proposal(actor=SYSTEM, branch_id=shop.branch_id, proposal_id=proposal_id)
        assert found == ended
