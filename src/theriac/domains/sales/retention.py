"""What of sales goes and what stays: a month's key of prescriptions goes, the books stay."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.command import current_unit
from theriac.core.privacy.keys import destroy_keys, destroyed_owners
from theriac.core.privacy.periods import are_kept, month_owner
from theriac.core.retention.registry import DueRow, KeptKind, RecordKind, keeps, retains
from theriac.domains.sales.models import HeldPush, SaleGround
from theriac.domains.sales.prescriptions import GROUND_KEYS

FIRST_YEAR = 2000


def _newest() -> dict[UUID, datetime]:
    """When the newest sale of each month's key was recorded, held ones too."""
    found: dict[UUID, datetime] = {}
    grounds = SaleGround.objects.values("key_id").annotate(at=Max("sale__recorded_at"))
    held = HeldPush.objects.values("key_id").annotate(at=Max("received_at"))
    for row in (*grounds.order_by("key_id"), *held.order_by("key_id")):
        found[row["key_id"]] = max(row["at"], found.get(row["key_id"], row["at"]))
    return found


def _due(before: datetime) -> Iterator[DueRow]:
    """Months that lie before the limit as a whole, whose key is there and nothing waits in them."""
    old = {owner: at for owner, at in _newest().items() if at < before}
    waiting = set(HeldPush.objects.filter(decided_at=None).values_list("key_id", flat=True))
    for owner in sorted(are_kept(sorted(old)) - waiting):
        yield DueRow(owner, old[owner])


def _clear(_actor: Actor, ids: Sequence[UUID], before: datetime) -> int:
    wanted = set(ids)
    owners = [row.id for row in _due(before) if row.id in wanted]
    destroy_keys(owners)
    fingerprints = destroyed_owners()
    for owner in owners:
        current_unit().record(
            "sales.prescriptions", owner, reason="retention", facts={"key": fingerprints[owner]}
        )
    return len(owners)


def destroyed_months() -> set[UUID]:
    """The months whose key the trail says was destroyed, so that no older store brings one back."""
    now = clock.now()
    months = [
        month_owner(GROUND_KEYS, datetime(year, month, 1, tzinfo=UTC))
        for year in range(FIRST_YEAR, now.year + 1)
        for month in range(1, 13)
    ]
    told = AuditRecord.objects.filter(object_id__in=months, object_kind="sales.prescriptions")
    return set(told.order_by().values_list("object_id", flat=True))


def forget_months(_gone: Collection[UUID]) -> int:
    """Nothing of a month is left to forget: its rows stay, unreadable."""
    return 0


retains(
    RecordKind(
        code="sales.prescriptions",
        title=_("Prescribers and sales on hold, by month"),
        counted_from=_("the month’s last sale"),
        due=_due,
        clear=_clear,
        usual_days=1_827,
    )
)
keeps(
    KeptKind(
        _("Sales, payments and stock movements"),
        _("Retained for accounting and tax. They contain no patient names."),
    )
)
