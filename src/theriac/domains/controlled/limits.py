"""What a patient got of registered goods in a window of days, against the limits that are set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.counters import change_guarded, lock_rows
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.domains.catalog.queries.product_facts import substances_of
from theriac.domains.controlled.models import DispensingLimit, HandedUnits, PatientTurn
from theriac.domains.controlled.rules import LimitKey, as_compared, limit_key, units_in_window
from theriac.domains.patients.queries.groups import ids_of


@dataclass(frozen=True, slots=True)
class HandedGoods:
    """Base units of a registered product that one sale hands over."""

    product_id: UUID
    product: str
    legal_class: str
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverTo:
    """Whom a sale hands goods to, where and when."""

    patient_id: UUID
    branch_id: UUID
    document_id: UUID
    business_on: date


@dataclass(frozen=True, slots=True)
class OverLimit:
    """A limit that a sale goes beyond: ``had`` base units in its window before, and ``asked``."""

    goods: HandedGoods
    limit_id: UUID
    refuses: bool
    units: int
    days: int
    had: int
    asked: int


def count_handed(to: HandOverTo, goods: Sequence[HandedGoods]) -> list[OverLimit]:
    """Note what the patient gets now, inside a command; the limits that it goes beyond.

    The patient stays locked until the command ends, so that two sales at once are added up,
    wherever they are. Merged records count as one. The caller raises where a limit refuses.
    """
    insert_if_absent(PatientTurn, PatientTurn(id=to.patient_id))
    lock_rows(PatientTurn, "sales", [to.patient_id])
    change_guarded(PatientTurn, "sales", {to.patient_id: 1})
    named = substances_of([one.product_id for one in goods])
    substances = {key: as_compared(name) for key, name in named.items()}
    found = _beyond(to, goods, substances)
    rows = [
        HandedUnits(
            id=new_id(),
            patient_id=to.patient_id,
            branch_id=to.branch_id,
            product_id=one.product_id,
            legal_class=one.legal_class,
            substance=substances.get(one.product_id, ""),
            units=one.units,
            document_id=to.document_id,
            business_on=to.business_on,
            recorded_at=clock.now(),
        )
        for one in goods
    ]
    current_unit().writes.add([(HandedUnits, rows)])
    return found


def limits_beyond(to: HandOverTo, goods: Sequence[HandedGoods]) -> list[OverLimit]:
    """The limits that a hand-over would go beyond as it stands now; nothing is locked or noted."""
    named = substances_of([one.product_id for one in goods])
    return _beyond(to, goods, {key: as_compared(name) for key, name in named.items()})


def _beyond(
    to: HandOverTo, goods: Sequence[HandedGoods], substances: Mapping[UUID, str]
) -> list[OverLimit]:
    limits = list(DispensingLimit.objects.filter(ended_at=None).order_by("id"))
    if not limits:
        return []
    since = to.business_on - timedelta(days=max(one.days for one in limits))
    rows = HandedUnits.objects.filter(patient_id__in=ids_of(to.patient_id), business_on__gt=since)
    before = list(rows.values_list("legal_class", "substance", "business_on", "units"))
    asked: dict[LimitKey, int] = defaultdict(int)
    first: dict[LimitKey, HandedGoods] = {}
    for one in goods:
        for key in (("class", one.legal_class), ("substance", substances.get(one.product_id, ""))):
            asked[key] += one.units
            first.setdefault(key, one)
    found = []
    for limit in limits:
        key = limit_key(limit.legal_class, limit.substance)
        if key not in asked:
            continue
        had = units_in_window(key, limit.days, to.business_on, before)
        if had + asked[key] > limit.units:
            found.append(
                OverLimit(
                    first[key],
                    limit.id,
                    limit.refuses,
                    limit.units,
                    limit.days,
                    had,
                    asked[key],
                )
            )
    return found
