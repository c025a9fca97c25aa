"""Statements that go to the database together: in their order, all or none, and a claim ahead."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from theriac.core import clock
from theriac.core.database.backends.trips import Statement, send, send_ahead, send_all, send_last
from theriac.core.database.insert import insert_if_absent_ahead
from theriac.core.idempotency.models import IdempotencyRecord
from theriac.core.ids import new_id

pytestmark = pytest.mark.django_db


def number(value: int) -> Statement[int]:
    return Statement("SELECT %s + 0", [value], lambda answer: int(answer.rows[0][0]))


def record(key: str = "k") -> IdempotencyRecord:
    return IdempotencyRecord(
        id=new_id(),
        client_id=UUID(int=7),
        operation="POST x",
        key=key,
        fingerprint="f",
        effect_id=new_id(),
        recorded_at=clock.now(),
    )


def on_postgresql() -> bool:
    return connection.vendor == "postgresql"


def test_several_are_answered_in_their_order_and_in_one_trip() -> None:
    with CaptureQueriesContext(connection) as captured:
        assert send_all([number(1), number(2_000_000), number(3)]) == [1, 2_000_000, 3]
    assert len(captured) == (1 if on_postgresql() else 3)


def test_whoever_wraps_statements_sees_each() -> None:
    seen: list[str] = []

    def note(run: Any, sql: str, *rest: Any) -> Any:
        seen.append(sql)
        return run(sql, *rest)

    with connection.execute_wrapper(note):
        send_all([number(1), number(2)])

    assert seen == ["SELECT %s + 0"] * 2


def test_a_percent_sign_stays_one() -> None:
    given = Statement("SELECT 7 %% 4, %s + 0", [5], lambda answer: answer.rows[0])
    assert tuple(int(value) for value in send(given)) == (3, 5)


def test_after_one_that_fails_none_is_executed_and_the_connection_goes_on() -> None:
    row = record()
    insert = Statement(
        "INSERT INTO core_idempotency_record (id) VALUES (%s)", [str(row.id)], lambda _answer: None
    )
    kept: list[int] = []
    after = Statement("SELECT 1", [], lambda _answer: kept.append(1))
    with pytest.raises(DatabaseError), transaction.atomic():
        send_all([number(1), insert, after])

    assert kept == []
    assert send(number(4)) == 4


def test_a_text_that_cant_be_prepared_is_refused_and_then_known_no_more() -> None:
    unfit = Statement("SELECT nothing_such FROM core_idempotency_record", [], lambda answer: answer)
    for _again in range(2):
        with pytest.raises(DatabaseError, match="nothing_such"), transaction.atomic():
            send(unfit)
    assert send(number(5)) == 5


def test_what_was_prepared_is_prepared_again_once_the_driver_let_all_go() -> None:
    send(number(1))
    for _often_enough_that_the_driver_prepares_it in range(5):
        IdempotencyRecord.objects.filter(key="none").exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        IdempotencyRecord.objects.bulk_create([record(), record()])

    assert send(number(2)) == 2


def test_what_is_sent_ahead_goes_before_the_next_statement_of_any_kind() -> None:
    row = record()
    told: list[bool] = []
    insert_if_absent_ahead(IdempotencyRecord, row, told.append)
    assert told == ([] if on_postgresql() else [True])

    assert IdempotencyRecord.objects.filter(id=row.id).exists()
    assert told == [True]

    insert_if_absent_ahead(IdempotencyRecord, record(), told.append)
    assert send_all([number(8)]) == [8]
    assert told == [True, False]


def test_what_is_sent_ahead_is_understood_first_and_may_refuse_the_rest() -> None:
    understood: list[int] = []
    later = Statement("SELECT 1", [], lambda _answer: understood.append(1))

    def refuse(_answer: object) -> None:
        raise LookupError

    def both() -> None:
        send_ahead(Statement("SELECT 2", [], refuse))
        send(later)

    with pytest.raises(LookupError):
        both()

    assert understood == []
    assert send(number(6)) == 6


@pytest.mark.django_db(transaction=True)
def test_what_was_to_go_ahead_is_gone_with_its_transaction() -> None:
    def begin_and_refuse() -> None:
        with transaction.atomic():
            insert_if_absent_ahead(IdempotencyRecord, record(), lambda _told: None)
            raise LookupError

    with pytest.raises(LookupError):
        begin_and_refuse()
    assert IdempotencyRecord.objects.count() == 0

    with transaction.atomic():
        insert_if_absent_ahead(IdempotencyRecord, record(), lambda _told: None)
    assert IdempotencyRecord.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_last_goes_with_the_commit_which_fails_as_it_does() -> None:
    key = connection.ops.quote_name("key")
    sql = f"UPDATE core_idempotency_record SET {key} = %s WHERE {key} = %s"

    def rename(to: str) -> None:
        with transaction.atomic():
            send_last(Statement(sql, [to, "k"], lambda _answer: None))

    IdempotencyRecord.objects.bulk_create([record(), record("taken")])
    with pytest.raises(IntegrityError):
        rename("taken")
    with CaptureQueriesContext(connection) as captured:
        rename("new")

    assert set(IdempotencyRecord.objects.values_list("key", flat=True)) == {"new", "taken"}
    if on_postgresql():
        assert captured[-1]["sql"] == f"{sql}; COMMIT"


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_ended_is_said_and_made_anew() -> None:
    if not on_postgresql():
        return
    send(number(1))
    ended = Statement("SELECT pg_terminate_backend(pg_backend_pid())", [], lambda answer: answer)
    with pytest.raises(Exception, match=r"terminat|lost|closed"):
        send_all([ended, number(2)])
    connection.close_if_unusable_or_obsolete()

    assert send(number(3)) == 3


def test_what_was_to_go_ahead_is_gone_with_its_savepoint() -> None:
    def refuse() -> None:
        with transaction.atomic():
            insert_if_absent_ahead(IdempotencyRecord, record(), lambda _told: None)
            raise LookupError

    with pytest.raises(LookupError):
        refuse()
    assert IdempotencyRecord.objects.count() == 0
