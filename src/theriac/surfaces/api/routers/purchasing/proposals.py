"""Purchase proposals are made, changed, read, submitted and decided."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.budgets.orders import summed
from theriac.domains.organisation.ids import BranchId
from theriac.domains.proposals.commands.decide import approve_proposal, reject_proposal
from theriac.domains.proposals.commands.propose import change_proposal, propose
from theriac.domains.proposals.commands.submit import submit_proposal, withdraw_proposal
from theriac.domains.proposals.permissions import APPROVE_PROPOSAL, PROPOSE, VIEW_PROPOSALS
from theriac.domains.proposals.proposal import missing
from theriac.domains.proposals.queries.proposals import (
    PROPOSALS,
    ProposalLineView,
    ProposalView,
    list_proposals,
    read_proposal,
)
from theriac.domains.proposals.rules.facts import ProposalChange, ProposalTerms
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges
from theriac.surfaces.api.place import branch_of, currency_here
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.approvals.orders import BudgetOver
from theriac.surfaces.api.schemas.purchasing import proposals as schemas
from theriac.surfaces.api.schemas.types import Here, Money

router = Router(tags=["purchase proposals"])
_AT = "/purchase-proposals/{proposal_id}"


@router.get(
    "/purchase-proposals",
    **operation(
        "listPurchaseProposals",
        "List purchase proposals, the newest first",
        answers=schemas.PurchaseProposalPage,
        may=[VIEW_PROPOSALS],
    ),
)
def proposals(request: HttpRequest, wanted: Query[schemas.PurchaseProposalsWanted]) -> HttpResponse:
    asked = {"branch_id": wanted.branch_id, "state": wanted.state}
    rows = PROPOSALS.narrowed(list_proposals(actor=actor_of(request)), asked)
    page = PROPOSALS.page(rows, cursor=wanted.cursor, size=wanted.limit)
    currency = currency_here()
    items = [
        told(
            schemas.PurchaseProposalListed,
            row,
            limit=Money(amount=row.money_limit, currency=currency),
            total=Money(amount=row.cost, currency=currency),
            lines_count=row.lines,
        )
        for row in page.items
    ]
    return respond(request, schemas.PurchaseProposalPage(items=items, **edges(page)))


@router.post(
    "/purchase-proposals",
    **writing(
        "proposePurchases",
        "Propose what to buy under a limit",
        answers=schemas.PurchaseProposal,
        may=[PROPOSE],
        status=201,
        detail="Chosen from the branch's needs and the valid offers. Nothing is ordered and no "
        "capital is committed before another person approves.",
    ),
)
def add(request: HttpRequest, wanted: Query[Here], body: Body[ProposalTerms]) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    return added(
        request,
        lambda: propose(actor=actor, branch_id=branch_id, terms=body),
        lambda key: _told(_found(actor, key)),
    )


@router.get(
    _AT,
    **operation(
        "getPurchaseProposal",
        "Read a purchase proposal with its reasons",
        answers=schemas.PurchaseProposal,
        may=[VIEW_PROPOSALS],
    ),
)
def proposal(request: HttpRequest, proposal_id: Id) -> HttpResponse:
    return respond(request, _told(_found(actor_of(request), proposal_id)))


@router.patch(
    _AT,
    **writing(
        "changePurchaseProposal",
        "Plan a draft again with another limit or a set line",
        answers=schemas.PurchaseProposal,
        may=[PROPOSE],
        edits=True,
    ),
)
def change(request: HttpRequest, proposal_id: Id, body: Body[ProposalChange]) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    return _done(
        request,
        actor,
        proposal_id,
        lambda branch_id: change_proposal(
            actor=actor,
            branch_id=branch_id,
            proposal_id=proposal_id,
            version=version,
            change=body,
        ),
    )


@router.post(
    f"{_AT}/submission",
    **writing(
        "submitPurchaseProposal",
        "Let a proposal await another person's approval",
        answers=schemas.PurchaseProposal,
        may=[PROPOSE],
        edits=True,
    ),
)
def submit(request: HttpRequest, proposal_id: Id) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    return _done(
        request,
        actor,
        proposal_id,
        lambda branch_id: submit_proposal(
            actor=actor, branch_id=branch_id, proposal_id=proposal_id, version=version
        ),
    )


@router.post(
    f"{_AT}/withdrawal",
    **writing(
        "withdrawPurchaseProposal",
        "Make a submitted proposal a draft again",
        answers=schemas.PurchaseProposal,
        may=[PROPOSE],
        edits=True,
    ),
)
def withdraw(request: HttpRequest, proposal_id: Id) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    return _done(
        request,
        actor,
        proposal_id,
        lambda branch_id: withdraw_proposal(
            actor=actor, branch_id=branch_id, proposal_id=proposal_id, version=version
        ),
    )


@router.post(
    f"{_AT}/approval",
    **writing(
        "approvePurchaseProposal",
        "Approve another person's proposal and place its orders",
        answers=schemas.PurchaseProposal,
        may=[APPROVE_PROPOSAL],
        edits=True,
        detail="Only a person, and never its author. Prices and capital are checked again.",
    ),
)
def approve(request: HttpRequest, proposal_id: Id, body: schemas.ProposalApproved) -> HttpResponse:
    return _decided(
        request, proposal_id, approve_proposal, reason=body.reason, over_budget=body.over_budget
    )


@router.post(
    f"{_AT}/rejection",
    **writing(
        "rejectPurchaseProposal",
        "Reject another person's proposal",
        answers=schemas.PurchaseProposal,
        may=[APPROVE_PROPOSAL],
        edits=True,
    ),
)
def reject(request: HttpRequest, proposal_id: Id, body: schemas.ProposalDecided) -> HttpResponse:
    return _decided(request, proposal_id, reject_proposal, reason=body.reason)


def _decided(
    request: HttpRequest, proposal_id: UUID, decide: Callable[..., object], **said: object
) -> HttpResponse:
    """Let who asks decide what they read."""
    actor, version = actor_of(request), version_of(request)
    told = {"actor": actor, "proposal_id": proposal_id, "version": version, **said}
    return _done(request, actor, proposal_id, lambda branch_id: decide(branch_id=branch_id, **told))


def _done(
    request: HttpRequest, actor: Actor, proposal_id: UUID, act: Callable[[BranchId], object]
) -> HttpResponse:
    """Do it at the proposal's branch, once; the answer is the proposal then."""
    branch_id = BranchId(_found(actor, proposal_id).row.branch_id)
    return changed(request, lambda: act(branch_id), lambda: _told(_found(actor, proposal_id)))


