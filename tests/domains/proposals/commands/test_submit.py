"""A draft is submitted with its plan, and taken back to be changed."""

from __future__ import annotations

import pytest

from tests.support.proposals import BuyingShop, buying_shop
from tests.support.shop import Shop
from theriac.domains.proposals.commands.submit import submit_proposal, withdraw_proposal
from theriac.domains.proposals.models import PurchaseProposal
from theriac.domains.proposals.problems import ProposalFixed, ProposalRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def buying(shop: Shop) -> BuyingShop:
    return buying_shop(shop)


def test_submitted_it_cannot_be_changed_until_it_is_withdrawn(buying: BuyingShop) -> None:
    proposal_id = buying.submitted()
    with pytest.raises(ProposalFixed):
        buying.changed(proposal_id, limit=1)
    withdraw_proposal(
        actor=buying.shop.owner,
        branch_id=buying.shop.branch_id,
        proposal_id=proposal_id,
        version=2,
    )
    row = PurchaseProposal.objects.get(id=proposal_id)
    assert (row.state, row.submitted_by, row.submitted_at) == ("draft", None, None)
    assert buying.changed(proposal_id, limit=90_000) == 4


def test_one_that_buys_nothing_is_not_submitted(buying: BuyingShop) -> None:
    proposal_id = buying.proposed(limit=0)
    with pytest.raises(ProposalRefused):
        submit_proposal(
            actor=buying.shop.owner,
            branch_id=buying.shop.branch_id,
            proposal_id=proposal_id,
            version=1,
        )
