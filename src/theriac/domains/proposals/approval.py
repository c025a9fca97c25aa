"""Up to how much who may approve proposals does so; above it, only who may any amount."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor, ActorKind
from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.core.approval.queries import limit_of
from theriac.core.problems import NotPermitted
from theriac.domains.accounts.queries.roles import roles_held
from theriac.domains.proposals.models import PurchaseProposal
from theriac.domains.proposals.permissions import APPROVE_LARGE
from theriac.domains.proposals.problems import ProposalApproverRefused

LARGE = declare_action(
    ApprovalAction(
        code="proposals.large",
        title=gettext_lazy("Purchase proposal above an amount"),
        explanation=gettext_lazy(
            "Above this total, only a person who may approve proposals of any amount can approve. "
            "Every proposal needs a second person."
        ),
        approver=APPROVE_LARGE,
        measure=Measure.MONEY,
        is_witness=True,
    )
)


def require_approver(actor: Actor, proposal: PurchaseProposal) -> None:
    """Raise NotPermitted for a program, ProposalApproverRefused for who may not approve this one.

    That is its author, and above the limit whoever may not approve any amount.
    """
    if actor.kind is not ActorKind.PERSON:
        raise NotPermitted(_("Programs can't approve. Ask a person who has permission."))
    if actor.id in {proposal.created_by, proposal.submitted_by}:
        raise ProposalApproverRefused(_("You can’t approve your own proposal. Ask a colleague."))
    if may_decide(actor, proposal.branch_id, proposal.cost):
        return
    raise ProposalApproverRefused(
        _("This proposal is above your limit. Ask a person who may approve any amount."),
        permission=APPROVE_LARGE.code,
    )


def may_decide(actor: Actor, branch_id: UUID, total: int) -> bool:
    """Whether so much is within what the person may approve at the branch."""
    if actor.may(APPROVE_LARGE, branch_id):
        return True
    limit = limit_of(LARGE, branch_id, roles=lambda: roles_held(actor.id, branch_id))
    return limit is None or total <= limit
