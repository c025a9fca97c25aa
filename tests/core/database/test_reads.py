"""A read whose text is kept answers as the query itself would, whatever its keys."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext

from theriac.core.audit.models import AuditRecord
from theriac.core.clock import now
from theriac.core.database.insert import insert_rows
from theriac.core.database.reads import CachedRead, KnownRead, PendingRead, answers
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
    return Job.objects.filter(done__gte=fewest, done__lte=most).order_by("done").values_list("done")


def test_whole_numbers_are_keys_too() -> None:
    for done in (1, 2, 3):
        Job.objects.create(task="x", done=done)

    assert [done_between(low, high) for low, high in ((1, 1), (2, 3), (3, 2))] == [
        [(1,)],
        [(2,), (3,)],
        [],
    ]


def test_what_rows_tell_is_worked_out_again_only_when_they_changed() -> None:
    understood: list[int] = []

    def count(rows: list[tuple[int]]) -> int:
        understood.append(len(rows))
        return len(rows)

    known = KnownRead(jobs_of, count, most=1)
    assert [known("a"), known("a")] == [0, 0]
    Job.objects.create(task="a", done=1)
    assert [known("a"), known("a")] == [1, 1]
    Job.objects.update(done=2)
    assert (known("a"), understood) == (1, [0, 1, 1])
    assert [known("b"), known("a")] == [0, 1]  # one is remembered


@CachedRead
def jobs_of(task: str) -> QuerySet[Job, Any]:
    return Job.objects.filter(task=task).values_list("id", "done")


@CachedRead
def by_command(command: str) -> QuerySet[AuditRecord, Any]:
    found = AuditRecord.objects.filter(command=command).order_by()
    return found.values_list("recorded_at", "branch_id", "command")


@CachedRead
def by_ids(ids: list[UUID]) -> QuerySet[AuditRecord, Any]:
    return AuditRecord.objects.filter(id__in=ids).order_by().values_list("id", "facts")


@CachedRead
def jobs_done(done: int) -> QuerySet[Job, Any]:
    return Job.objects.filter(done=done).values_list("done", "cancel_requested", "created_at")


def ask(command: str, ids: list[UUID], done: int) -> tuple[Any, Any, Any]:
    return (
        PendingRead(by_command, (command,), lambda rows: sorted(rows, key=str)),
        PendingRead(by_ids, (ids,), lambda rows: {row[0]: row[1] for row in rows}),
        PendingRead(jobs_done, (done,), len),
    )


@pytest.mark.parametrize("count", [0, 1, 3])
def test_reads_asked_together_are_answered_as_each_alone(count: int) -> None:
    rows = [record("a") for _ in range(3)]
    insert_rows(AuditRecord, rows)
    asked = ask("a", [row.id for row in rows[:count]], 7)

    with CaptureQueriesContext(connection) as captured:
        found = answers(*asked)

    assert found == tuple(one.answer() for one in asked)
    assert (len(found[0]), len(found[1]), found[2]) == (3, count, 0)
    alone = 3 if count else 2
    assert len(captured) == (1 if connection.vendor == "postgresql" else alone)


def test_a_read_that_finds_nothing_takes_nothing_from_the_others() -> None:
    insert_rows(AuditRecord, [record("b")])

    ((told,), nothing, none) = answers(*ask("b", [new_id()], 7))

    assert (told[1:], nothing, none) == ((None, "b"), {}, 0)
