"""A draft is given to somebody else to decide, and taken back."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.proposals.models import PurchaseProposal
from theriac.domains.proposals.permissions import PROPOSE
from theriac.domains.proposals.problems import ProposalOutdated, ProposalRefused
from theriac.domains.proposals.proposal import locked_proposal, require_state, save_proposal


@command(
    name="proposals.submit_proposal",
    done=gettext_lazy("Submitted a purchase proposal"),
    permission=PROPOSE,
)
def submit_proposal(*, actor: Actor, branch_id: BranchId, proposal_id: UUID, version: int) -> int:
    """Let the draft await approval; nothing is ordered or committed. The version then.

    Raises ProposalFixed, ProposalRefused for one without lines, ProposalOutdated, Stale, NotFound.
    """
    proposal = locked_proposal(proposal_id, branch_id, version)
    require_state(proposal, PurchaseProposal.State.DRAFT)
    if not proposal.lines:
        raise ProposalRefused(
            _("This proposal buys nothing. Raise the limit, or create a new one."), field="limit"
        )
    require_current(proposal)
    proposal.state = PurchaseProposal.State.SUBMITTED
    proposal.submitted_at, proposal.submitted_by = clock.now(), actor.id
    return save_proposal(proposal, facts={"cost": proposal.cost, "lines": proposal.lines})


@command(
    name="proposals.withdraw_proposal",
    done=gettext_lazy("Withdrew a purchase proposal"),
    permission=PROPOSE,
)
def withdraw_proposal(*, actor: Actor, branch_id: BranchId, proposal_id: UUID, version: int) -> int:
    """Make a submitted proposal a draft again. The version then.

    Raises ProposalFixed, Stale, NotFound.
    """
    proposal = locked_proposal(proposal_id, branch_id, version)
    require_state(proposal, PurchaseProposal.State.SUBMITTED)
    proposal.state = PurchaseProposal.State.DRAFT
    proposal.submitted_at = proposal.submitted_by = None
    return save_proposal(proposal)


def require_current(proposal: PurchaseProposal) -> None:
    """Raise ProposalOutdated where its last day has passed."""
    if proposal.valid_until < branch_date(proposal.branch_id):
        raise ProposalOutdated(
            _("This proposal’s prices are no longer valid. Create a new proposal.")
        )