def _found(actor: Actor, proposal_id: UUID) -> ProposalView:
    view = read_proposal(actor=actor, proposal_id=proposal_id)
    if view is None:
        raise NotFound(missing())
    return view


def _told(view: ProposalView) -> schemas.PurchaseProposal:
    row, currency = view.row, view.row.currency
    return told(
        schemas.PurchaseProposal,
        row,
        limit=Money(amount=row.money_limit, currency=currency),
        total=Money(amount=row.cost, currency=currency),
        freight=Money(amount=row.freight, currency=currency),
        margin_protected=Money(amount=row.saved, currency=currency),
        lines_count=row.lines,
        over_budgets=[BudgetOver(*one) for one in summed(view.over_budgets)],
        decided_by=view.decision.person_id if view.decision else None,
        decision_reason=view.decision.reason if view.decision else None,
        lines=[_line(one, currency) for one in view.lines],
        left_out=[
            schemas.ProductLeftOut(
                product_id=one.product_id,
                product=one.product,
                lacking=one.lacking,
                limits=[
                    schemas.ProposalLimitReached.model_validate({"limit": limit, "amount": by})
                    for limit, by, _ in one.limits
                ],
            )
            for one in view.kept_out
        ],
        outlook=[
            schemas.ProposalOutlook(
                limit=Money(amount=one.limit, currency=currency),
                total=Money(amount=one.cost, currency=currency),
                margin_protected=Money(amount=one.saved, currency=currency),
                gained=list(one.gained),
                lost=list(one.lost),
            )
            for one in view.outlook
        ],
    )


def _line(line: ProposalLineView, currency: str) -> schemas.PurchaseProposalLine:
    row, why = line.row, line.row.reasons
    next_cost = why["next_cost"]
    return told(
        schemas.PurchaseProposalLine,
        row,
        product=line.product,
        pack=line.pack,
        price=Money(amount=row.price, currency=currency),
        discount=Money(amount=row.discount, currency=currency),
        cost=Money(amount=row.cost, currency=currency),
        lacking=why["lacking"],
        position=why["position"],
        minimum=why["minimum"],
        units=why["units"],
        asked_times=why["asked_times"],
        cover_days_before=why["cover_before"],
        cover_days_after=why["cover_after"],
        margin_protected=Money(amount=why["saved"], currency=currency),
        next_best_supplier_id=UUID(why["next_supplier"]) if why["next_supplier"] else None,
        next_best_cost=None if next_cost is None else Money(amount=next_cost, currency=currency),
    )
