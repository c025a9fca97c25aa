"""What nobody decided in time is over."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy

from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.proposals.models import PurchaseProposal
from theriac.domains.proposals.proposal import locked_proposal, save_proposal

OPEN = (PurchaseProposal.State.DRAFT, PurchaseProposal.State.SUBMITTED)


def expire_proposals() -> int:
    """End what is open after its last day, by each branch's own date; how many."""
    rows = PurchaseProposal.objects.filter(state__in=OPEN).order_by("id")
    count = 0
    for proposal_id, branch_id, until in rows.values_list("id", "branch_id", "valid_until"):
        if until < branch_date(branch_id):
            count += expire_proposal(
                actor=SYSTEM, branch_id=BranchId(branch_id), proposal_id=proposal_id
            )
    return count


@command(
    name="proposals.expire_proposal",
    done=gettext_lazy("Ended a purchase proposal"),
    system_only=True,
)
def expire_proposal(*, actor: Actor, branch_id: BranchId, proposal_id: UUID) -> int:
    """End a proposal whose last day has passed, unless somebody decided it; 1 where it ended."""
    proposal = locked_proposal(proposal_id, branch_id)
    if proposal.state not in OPEN or proposal.valid_until >= branch_date(branch_id):
        return 0
    proposal.state = PurchaseProposal.State.EXPIRED
    save_proposal(proposal)
    return 1
