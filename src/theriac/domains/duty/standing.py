"""Which turns last at an instant."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.domains.duty.models import DutyHolder, DutyTurn


def turns_at(moment: datetime) -> QuerySet[DutyTurn]:
    """The turns of all branches that last at an instant; a turn's end is no longer of it."""
    return unended_at(moment).filter(started_at__lte=moment)


def unended_at(moment: datetime) -> QuerySet[DutyTurn]:
    """The turns that aren't over at an instant, whenever they began."""
    rows = DutyTurn.objects.filter(until__gt=moment)
    return rows.filter(Q(end=None) | Q(end__ended_at__gt=moment))


def lock_person(person_id: UUID) -> None:
    """Let one command at a time begin or end a person's turns, or plan their shifts."""
    insert_if_absent(DutyHolder, DutyHolder(id=new_id(), person_id=person_id))
    DutyHolder.objects.select_for_update().get(person_id=person_id)
