"""Erasing who read by a share, once its retention is over: the key goes, and each look."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command, current_unit
from theriac.core.privacy.keys import destroy_keys, destroyed_owners
from theriac.core.retention.registry import DueRow, RecordKind, retains
from theriac.domains.shares.models import Share, ShareLook

AT_ONCE = 500
RECORD = "shares.share"


def _over(before: datetime) -> QuerySet[Share]:
    rows: QuerySet[Share] = Share.objects.filter(erased_at=None)
    return rows.filter(Q(ended_at__lt=before) | Q(ends_at__lt=before))


def _due(before: datetime) -> Iterator[DueRow]:
    rows = _over(before).order_by("id").values_list("id", "ends_at", "ended_at")
    for row_id, ends_at, ended_at in rows.iterator():
        yield DueRow(row_id, min(ends_at, ended_at or ends_at))


def _clear(_actor: Actor, ids: Sequence[UUID], before: datetime) -> int:
    due = list(_over(before).filter(id__in=list(ids)).select_for_update().order_by("id"))
    for share in due:
        _end(share)
    ShareLook.objects.filter(share__in=due, looked_at__lt=before).delete()
    destroy_keys([share.id for share in due])
    fingerprints = destroyed_owners()
    for share in due:
        facts = {"key": fingerprints.get(share.id, "")}
        current_unit().record(RECORD, share.id, reason="retention", facts=facts)
    return len(due)


@command(
    name="shares.forget_reader",
    done=_("Erased the reader of a share link after a restore"),
    system_only=True,
)
def forget_reader(*, actor: Actor, share_id: UUID) -> None:
    """Let go of who read by a share that a backup still knows, though its key was destroyed."""
    share = Share.objects.select_for_update().get(id=share_id)
    _end(share)
    current_unit().record(RECORD, share_id, reason="restored")


def erased_shares() -> set[UUID]:
    """Every share whose reader's erasure is on record."""
    return set(Share.objects.exclude(erased_at=None).order_by().values_list("id", flat=True))


def forget_readers(gone: Collection[UUID]) -> int:
    """Erase the readers of shares whose key is gone and who aren't erased here."""
    wanted = sorted(gone)
    count = 0
    for start in range(0, len(wanted), AT_ONCE):
        rows = Share.objects.filter(id__in=wanted[start : start + AT_ONCE], erased_at=None)
        for share_id in rows.order_by("id").values_list("id", flat=True):
            forget_reader(actor=SYSTEM, share_id=share_id)
            count += 1
    return count


def _end(share: Share) -> None:
    now = clock.now()
    if share.ended_at is None and share.ends_at > now:
        share.ended_at = now
    share.name = share.email = share.passphrase = share.patients_why = ""
    share.erased_at = now
    share.save()


retains(
    RecordKind(
        code="shares.shares",
        title=_("Readers of share links"),
        counted_from=_("when the link ended"),
        due=_due,
        clear=_clear,
        usual_days=731,
        at_once=AT_ONCE,
    )
)
