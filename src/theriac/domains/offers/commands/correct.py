"""An offer that isn't confirmed is corrected: its head, and lines that a person looked at."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.insert import insert_rows
from theriac.core.database.update import update_rows
from theriac.core.facts.records import record
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.offers.commands.read_lines import match_lines
from theriac.domains.offers.lines import (
    BY_PERSON,
    KEPT,
    apply,
    built_lines,
    known_products,
    rates_for,
    require_possible,
)
from theriac.domains.offers.models import Offer, OfferLine
from theriac.domains.offers.offer import (
    HEAD,
    known_supplier,
    lines_of,
    locked_offer,
    require_state,
    save_offer,
)
from theriac.domains.offers.permissions import DRAFT_OFFERS
from theriac.domains.offers.problems import OfferRefused
from theriac.domains.offers.rules.facts import OfferHead, OfferLineWritten, head_faults
from theriac.domains.organisation.ids import BranchId

WRITTEN = (
    *KEPT,
    "factor",
    "tax_bp",
    "matched_by",
    "similarity",
    "state",
    "is_checked",
    "faults",
)
"""What a correction writes of a line that is there."""
MATCHED = ("product", "pack", "factor", "matched_by", "similarity")


@record
class OfferLineCorrected(OfferLineWritten):
    """A line as a person leaves it; without an id a new one."""

    line_id: Id | None = None


@command(
    name="offers.correct_offer", done=gettext_lazy("Corrected an offer"), permission=DRAFT_OFFERS
)
def correct_offer(
    *,
    actor: Actor,
    branch_id: BranchId,
    offer_id: UUID,
    version: int,
    facts: OfferHead,
    lines: Sequence[OfferLineCorrected] = (),
    shown: Collection[UUID] = (),
) -> int:
    """Keep the head and these lines, which count as looked at; returns the version then.

    A line that was ``shown`` and isn't given is left out. With another supplier the lines that
    nobody looked at are matched anew. An offer that is still being read becomes a draft with the
    lines given. Raises NotFound, Stale, OfferFixed, OfferRefused, OffererBlocked.
    """
    offer = locked_offer(offer_id, branch_id, version)
    require_state(offer, Offer.State.DRAFT, Offer.State.READING)
    if faults := head_faults(facts):
        raise OfferRefused(errors=faults)
    if facts.supplier_id != offer.supplier_id:
        known_supplier(facts.supplier_id)
        offer.supplier_by = BY_PERSON if facts.supplier_id else ""
    is_other = facts.supplier_id != offer.supplier_id
    changed = [name for name in HEAD if getattr(offer, name) != getattr(facts, name)]
    for name in changed:
        setattr(offer, name, getattr(facts, name))
    there = {line.id: line for line in lines_of(offer)}
    touched = _corrected(offer, there, lines, shown)
    if is_other:
        _match_anew([line for key, line in there.items() if key not in touched], offer)
    if lines or offer.state == Offer.State.DRAFT:
        offer.state = Offer.State.DRAFT
    told = {"names": sorted(changed), "lines": len(lines), "left_out": len(shown) - len(touched)}
    return save_offer(offer, "", told)


def _corrected(
    offer: Offer,
    there: Mapping[UUID, OfferLine],
    lines: Sequence[OfferLineCorrected],
    shown: Collection[UUID],
) -> set[UUID]:
    """Write what is given, and leave out what was shown and isn't; the ids that were given."""
    require_possible(lines)
    products = known_products([line.product_id for line in lines])
    rates = rates_for(offer, {product.tax_class for product in products.values()})
    given: set[UUID] = set()
    changed: list[OfferLine] = []
    for index, line in enumerate(lines):
        if line.line_id is None:
            continue
        row = there.get(line.line_id)
        if row is None:
            words = _("This line no longer exists. Reload the page.")
            raise NotFound(words, field=f"lines.{index}.line_id")
        apply(row, line, products, rates, at=f"lines.{index}.")
        row.state, row.is_checked, row.faults = OfferLine.State.OPEN, True, []
        given.add(row.id)
        changed.append(row)
    for key in shown:
        left = there.get(key)
        if left is not None and key not in given:
            left.state = OfferLine.State.LEFT_OUT
            changed.append(left)
    update_rows(changed, WRITTEN)
    new = [line for line in lines if line.line_id is None]
    start = max((row.position for row in there.values()), default=0) + 1
    rows = built_lines(offer, new, start=start)
    for row in rows:
        row.is_checked = True
    insert_rows(OfferLine, rows)
    return given


def _match_anew(rows: Sequence[OfferLine], offer: Offer) -> None:
    open_rows = [row for row in rows if not row.is_checked and row.matched_by != BY_PERSON]
    match_lines(offer, open_rows)
    update_rows(open_rows, MATCHED)
