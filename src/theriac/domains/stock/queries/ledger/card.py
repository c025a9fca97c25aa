"""The stock card: a product's movements at a branch with the balance after each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.stock.models import ChangeReason, Movement, Place
from theriac.domains.stock.permissions import VIEW_STOCK

_PLACES = ("from_place", "to_place")
_WITH = ("batch", *_PLACES)
_AWAY = (Place.Kind.OUTSIDE, Place.Kind.TRANSIT)
"""Kinds of places whose goods no shelf or quarantine of a branch has."""


def touching(rows: QuerySet[Movement], place_id: UUID) -> QuerySet[Movement]:
    """Those that came to a place or went from it."""
    return rows.filter(Q(from_place_id=place_id) | Q(to_place_id=place_id))


def of_reason(rows: QuerySet[Movement], code: str) -> QuerySet[Movement]:
    """Those of adjustments and write-offs with this coded reason."""
    coded = ChangeReason.objects.filter(code=code).values("document_id")
    return rows.filter(document_id__in=coded)


def reason_codes(document_ids: Collection[UUID]) -> dict[UUID, str]:
    """The coded reasons by document, of those that have one."""
    rows = ChangeReason.objects.filter(document_id__in=set(document_ids))
    return dict(rows.values_list("document_id", "code"))


CARD: Listing[Movement] = Listing(
    name="stock.movements",
    sorts={
        "id": SortFields(()),
        "recorded_at": SortFields(("recorded_at",)),
    },
    default_sort="-id",
    filters={
        "product_id": lambda rows, product_id: rows.filter(product_id=product_id),
        "batch_id": lambda rows, batch_id: rows.filter(batch_id=batch_id),
        "kind": lambda rows, kind: rows.filter(kind=kind),
        "document_id": lambda rows, document_id: rows.filter(document_id=document_id),
        "actor_id": lambda rows, actor_id: rows.filter(actor_id=actor_id),
        "place_id": touching,
        "reason_code": of_reason,
        "since": lambda rows, since: rows.filter(recorded_at__gte=since),
        "until": lambda rows, until: rows.filter(recorded_at__lt=until),
    },
)
"""What may be asked of the list: newest first by id, a product's card by ``recorded_at``."""


@dataclass(frozen=True, slots=True)
class CardLine:
    """One movement. ``change`` is what it did to the branch's stock of the product.

    ``balance`` is that stock after it, over all batches and places of the branch, without what is
    on its way to another; ``batch_balance`` the same of this batch; None in a list of several
    products. ``is_within``: from one place of the branch straight to another, on no transfer.
    """

    id: UUID
    product_id: UUID
    batch_id: UUID
    batch_number: str
    expires_on: date | None
    kind: str
    quantity: int
    change: int
    balance: int | None
    batch_balance: int | None
    reason: str
    document_id: UUID
    document_number: str
    reverses_id: UUID | None
    actor_id: UUID
    occurred_at: datetime
    recorded_at: datetime
    is_within: bool = False


@query(permission=VIEW_STOCK)
def list_movements(*, actor: Actor, branch_id: UUID) -> QuerySet[Movement]:
    """The branch's movements with their batches, in no order."""
    rows = Movement.objects.filter(branch_id=branch_id)
    return rows.select_related(*_WITH).order_by()


@query(permission=VIEW_STOCK)
def movements_seen(*, actor: Actor) -> QuerySet[Movement]:
    """Movements of every branch that the actor may see with their batches, in no order."""
    seen = Movement.objects.filter(**branches_seen(actor, VIEW_STOCK))
    return seen.select_related(*_WITH).order_by()


def places_once(rows: QuerySet[Movement]) -> QuerySet[Movement]:
    """The same movements, each place read once: of hundreds they have a handful together."""
    return rows.select_related(None).select_related("batch").prefetch_related(*_PLACES)


