"""Booking the sales that a counter saved to a file, as if it had pushed them itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from logging import getLogger
from typing import Any

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.problems import NotPermitted
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.device_keys import SignedFor, is_signed_by_any
from theriac.domains.organisation.queries.selling_point import SellingPoint, get_selling_point
from theriac.domains.sales.commands.book_pushed import PushState
from theriac.domains.sales.commands.record_sale import record_sale
from theriac.domains.sales.commands.void_number import take_void
from theriac.domains.sales.permissions import SETTLE_CASE
from theriac.domains.sales.pushes.held import UnreadableContent
from theriac.domains.sales.pushes.saved import NotASavedFile, SavedSales, read_saved, saved_sale

logger = getLogger(__name__)


@dataclass(slots=True)
class ImportedSales:
    """How many sales of the file were booked, known already, held, and can't be read.

    ``cases`` counts what those that were booked disagree about with the books.
    """

    booked: int = 0
    known: int = 0
    held: int = 0
    unreadable: int = 0
    cases: int = 0


def import_saved_sales(*, actor: Actor, branch_id: BranchId, data: bytes) -> ImportedSales:
    """Book each sale of the file by itself, in its order; again changes nothing.

    Like a push it refuses no sale, and one that can't be read keeps no other back; a file that no
    device of the terminal signed is held whole. Raises NotPermitted, and NotASavedFile for another
    file or another branch's.
    """
    saved, point, is_signed = open_saved(actor, branch_id, data)
    found = ImportedSales()
    for wire in saved.sales:
        _take_in(actor, point, wire, found, is_signed=is_signed)
    if is_signed and not point.terminal_revoked:
        for series_id, sequence, reason in saved.voids:
            take_void(
                actor=actor,
                branch_id=branch_id,
                point=point,
                series_id=series_id,
                sequence=sequence,
                reason=reason[:120],
            )
    return found


def open_saved(
    actor: Actor, branch_id: BranchId, data: bytes
) -> tuple[SavedSales, SellingPoint, bool]:
    """The file, whose it is, and whether a device of that terminal signed it.

    Raises NotPermitted, NotASavedFile.
    """
    if not actor.may(SETTLE_CASE, branch_id):
        raise NotPermitted(_("Ask a manager to receive the saved file of the counter."))
    saved = read_saved(data)
    point = get_selling_point(saved.terminal_id)
    if point is None or point.branch_id != branch_id:
        raise NotASavedFile(
            _("This file comes from a terminal of another branch. Change the branch."),
            field="file",
        )
    signed = is_signed_by_any(point.terminal_id, SignedFor.SAVED, saved.content, saved.signature)
    return saved, point, signed


def _take_in(
    actor: Actor,
    point: SellingPoint,
    wire: Mapping[str, Any],
    found: ImportedSales,
    *,
    is_signed: bool,
) -> None:
    try:
        sale = saved_sale(wire, clock.now())
        recorded = record_sale(actor=actor, point=point, pushed=sale, is_signed=is_signed)
    except UnreadableContent:
        found.unreadable += 1
    except Exception:  # one sale's defect must not keep the others of the file back
        logger.exception("a saved sale can't be booked")
        found.unreadable += 1
    else:
        if recorded.state is PushState.BOOKED:
            found.booked += 1
            found.cases += recorded.cases
        found.known += recorded.state is PushState.REPLAYED
        found.held += recorded.state is PushState.HELD
