"""What a device told of its till and the server doesn't have, since a backup was restored."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from theriac.domains.customer_returns.queries.notes import (
    notes_there,
)
from theriac.domains.tills.models import CashMovement, HeldTillDocument, TillSession


@dataclass(frozen=True, slots=True)
class TillNamed:
    """A document by its id and kind; ``session_id`` is an opening's own id."""

    id: UUID
    kind: str
    session_id: UUID | None


def never_told(documents: Iterable[TillNamed]) -> set[UUID]:
    """Which of these are neither taken nor held."""
    named = list(documents)
    ids = [one.id for one in named]
    begun = dict(
        TillSession.objects.filter(id__in={one.session_id for one in named if one.session_id})
        .order_by()
        .values_list("id", "closing_hash")
    )
    held = HeldTillDocument.objects.filter(document_id__in=ids).order_by()
    moves = CashMovement.objects.filter(id__in=ids).order_by()
    known = {
        *held.values_list("document_id", flat=True),
        *moves.values_list("id", flat=True),
        *notes_there(ids),
    }
    return {one.id for one in named if one.id not in known and not _is_of(begun, one)}


def decided_of(document_ids: Collection[UUID]) -> set[UUID]:
    """Which of these were held and wait for nobody any more: taken since, or dismissed."""
    rows = HeldTillDocument.objects.filter(document_id__in=document_ids).order_by()
    decided = rows.filter(decided_at__isnull=False).values_list("document_id", flat=True)
    return set(decided) - set(rows.filter(decided_at=None).values_list("document_id", flat=True))


def _is_of(begun: dict[UUID, str], named: TillNamed) -> bool:
    if named.session_id is None:
        return False
    if named.kind == "opening":
        return named.session_id in begun
    return named.kind == "closing" and bool(begun.get(named.session_id))
