"""Sign-ins that are over and origins of security events: both tell from where somebody worked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.retention.registry import DueRow, RecordKind, retains
from theriac.domains.accounts.models import RefreshToken, SecurityOrigin, SignIn, TokenFamily

AT_ONCE = 500


def _rows(found: QuerySet[SignIn] | QuerySet[SecurityOrigin], name: str) -> Iterator[DueRow]:
    for row_id, at in found.order_by("id").values_list("id", name).iterator():
        yield DueRow(row_id, at)


def _sign_ins_due(before: datetime) -> Iterator[DueRow]:
    return _rows(SignIn.objects.filter(last_used_at__lt=before), "last_used_at")


def _clear_sign_ins(_actor: Actor, ids: Sequence[UUID], before: datetime) -> int:
    return SignIn.objects.filter(id__in=list(ids), last_used_at__lt=before).delete()[0]


def _families(before: datetime) -> QuerySet[TokenFamily]:
    return TokenFamily.objects.filter(Q(ended_at__lt=before) | Q(ends_at__lt=before))


def _families_due(before: datetime) -> Iterator[DueRow]:
    rows = _families(before).order_by("id").values_list("id", "ends_at", "ended_at")
    for row_id, ends_at, ended_at in rows.iterator():
        yield DueRow(row_id, min(ends_at, ended_at or ends_at))


def _clear_families(_actor: Actor, ids: Sequence[UUID], before: datetime) -> int:
    gone = list(_families(before).filter(id__in=list(ids)).values_list("id", flat=True))
    RefreshToken.objects.filter(family_id__in=gone).delete()
    TokenFamily.objects.filter(id__in=gone).delete()
    return len(gone)


def _origins_due(before: datetime) -> Iterator[DueRow]:
    return _rows(SecurityOrigin.objects.filter(recorded_at__lt=before), "recorded_at")


def _clear_origins(_actor: Actor, ids: Sequence[UUID], before: datetime) -> int:
    return SecurityOrigin.objects.filter(id__in=list(ids), recorded_at__lt=before).delete()[0]


retains(
    RecordKind(
        code="accounts.sign_ins",
        title=_("Browser sign-ins"),
        counted_from=_("when it was last used"),
        due=_sign_ins_due,
        clear=_clear_sign_ins,
        usual_days=90,
        at_once=AT_ONCE,
        clears_itself=True,
    )
)
retains(
    RecordKind(
        code="accounts.token_families",
        title=_("Program sign-ins"),
        counted_from=_("when it ended"),
        due=_families_due,
        clear=_clear_families,
        usual_days=30,
        at_once=AT_ONCE,
        clears_itself=True,
    )
)
retains(
    RecordKind(
        code="accounts.security_origins",
        title=_("Security event addresses"),
        counted_from=_("when it happened"),
        due=_origins_due,
        clear=_clear_origins,
        usual_days=731,
        at_once=AT_ONCE,
    )
)
