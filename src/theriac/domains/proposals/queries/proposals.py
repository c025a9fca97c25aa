"""Proposals as screens and programs see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.problems import Problem
from theriac.core.query import branches_seen, query
from theriac.domains.budgets.orders import LineOverrun, a_budget_stands, overruns_of
from theriac.domains.catalog.queries.names import pack_names, product_names
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.proposals.approval import beyond_limits
from theriac.domains.proposals.commands.decide import orders_of
from theriac.domains.proposals.models import ProposalDecision, ProposalLine, PurchaseProposal
from theriac.domains.proposals.permissions import APPROVE_PROPOSAL, PROPOSE, VIEW_PROPOSALS
from theriac.domains.proposals.proposal import lines_of
from theriac.domains.purchase_orders.commands.place import charge_of, priced_order
from theriac.domains.suppliers.queries import names_of_suppliers

PROPOSALS: Listing[PurchaseProposal] = Listing(
    name="proposals.proposals",
    sorts={"created_at": SortFields(("created_at",)), "id": SortFields(("id",))},
    default_sort="-created_at",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "branch_id": lambda rows, value: rows.filter(branch_id=value),
    },
)
"""What may be asked of the list of proposals."""


@dataclass(frozen=True, slots=True)
class ProposalLineView:
    """A line with the names that stand in it; ``goods`` says its quantities in words."""

    row: ProposalLine
    product: str
    goods: ProductDetail | None
    pack: str
    supplier: str
    next_supplier: str


@dataclass(frozen=True, slots=True)
class KeptOutView:
    """A product that isn't bought: what it lacks in base units, and each limit with its amount.

    ``goods`` says these in words; ``read_proposal`` gives them of what lacks something, which few
    of a whole catalogue do, and ``with_goods`` of the others.
    """

    product_id: UUID
    product: str
    goods: ProductDetail | None
    lacking: int
    limits: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class PointView:
    """What another limit would cost and save; the products that come in and go out."""

    limit: int
    cost: int
    saved: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal with all that says why."""

    row: PurchaseProposal
    lines: tuple[ProposalLineView, ...]
    kept_out: tuple[KeptOutView, ...]
    outlook: tuple[PointView, ...]
    decision: ProposalDecision | None
    may_change: bool
    may_decide: bool
    over_budgets: tuple[LineOverrun, ...] = ()


@query(permission=VIEW_PROPOSALS)
def list_proposals(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[PurchaseProposal]:
    """Proposals of the branches where the actor may see them; without what they were made from."""
    seen = branches_seen(actor, VIEW_PROPOSALS, branch_id)
    rows: QuerySet[PurchaseProposal] = PurchaseProposal.objects.filter(**seen)
    return rows.defer("market", "kept_out", "outlook", "settled").order_by("-created_at", "-id")


def read_proposal(*, actor: Actor, proposal_id: UUID) -> ProposalView | None:
    """One of those that ``list_proposals`` tells; None where there is none."""
    seen = list_proposals(actor=actor).filter(id=proposal_id).values_list("id", flat=True)
    row = PurchaseProposal.objects.filter(id__in=seen).first()
    if row is None:
        return None
    lines = lines_of(row)
    products = {one.product_id for one in lines}
    products |= {UUID(key) for key, _, _ in row.kept_out}
    points = row.outlook
    products |= {UUID(key) for *_, gained, lost in points for key in (*gained, *lost)}
    names = product_names(products)
    told = {one.product_id for one in lines}
    told |= {UUID(key) for key, lacking, _ in row.kept_out if lacking}
    details = product_details(actor=actor, product_ids=sorted(told), priced=False)
    goods = {one.id: one for one in details}
    suppliers = names_of_suppliers(_supplier_ids(row, lines))
    author = {row.created_by, row.submitted_by}
    is_other = actor.id not in author and actor.may(APPROVE_PROPOSAL, row.branch_id)
    return ProposalView(
        row=row,
        lines=_lines(lines, names, goods, suppliers),
        kept_out=tuple(
            KeptOutView(
                UUID(key),
                names.get(UUID(key), ""),
                goods.get(UUID(key)),
                lacking,
                tuple((limit, by, suppliers.get(_uuid(at), "")) for limit, by, at in limits),
            )
            for key, lacking, limits in row.kept_out
        ),
        outlook=tuple(
            PointView(
                limit,
                cost,
                saved,
                tuple(names.get(UUID(one), "") for one in gained),
                tuple(names.get(UUID(one), "") for one in lost),
            )
            for limit, cost, saved, gained, lost in points
        ),
        decision=ProposalDecision.objects.filter(proposal=row).first(),
        may_change=row.state == PurchaseProposal.State.DRAFT and actor.may(PROPOSE, row.branch_id),
        may_decide=row.state == PurchaseProposal.State.SUBMITTED
        and is_other
        and not beyond_limits(actor, row, lines),
        over_budgets=tuple(_over_budgets(row, lines)),
    )


def with_goods(*, actor: Actor, kept_out: Sequence[KeptOutView]) -> list[KeptOutView]:
    """The same, all of them with their goods."""
    wanted = [one.product_id for one in kept_out if one.goods is None]
    details = product_details(actor=actor, product_ids=wanted, priced=False)
    goods = {one.id: one for one in details}
    return [replace(one, goods=one.goods or goods.get(one.product_id)) for one in kept_out]


def _over_budgets(row: PurchaseProposal, lines: list[ProposalLine]) -> list[LineOverrun]:
    """What its orders would take over budgets now; none of one that is decided or unfit."""
    is_open = row.state in {PurchaseProposal.State.DRAFT, PurchaseProposal.State.SUBMITTED}
    if not is_open or not a_budget_stands():
        return []
    try:
        charges = [charge_of(priced_order(row.branch_id, one)) for one in orders_of(row, lines)]
    except Problem:
        return []
    return overruns_of(row.branch_id, charges)


def _lines(
    lines: list[ProposalLine],
    names: Mapping[UUID, str],
    goods: Mapping[UUID, ProductDetail],
    suppliers: Mapping[UUID, str],
) -> tuple[ProposalLineView, ...]:
    packs = pack_names([one.pack_id for one in lines])
    found = [
        ProposalLineView(
            row=one,
            product=names.get(one.product_id, ""),
            goods=goods.get(one.product_id),
            pack=packs.get(one.pack_id, ""),
            supplier=suppliers.get(one.supplier_id, ""),
            next_supplier=suppliers.get(_uuid(one.reasons.get("next_supplier")), ""),
        )
        for one in lines
    ]
    return tuple(sorted(found, key=lambda one: (one.product.casefold(), one.row.position)))


def _supplier_ids(row: PurchaseProposal, lines: list[ProposalLine]) -> set[UUID]:
    found = {one.supplier_id for one in lines}
    found |= {_uuid(one.reasons.get("next_supplier")) for one in lines}
    found |= {_uuid(at) for _, _, limits in row.kept_out for _, _, at in limits}
    return found - {_NOBODY}


_NOBODY = UUID(int=0)


def _uuid(text: str | None) -> UUID:
    return UUID(text) if text else _NOBODY
