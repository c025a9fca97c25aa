"""What must always be true of proposals, recomputed from the rows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.proposals.models import ProposalDecision, PurchaseProposal
from theriac.domains.proposals.proposal import content_hash, lines_of

PROPOSAL_CHANGED = finding(
    "proposals.proposal_changed",
    _("Proposal %(proposal)s was changed after it was decided."),
)
PROPOSAL_UNDECIDED = finding(
    "proposals.proposal_undecided",
    _("Proposal %(proposal)s was ordered without an approval."),
)
PROPOSAL_OVER_LIMIT = finding(
    "proposals.over_limit", _("Proposal %(proposal)s costs more than its limit.")
)


@verifies("proposals.decided")
def decided_proposals_stay_as_they_were(findings: Findings) -> None:
    """Every decided proposal is what was sealed, none is ordered without, none above its limit."""
    decisions = ProposalDecision.objects.select_related("proposal").order_by("id")
    for decision in decisions.iterator(chunk_size=50):
        proposal = decision.proposal
        if content_hash(proposal, lines_of(proposal)) != decision.content_hash:
            findings.violate(PROPOSAL_CHANGED, proposal=str(proposal.id))
        findings.look(1)
    ordered = PurchaseProposal.objects.filter(state=PurchaseProposal.State.ORDERED)
    for proposal_id in ordered.exclude(decision__approved=True).values_list("id", flat=True):
        findings.violate(PROPOSAL_UNDECIDED, proposal=str(proposal_id))
    for row in PurchaseProposal.objects.order_by("id").only(
        "id", "goods", "freight", "money_limit"
    ):
        if row.cost > row.money_limit:
            findings.violate(PROPOSAL_OVER_LIMIT, proposal=str(row.id))
