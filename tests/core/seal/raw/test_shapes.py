"""Leaves written straight from the driver are those that the ORM's objects give, byte for byte."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import QuerySet, TextField
from django.db.models.expressions import RawSQL

from tests.support.books import intruder, sealed_shop
from theriac.core.audit.models import AuditRecord
from theriac.core.privacy.fields import EncryptedField
from theriac.core.seal.leaves import canonical, leaves_of
from theriac.core.seal.models import SealedRow, SealLog
from theriac.core.seal.registry import SealedKind, kind_of
from theriac.core.seal.rows import placed_between
from theriac.domains.stock.models import Movement

HOSTILE = ('a"b\\c%s{}', "é\u2028\U0001f48a", "5' OR 1=1", "line\nline", "%(x)s", '","id":"')


def stored(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    """The rows by column; what is encrypted as the database has it."""
    fields = rows.model._meta.concrete_fields
    plain = [one.attname for one in fields if not isinstance(one, EncryptedField)]
    hidden = {
        f"stored_{one.attname}": RawSQL(
            connection.ops.quote_name(str(one.column)), (), output_field=TextField()
        )
        for one in fields
        if isinstance(one, EncryptedField)
    }
    return [
        {name.removeprefix("stored_"): value for name, value in row.items()}
        for row in rows.values(*plain, **hidden)
    ]


def by_objects(kind: SealedKind, row_id: UUID, salt: str) -> bytes:
    """The canonical form as the documents say it, through the ORM."""
    key = bytes.fromhex(salt)

    def told(row: dict[str, Any], fields: Sequence[str], texts: Sequence[str], place: str) -> Any:
        hashes = {}
        for name in texts:
            text = f"{place}\n{row['id']}\n{name}\n{row[name]}".encode()
            hidden = {"hmac": hmac.new(key, text, sha256).hexdigest()}
            hashes[name] = hidden if row[name] else ""
        return {"id": row["id"], **{name: row[name] for name in fields}, **hashes}

    [row] = stored(kind.model._default_manager.filter(id=row_id))
    content = told(row, kind.fields, kind.texts, kind.name)
    content = {kind.renamed.get(name, name): value for name, value in content.items()}
    for part in kind.parts:
        rows = part.model._default_manager.filter(**{part.parent: row_id})
        content[part.name] = [
            told(one, part.fields, part.texts, f"{kind.name}.{part.name}")
            for one in stored(rows.order_by(*part.order, "id"))
        ]
    return canonical({**content, "kind": kind.name, "v": kind.version, "at": row[kind.recorded]})


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("store")
def test_every_row_gives_the_same_bytes_as_its_object() -> None:
    for number, text in enumerate(HOSTILE):
        AuditRecord.objects.create(
            recorded_at=datetime(2026, 11, 20, 1, 2, 3, number, tzinfo=UTC),
            command=text,
            actor_kind="person",
            actor_id=UUID(int=number),
            branch_id=None,
            object_kind=text,
            object_id=UUID(int=1),
            reason=text,
            facts={text: [text, None, True, 2**60, {"b": 1, "a": "0001"}]},
            request_id="",
        )
    sealed_shop(2)
    log = SealLog.objects.get()
    size = SealedRow.objects.count()
    seen = 0
    for placed in placed_between(log, 0, size):
        kind = kind_of(placed.kind, placed.version)
        assert kind is not None
        assert placed.data == by_objects(kind, UUID(placed.row_id), log.salt)
        assert placed.is_as_sealed
        seen += 1
    assert seen == size


@pytest.mark.django_db(transaction=True)
@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("value", ["'5 '", '\'x","quantity":5\'', "5.5", "x'05'"])
def test_a_value_of_another_kind_is_another_leaf(value: str) -> None:
    """SQLite keeps whatever an intruder writes into a column."""
    sealed_shop(1)
    movement = Movement.objects.order_by("id").first()
    assert movement is not None
    log = SealLog.objects.get()
    kind = kind_of("stock.movement", 2)
    assert kind is not None
    before = leaves_of(kind, [movement.id], log.salt)[movement.id]
    with intruder("stock_movement") as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute(
            f"UPDATE stock_movement SET document_number = {value}, occurred_at = {value} "
            "WHERE id = %s",
            [movement.id.hex],
        )
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
        after = leaves_of(kind, [movement.id], log.salt)[movement.id]
        assert after != before
        assert after.isascii()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("store")
def test_the_kind_of_a_movement_is_sealed_since_version_two() -> None:
    """Version 1 left it out: its name was taken. What was sealed so keeps its bytes."""
    sealed_shop(1)
    log = SealLog.objects.get()
    movement = Movement.objects.filter(kind="sale").get()
    old, new = (kind_of("stock.movement", version) for version in (1, 2))
    assert old is not None
    assert new is not None
    before = [leaves_of(one, [movement.id], log.salt)[movement.id] for one in (old, new)]
    assert before == [by_objects(one, movement.id, log.salt) for one in (old, new)]
    with intruder("stock_movement") as cursor:
        cursor.execute("UPDATE stock_movement SET kind = 'write_off' WHERE kind = 'sale'")
    after = [leaves_of(one, [movement.id], log.salt)[movement.id] for one in (old, new)]
    assert (before[0] == after[0], before[1] == after[1]) == (True, False)
