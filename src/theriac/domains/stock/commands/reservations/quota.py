"""A paired counter's contact: its lease is renewed, its quotas come closer to their share.

The device lowers first and tells it; the server raises first and tells it. So what a device thinks
that it may sell is never more than what is reserved for it, whatever answer is lost on the way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.catalog.queries.sale_facts import ProductFact, sale_facts
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.commands.reservations.leases import held_lease, is_old
from theriac.domains.stock.commands.reservations.reserve import picked
from theriac.domains.stock.models import Balance, Place, QuotaLease, Reservation
from theriac.domains.stock.queries.sellable import ShelfBatch, shelf_batches
from theriac.domains.stock.reserved.hold import Pick, lock_free
from theriac.domains.stock.reserved.quotas import (
    batches_of,
    end_quotas,
    lower_quotas,
    quota_row,
    quota_totals,
    quotas_of,
    raise_quotas,
)
from theriac.domains.stock.rules.allocation import order_candidates
from theriac.domains.stock.rules.quota import is_worth_a_change, share_of

MARGIN = timedelta(minutes=15)
"""So much earlier the device stops than the server lets go: its clock may be slow."""
A_CONTACT = 100
"""Products of the round that one contact looks at, and as many that the device names."""


@dataclass(frozen=True, slots=True)
class Quota:
    """What a device may sell of a product; ``lower_to`` where it is to give the rest back.

    ``batches``: of which batches, those first that are taken first and given back last.
    """

    product_id: UUID
    quantity: int
    version: int
    lower_to: int | None = None
    batches: Sequence[tuple[UUID, int]] = ()


@dataclass(frozen=True, slots=True)
class QuotaContact:
    """What a device says: products whose stock it heard of, what it keeps, where its round stands.

    ``kept``: by product how much the device keeps, and of which version. ``after``: the last
    product that its round over the branch's stock looked at. ``limited``: it knows that it sells
    its quotas alone.
    """

    named: Sequence[UUID] = ()
    kept: Mapping[UUID, tuple[int, int]] = field(default_factory=dict)
    after: UUID | None = None
    limited: bool = False


@dataclass(frozen=True, slots=True)
class Quotas:
    """The answer to a contact: of another ``lease`` than it knows a device forgets all quotas.

    ``next``: where the round goes on; None once it is done. ``limited`` False: no other counter
    sells here, and it may sell all there is.
    """

    lease: UUID
    valid_until: datetime
    quotas: Sequence[Quota]
    next: UUID | None
    limited: bool = True


def refresh_quotas(
    *,
    actor: Actor,
    branch_id: BranchId,
    terminal_id: TerminalId,
    pairing: str,
    contact: QuotaContact,
) -> Quotas:
    """Look at the named products and the next of the round, and write where something is due.

    At most some hundred products a contact; only what is a quarter off its share is written, so
    that most contacts only read.
    """
    others = _others(branch_id, terminal_id)
    limited = bool(others)
    following = _next_round(branch_id, contact.after) if limited else []
    product_ids = sorted({*contact.named[:A_CONTACT], *following, *contact.kept})
    lease = QuotaLease.objects.filter(open_key=pairing).first()
    given = bool(others) and all(others)
    shares = _shares(lease, branch_id, product_ids if given else [])
    says_so = lease is not None and lease.is_limited != (contact.limited and limited)
    if lease is None or contact.kept or says_so or is_old(lease) or _wanted(lease, shares):
        lease = renew_quotas(
            actor=actor,
            branch_id=branch_id,
            terminal_id=terminal_id,
            pairing=pairing,
            contact=contact,
            limited=limited,
            product_ids=product_ids if given else [],
        )
        shares = _shares(lease, branch_id, product_ids if given else [])
    quotas = quotas_of(lease.id, product_ids)
    return Quotas(
        lease=lease.id,
        valid_until=lease.expires_at - MARGIN,
        quotas=_told(product_ids, quotas, {key: share.units for key, share in shares.items()}),
        next=following[-1] if len(following) == A_CONTACT else None,
        limited=limited,
    )


@command(name="stock.renew_quotas", done=_("Renewed the offline quota of a counter"))
def renew_quotas(
    *,
    actor: Actor,
    branch_id: UUID,
    terminal_id: UUID,
    pairing: str,
    contact: QuotaContact,
    limited: bool,
    product_ids: Sequence[UUID],
) -> QuotaLease:
    """Keep what the device said, give it what is due, and return its lease."""
    lease = held_lease(branch_id, terminal_id, pairing)
    if lease.is_limited != (contact.limited and limited):
        lease.is_limited = contact.limited and limited
        QuotaLease.objects.filter(id=lease.id).update(is_limited=lease.is_limited)
    while not limited and end_quotas(lease.id, A_CONTACT):
        pass
    lower_quotas(lease.id, contact.kept)
    raised = _raise(actor, lease, _shares(lease, branch_id, product_ids))
    facts = {"raised": raised, "given_back": len(contact.kept)}
    current_unit().record("stock.quota_lease", terminal_id, facts=facts)
    return lease


@dataclass(frozen=True, slots=True)
class _Share:
    units: int
    free: int
    batches: Sequence[ShelfBatch]
    product: ProductFact | None


def _told(
    product_ids: Iterable[UUID], quotas: Mapping[UUID, Reservation], shares: Mapping[UUID, int]
) -> list[Quota]:
    held = batches_of([row.id for row in quotas.values()])
    told = []
    for product_id in product_ids:
        row, units = quotas.get(product_id), shares.get(product_id)
        if row is None:
            told.append(Quota(product_id, 0, 0))
            continue
        lower = units is not None and row.quantity > units
        if units is None or not (lower and is_worth_a_change(row.quantity, units)):
            units = None
        told.append(Quota(product_id, row.quantity, row.version, units, held.get(row.id, ())))
    return told


def _next_round(branch_id: UUID, after: UUID | None) -> list[UUID]:
    """The next products that the branch's shelves have."""
    rows = Balance.objects.filter(branch_id=branch_id, quantity__gt=0, place__kind=Place.Kind.SHELF)
    if after is not None:
        rows = rows.filter(product_id__gt=after)
    keys = rows.order_by("product_id").values_list("product_id", flat=True).distinct()
    return list(keys[:A_CONTACT])


