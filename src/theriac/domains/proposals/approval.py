"""Up to how much who may approve proposals does so; above it, only who may any amount."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor, ActorKind
from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.core.approval.queries import limit_of
from theriac.core.problems import NotPermitted
from theriac.domains.accounts.queries.roles import roles_held
from theriac.domains.budgets.orders import LineOverrun, exceeded, overrun_words
from theriac.domains.budgets.permissions import APPROVE_OVER_BUDGET
from theriac.domains.proposals.models import ProposalLine, PurchaseProposal
from theriac.domains.proposals.permissions import APPROVE_LARGE
from theriac.domains.proposals.problems import ProposalApproverRefused
from theriac.domains.purchase_orders.categories import values_by_category

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


def require_approver(
    actor: Actor, proposal: PurchaseProposal, lines: Sequence[ProposalLine]
) -> None:
    """Raise NotPermitted for a program, ProposalApproverRefused for who may not approve this one.

    That is its author, above the limit whoever may not approve any amount, and above that of a
    category of goods whoever may not approve those.
    """
    if actor.kind is not ActorKind.PERSON:
        raise NotPermitted(_("Programs can't approve. Ask a person who has permission."))
    if actor.id in {proposal.created_by, proposal.submitted_by}:
        raise ProposalApproverRefused(_("You can’t approve your own proposal. Ask a colleague."))
    beyond = beyond_limits(actor, proposal, lines)
    if LARGE in beyond:
        raise ProposalApproverRefused(
            _("This proposal is above your limit. Ask a person who may approve any amount."),
            permission=APPROVE_LARGE.code,
        )
    for action in beyond:
        raise ProposalApproverRefused(
            _("You can’t approve this proposal: %(what)s. Ask a person who may approve it.")
            % {"what": action.title},
            permission=action.approver.code,
        )


def require_within_budgets(
    actor: Actor, proposal: PurchaseProposal, over: Sequence[LineOverrun], accepted: int
) -> None:
    """Raise ProposalApproverRefused for who may not approve what exceeds a budget.

    And BudgetExceeded where it goes over by more than the ``accepted`` minor units that they saw.
    """
    if not over:
        return
    if not actor.may(APPROVE_OVER_BUDGET, proposal.branch_id):
        raise ProposalApproverRefused(
            _("%(what)s Ask a person who may approve purchases over a budget.")
            % {"what": overrun_words(over)},
            permission=APPROVE_OVER_BUDGET.code,
        )
    if sum(one.over for one in over) > accepted:
        raise exceeded(over)


def beyond_limits(
    actor: Actor, proposal: PurchaseProposal, lines: Sequence[ProposalLine]
) -> list[ApprovalAction]:
    """The limits that the proposal exceeds for the person: of its total, and of categories."""
    values = values_by_category(proposal.branch_id, ((one.product_id, one.cost) for one in lines))
    return [
        action
        for action, value in [(LARGE, proposal.cost), *values]
        if not _may(actor, proposal.branch_id, action, value)
    ]


def _may(actor: Actor, branch_id: UUID, action: ApprovalAction, value: int) -> bool:
    if actor.may(action.approver, branch_id):
        return True
    limit = limit_of(action, branch_id, roles=lambda: roles_held(actor.id, branch_id))
    return limit is None or value <= limit
