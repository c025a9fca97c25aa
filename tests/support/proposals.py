"""A shop that needs goods that two suppliers offer, and proposals made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tests.support.offers import a_price, an_offered
from tests.support.orders import capital
from tests.support.shop import Medicine, Shop, add_medicine, add_staff
from tests.support.suppliers import a_supplier
from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.domains.forecasting.jobs import follow_demand
from theriac.domains.offers.queries.prices import offered
from theriac.domains.proposals.commands.decide import approve_proposal
from theriac.domains.proposals.commands.propose import change_proposal, propose
from theriac.domains.proposals.commands.submit import submit_proposal
from theriac.domains.proposals.models import PurchaseProposal
from theriac.domains.proposals.rules.facts import ProposalChange, ProposalTerms
from theriac.domains.replenishment.commands.minimum import set_minimum


@dataclass(frozen=True)
class BuyingShop:
    """``cheap`` offers both medicines, ``dear`` the first; 300 and 200 tablets are wanted."""

    shop: Shop
    cheap: UUID
    dear: UUID
    first: Medicine
    second: Medicine
    manager: Actor

    def proposed(self, limit: int = 500_000, **terms: Any) -> UUID:
        """A draft of the owner's."""
        asked = given(ProposalTerms, limit=limit, **terms)
        return propose(actor=self.shop.owner, branch_id=self.shop.branch_id, terms=asked)

    def changed(self, proposal_id: UUID, **change: Any) -> int:
        """The owner changes the draft."""
        return change_proposal(
            actor=self.shop.owner,
            branch_id=self.shop.branch_id,
            proposal_id=proposal_id,
            version=self.version(proposal_id),
            change=given(ProposalChange, **change),
        )

    def version(self, proposal_id: UUID) -> int:
        """The version now."""
        return int(PurchaseProposal.objects.values_list("version", flat=True).get(id=proposal_id))

    def submitted(self, **terms: Any) -> UUID:
        """A proposal that awaits approval."""
        proposal_id = self.proposed(**terms)
        submit_proposal(
            actor=self.shop.owner,
            branch_id=self.shop.branch_id,
            proposal_id=proposal_id,
            version=1,
        )
        return proposal_id

    def approved(self, proposal_id: UUID, actor: Actor | None = None, over_budget: int = 0) -> Any:
        """The manager approves it, or another."""
        return approve_proposal(
            actor=actor or self.manager,
            branch_id=self.shop.branch_id,
            proposal_id=proposal_id,
            version=self.version(proposal_id),
            reason="as discussed",
            over_budget=over_budget,
        )


def buying_shop(shop: Shop, *, money: int = 1_000_000) -> BuyingShop:
    """Minimums make the need; nothing was sold. A box of 100 costs 40,000 or 44,000."""
    if money:
        capital(shop, money)
    cheap, dear = a_supplier(shop, name="Kimia"), a_supplier(shop, name="Enseval")
    first, second = add_medicine(shop), add_medicine(shop, "Amoxicillin 500 mg capsule")
    for medicine, least in ((first, 300), (second, 200)):
        set_minimum(
            actor=shop.owner, branch_id=shop.branch_id, product_id=medicine.id, quantity=least
        )
    a_price(shop, cheap, an_offered(first, price=40_000), an_offered(second, price=40_000))
    a_price(shop, dear, an_offered(first, price=44_000))
    follow_demand.call()
    manager = add_staff("manager", shop.branch_id)
    return BuyingShop(shop, cheap, dear, first, second, manager)


def a_proposal(
    shop: Shop,
    medicine: Medicine,
    supplier_id: UUID,
    *,
    author: Actor | None = None,
    submitted: bool = False,
) -> UUID:
    """A draft that buys the medicine, of the owner's or of somebody else's; or submitted.

    What the supplier offers already stands, so that an earlier proposal stays current.
    """
    actor = author or shop.owner
    offers = offered(branch_id=shop.branch_id, product_ids=[medicine.id], on=shop.today)
    if all(one.supplier_id != supplier_id for one in offers.get(medicine.id, ())):
        a_price(shop, supplier_id, an_offered(medicine))
    set_minimum(actor=shop.owner, branch_id=shop.branch_id, product_id=medicine.id, quantity=1_000)
    follow_demand.call()
    terms = given(ProposalTerms, limit=100_000)
    proposal_id = propose(actor=actor, branch_id=shop.branch_id, terms=terms)
    if submitted:
        submit_proposal(actor=actor, branch_id=shop.branch_id, proposal_id=proposal_id, version=1)
    return proposal_id
