"""A read whose text is kept answers as the query itself would, whatever its keys."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db.models import Q, QuerySet

from theriac.core.audit.models import AuditRecord
from theriac.core.clock import now
from theriac.core.database.insert import insert_rows
from theriac.core.database.reads import CachedRead
from theriac.core.ids import new_id
from theriac.core.jobs.models import Job

pytestmark = pytest.mark.django_db


def record(command: str) -> AuditRecord:
    return AuditRecord(
        id=new_id(),
        recorded_at=now(),
        command=command,
        actor_kind="person",
        actor_id=new_id(),
        object_kind="x",
        object_id=new_id(),
        facts={},
    )


@CachedRead
def by_either(ids: list[UUID], command: str) -> QuerySet[AuditRecord, Any]:
    return (
        AuditRecord.objects.filter(Q(id__in=ids) | Q(command=command))
        .order_by("command")
        .values_list("id", "command", "facts")
    )


def test_a_list_of_any_length_and_a_text_are_filled_in() -> None:
    rows = [record(name) for name in "abcde"]
    insert_rows(AuditRecord, rows)

    for count in (1, 2, 3, 4):
        found = by_either([row.id for row in rows[:count]], "e")

        assert found == [(row.id, row.command, {}) for row in [*rows[:count], rows[4]]]


def test_no_keys_are_no_rows() -> None:
    assert by_either([], "a") == []


@CachedRead
def done_between(fewest: int, most: int) -> QuerySet[Job, Any]:
    return Job.objects.filter(done__gte=fewest, done__lte=most).values_list("done")


def test_whole_numbers_are_keys_too() -> None:
    for done in (1, 2, 3):
        Job.objects.create(task="x", done=done)

    assert [done_between(low, high) for low, high in ((1, 1), (2, 3), (3, 2))] == [
        [(1,)],
        [(2,), (3,)],
        [],
    ]
