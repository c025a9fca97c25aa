"""What the books say of a person before a reaction: age then, and which medicines count."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

LOOKED_BACK = 180
"""Days before the reaction within which what somebody got is looked at."""
USUAL_DAYS = 30
"""For how long a medicine counts as taken where no directions say: as in the safety checks."""
FEW_YEARS, FEW_MONTHS = 2, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsGot:
    """A medicine that somebody got on a day, of a batch where that is known; for ``days``."""

    on: date
    product_id: UUID
    batch_id: UUID | None = None
    batch_number: str = ""
    expires_on: date | None = None
    prescription_id: UUID | None = None
    dose: str = ""
    route: str = ""
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsTaken:
    """The same goods however often they were got: the last time, since the first day."""

    last: GoodsGot
    from_on: date
    is_suspect: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """What a report is begun from: batches of a lot, or a prescription; else neither."""

    batch_ids: Collection[UUID] = ()
    prescription_id: UUID | None = None

    @property
    def is_set(self) -> bool:
        return bool(self.batch_ids) or self.prescription_id is not None

    def has(self, one: GoodsGot) -> bool:
        """Whether the goods are of it."""
        if self.batch_ids:
            return one.batch_id in self.batch_ids
        return one.prescription_id == self.prescription_id


def initials_of(names: str) -> str:
    """The first letters of at most five names, with points."""
    return "".join(f"{word[0].upper()}." for word in names.split()[:5])


def age_at(born: date, on: date) -> tuple[int, str] | None:
    """Whole years, below two years whole months, below two months days; None before the birth."""
    if on < born:
        return None
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    if months < FEW_MONTHS:
        return (on - born).days, "days"
    if months < FEW_YEARS * 12:
        return months, "months"
    return months // 12, "years"


def goods_taken(got: Sequence[GoodsGot], onset_on: date, focus: Focus) -> list[GoodsTaken]:
    """What may have been taken at the beginning of the reaction; what is suspected in front.

    Suspected is what the report is begun from, else what was got last, on one day. Of the rest
    stands what lasts until then: for the days of its directions, else for USUAL_DAYS.
    """
    before = [one for one in got if one.on <= onset_on]
    newest = max((one.on for one in before), default=None)
    same: dict[tuple[UUID, UUID | None], list[GoodsGot]] = {}
    for one in before:
        same.setdefault((one.product_id, one.batch_id), []).append(one)
    found: list[GoodsTaken] = []
    for some in same.values():
        last = max(some, key=lambda one: one.on)
        is_suspect = any(map(focus.has, some)) if focus.is_set else last.on == newest
        lasts = last.on + timedelta(days=last.days or USUAL_DAYS) >= onset_on
        if is_suspect or lasts:
            first = min(one.on for one in some)
            found.append(GoodsTaken(last=last, from_on=first, is_suspect=is_suspect))
    return sorted(found, key=lambda one: (not one.is_suspect, -one.last.on.toordinal()))
