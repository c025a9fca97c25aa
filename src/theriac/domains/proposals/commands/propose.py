"""A plan is kept as a draft, or in place of the one that a draft had."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import pharmacy_currency
from theriac.domains.proposals.models import PurchaseProposal
from theriac.domains.proposals.permissions import PROPOSE
from theriac.domains.proposals.proposal import RECORD, locked_proposal, require_state, save_proposal
from theriac.domains.proposals.queries.plans import changed_plan, new_plan
from theriac.domains.proposals.rules.facts import ProposalChange, ProposalTerms
from theriac.domains.proposals.solved import SolvedProposal, take, write_lines


def propose(*, actor: Actor, branch_id: BranchId, terms: ProposalTerms) -> UUID:
    """Propose what to buy under the terms; the draft's id.

    The plan is made before anything is written or locked. Raises NothingKnown, NotPermitted.
    """
    found = new_plan(actor=actor, branch_id=branch_id, terms=terms)
    return keep_proposal(actor=actor, branch_id=branch_id, terms=terms, found=found)


def change_proposal(
    *,
    actor: Actor,
    branch_id: BranchId,
    proposal_id: UUID,
    version: int,
    change: ProposalChange,
) -> int:
    """Plan a draft anew with another limit or a settled line; its version then.

    Raises ProposalRefused where that can't be had, ProposalFixed, Stale, NotFound, NotPermitted.
    """
    found = changed_plan(
        actor=actor, branch_id=branch_id, proposal_id=proposal_id, version=version, change=change
    )
    return keep_plan(actor=actor, branch_id=branch_id, proposal_id=proposal_id, found=found)


@command(
    name="proposals.keep_proposal", done=gettext_lazy("Proposed what to buy"), permission=PROPOSE
)
def keep_proposal(
    *, actor: Actor, branch_id: BranchId, terms: ProposalTerms, found: SolvedProposal
) -> UUID:
    """Keep a new draft with its plan; nothing is ordered or committed. Its id."""
    proposal = PurchaseProposal(
        id=current_unit().effect_id,
        branch_id=branch_id,
        terms={
            **asdict(terms),
            "supplier_ids": [one.hex for one in terms.supplier_ids],
        },
        currency=pharmacy_currency(),
        created_at=clock.now(),
        created_by=actor.id,
    )
    lines = take(proposal, found)
    proposal.save(force_insert=True)
    write_lines(proposal, lines)
    facts = {"limit": proposal.money_limit, "cost": proposal.cost, "lines": len(lines)}
    current_unit().record(RECORD, proposal.id, facts=facts, branch_id=branch_id)
    return proposal.id


@command(
    name="proposals.keep_plan",
    done=gettext_lazy("Changed a purchase proposal"),
    permission=PROPOSE,
)
def keep_plan(
    *, actor: Actor, branch_id: BranchId, proposal_id: UUID, found: SolvedProposal
) -> int:
    """Put a plan in place of the draft's; the version then.

    Raises ProposalFixed, NotFound, and Stale where the draft isn't the one that was planned anew.
    """
    proposal = locked_proposal(proposal_id, branch_id, found.of_version)
    require_state(proposal, PurchaseProposal.State.DRAFT)
    before = {"limit": proposal.money_limit, "cost": proposal.cost, "lines": proposal.lines}
    lines = take(proposal, found)
    write_lines(proposal, lines)
    after = {"limit": proposal.money_limit, "cost": proposal.cost, "lines": len(lines)}
    return save_proposal(proposal, facts={"before": before, "after": after})