def _shares(
    lease: QuotaLease | None, branch_id: UUID, product_ids: Sequence[UUID]
) -> dict[UUID, _Share]:
    """What is a counter's share of each product now; a lease that isn't there yet counts."""
    if not product_ids:
        return {}
    counters = _counters(branch_id) + (lease is None)
    today = branch_date(branch_id)
    shelf = shelf_batches(branch_id, product_ids)
    totals = quota_totals(branch_id, product_ids)
    products = sale_facts(set(product_ids))
    shares = {}
    for product_id in product_ids:
        product = products.get(product_id)
        batches = shelf.get(product_id, [])
        sellable = order_candidates([batch.candidate for batch in batches], today=today)
        free = sum(one.free for one in sellable)
        sold = product is not None and product.sellable
        units = share_of(free + totals.get(product_id, 0), counters) if sold else 0
        shares[product_id] = _Share(units, free, batches, product)
    return shares


def _others(branch_id: UUID, terminal_id: UUID) -> list[bool]:
    """For each other counter's lease whether that device knows that it is limited."""
    rows = QuotaLease.objects.filter(
        branch_id=branch_id, ended_at=None, expires_at__gt=clock.now()
    ).exclude(terminal_id=terminal_id)
    return list(rows.values_list("is_limited", flat=True))


def _counters(branch_id: UUID) -> int:
    rows = QuotaLease.objects.filter(branch_id=branch_id, ended_at=None, expires_at__gt=clock.now())
    return rows.values("terminal_id").distinct().count()


def _wanted(lease: QuotaLease, shares: Mapping[UUID, _Share]) -> dict[UUID, int]:
    """How much more of which products; nothing where none is free."""
    standing = quotas_of(lease.id, shares)
    wanted: dict[UUID, int] = {}
    for product_id, share in shares.items():
        held = standing[product_id].quantity if product_id in standing else 0
        more = min(share.units - held, share.free)
        if more > 0 and is_worth_a_change(held, share.units):
            wanted[product_id] = more
    return wanted


def _raise(actor: Actor, lease: QuotaLease, shares: Mapping[UUID, _Share]) -> int:
    picks: dict[UUID, list[Pick]] = {}
    for product_id, more in _wanted(lease, shares).items():
        share = shares[product_id]
        if share.product is None:
            continue
        rotation, largest = share.product.rotation, share.product.largest_pack
        picks[product_id], _short = picked(share.batches, more, lease.branch_id, largest, rotation)
    given = _still_free(picks)
    if not given:
        return 0
    standing = quotas_of(lease.id, given)
    new = [
        (quota_row(actor, lease, key, sum(one.quantity for one in own), actor.name), own)
        for key, own in given.items()
        if key not in standing
    ]
    raise_quotas(new, {standing[key].id: own for key, own in given.items() if key in standing})
    return len(given)


def _still_free(wanted: Mapping[UUID, Sequence[Pick]]) -> dict[UUID, list[Pick]]:
    """What of the picks is free still once the balances are locked."""
    free = lock_free(pick.balance_id for picks in wanted.values() for pick in picks)
    given: dict[UUID, list[Pick]] = defaultdict(list)
    for product_id, picks in wanted.items():
        for pick in picks:
            units = min(pick.quantity, free.get(pick.balance_id, 0))
            if units > 0:
                given[product_id].append(Pick(pick.balance_id, pick.batch_id, units))
                free[pick.balance_id] -= units
    return dict(given)


def standing_quotas(pairing: str, product_ids: Collection[UUID]) -> list[Quota]:
    """What the device of this pairing may sell of these products now; [] before its first contact.

    Asked after a push, whose sales may have come out of them.
    """
    if not product_ids:
        return []
    lease = QuotaLease.objects.filter(open_key=pairing).first()
    if lease is None:
        return []
    return _told(sorted(product_ids), quotas_of(lease.id, product_ids), {})