@query(permission=VIEW_STOCK)
def get_movement(*, actor: Actor, movement_id: UUID) -> Movement | None:
    """A movement of a branch that the actor may see, or None."""
    seen = Movement.objects.filter(**branches_seen(actor, VIEW_STOCK))
    return seen.filter(id=movement_id).select_related(*_WITH).first()


@query(permission=VIEW_STOCK)
def movements_of(*, actor: Actor, document_id: UUID) -> list[Movement]:
    """A document's movements in branches that the actor may see, in the order of posting."""
    seen = Movement.objects.filter(**branches_seen(actor, VIEW_STOCK))
    rows = seen.filter(document_id=document_id).select_related(*_WITH)
    return list(rows.order_by("id"))


@query(permission=VIEW_STOCK)
def card_lines(*, actor: Actor, movements: Sequence[Movement]) -> list[CardLine]:
    """The movements of one product at one branch with the balances after them, as they stand.

    Two reads: what the ledger says before the earliest of them, and what lies between that and
    the latest. Raises ValueError for movements of several products or branches.
    """
    if len({(movement.branch_id, movement.product_id) for movement in movements}) > 1:
        raise ValueError("a stock card is of one product at one branch")
    after = _balances_after(movements) if movements else {}
    return [_line(movement, *after[movement.id]) for movement in movements]


@query(permission=VIEW_STOCK)
def movement_lines(*, actor: Actor, movements: Sequence[Movement]) -> list[CardLine]:
    """The movements of any products, without balances, as they stand."""
    return [_line(movement, None, None) for movement in movements]


def _change(movement: Movement) -> int:
    """What came in from outside or from the way, or went there; nothing within the branch."""
    comes, goes = movement.from_place.kind in _AWAY, movement.to_place.kind in _AWAY
    return movement.quantity * (comes - goes)


def _balances_after(movements: Sequence[Movement]) -> dict[UUID, tuple[int, int]]:
    first = min(movements, key=_place)
    last = max(movements, key=_place)
    ledger = Movement.objects.filter(
        branch_id=first.branch_id, product_id=first.product_id
    ).order_by()
    before = ledger.filter(_before(first)).values_list("batch_id")
    sums = before.annotate(
        came=Sum("quantity", filter=Q(from_place__kind__in=_AWAY)),
        went=Sum("quantity", filter=Q(to_place__kind__in=_AWAY)),
    )
    batches: dict[UUID, int] = {
        batch_id: int(came or 0) - int(went or 0) for batch_id, came, went in sums
    }
    whole = sum(batches.values())
    between = ledger.exclude(_before(first)).filter(_before(last) | Q(id=last.id))
    between = between.select_related("from_place", "to_place")
    after: dict[UUID, tuple[int, int]] = {}
    for movement in between.order_by("recorded_at", "id"):
        whole += _change(movement)
        batch = batches.get(movement.batch_id, 0) + _change(movement)
        batches[movement.batch_id] = batch
        after[movement.id] = (whole, batch)
    return after


def _place(movement: Movement) -> tuple[datetime, UUID]:
    return movement.recorded_at, movement.id


def _before(movement: Movement) -> Q:
    same = Q(recorded_at=movement.recorded_at, id__lt=movement.id)
    return Q(recorded_at__lt=movement.recorded_at) | same


def _line(movement: Movement, balance: int | None, batch_balance: int | None) -> CardLine:
    return CardLine(
        id=movement.id,
        product_id=movement.product_id,
        batch_id=movement.batch_id,
        batch_number=movement.batch.number,
        expires_on=movement.batch.expires_on,
        kind=movement.kind,
        quantity=movement.quantity,
        change=_change(movement),
        balance=balance,
        batch_balance=batch_balance,
        reason=movement.reason,
        document_id=movement.document_id,
        document_number=movement.document_number,
        reverses_id=movement.reverses_id,
        actor_id=movement.actor_id,
        occurred_at=movement.occurred_at,
        recorded_at=movement.recorded_at,
        is_within=movement.from_place.kind not in _AWAY and movement.to_place.kind not in _AWAY,
    )
