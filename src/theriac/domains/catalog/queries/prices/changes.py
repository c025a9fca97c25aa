"""What a rule would make of many prices, and the changes that were made so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.database.among import Among
from theriac.core.query import query
from theriac.core.rights import require
from theriac.domains.catalog.models import Pack
from theriac.domains.catalog.permissions import SET_PRICES
from theriac.domains.catalog.price_changes.lines import PricePreview, line_of
from theriac.domains.catalog.price_changes.packs_now import (
    MOST_PACKS,
    packs_at,
    priced_elsewhere,
    too_many_packs,
)
from theriac.domains.catalog.price_changes.questions import far_percent
from theriac.domains.catalog.price_changes.rule import PriceRule
from theriac.domains.catalog.problems import PriceChangeRefused


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A change of many prices that was made: how many, from when, everywhere or at a branch."""

    id: UUID
    prices: int
    reason: str
    branch_id: UUID | None
    valid_from: datetime
    recorded_at: datetime


@query(permission=SET_PRICES)
def preview_prices(
    *,
    actor: Actor,
    branch_id: UUID | None,
    product_ids: Sequence[UUID],
    rule: PriceRule,
    valid_from: datetime | None = None,
) -> PricePreview:
    """What the rule makes of every pack of the products that has a price then; writes nothing.

    At a branch, or (None) of the general prices. Raises PriceChangeRefused for a rule that can't
    be used and for more than ``MOST_PACKS`` packs, NotPermitted.
    """
    require(actor, SET_PRICES, branch_id)
    if errors := rule.unfit():
        raise PriceChangeRefused(_("Correct the rule."), errors=errors)
    now = clock.now()
    packs = Pack.objects.filter(Among("product_id", product_ids))
    if len(product_ids) > MOST_PACKS or packs.count() > MOST_PACKS:
        raise too_many_packs()
    found, unpriced = packs_at(packs, branch_id, max(valid_from or now, now))
    percent = far_percent()
    lines = [line_of(one, rule, percent) for one in found]
    elsewhere = priced_elsewhere([one.pack_id for one in found]) if branch_id is None else 0
    return PricePreview(lines=lines, unpriced=unpriced, elsewhere=elsewhere)


@query(permission=SET_PRICES)
def get_price_change(*, actor: Actor, change_id: UUID) -> PriceChange | None:
    """A change as its record tells it; None where it isn't, or is of a branch not to be seen."""
    found = AuditRecord.objects.filter(object_kind="catalog.price_change", object_id=change_id)
    record = found.first()
    if record is None:
        return None
    if record.branch_id is not None and not actor.may(SET_PRICES, record.branch_id):
        return None
    return PriceChange(
        id=record.object_id,
        prices=record.facts["prices"],
        reason=record.reason,
        branch_id=record.branch_id,
        valid_from=datetime.fromisoformat(record.facts["valid_from"]),
        recorded_at=record.recorded_at,
    )
