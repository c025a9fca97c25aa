"""Rows made without the ORM's ``__init__`` are the rows that it makes."""

from __future__ import annotations

import pytest

from theriac.core import clock
from theriac.core.database.insert import fresh_row, insert_rows
from theriac.core.ids import new_id
from theriac.core.outbox.models import Follower, OutboxEvent
from theriac.domains.accounts.models import User


def event() -> dict[str, object]:
    return {
        "id": new_id(),
        "type": "sales.completed",
        "subject": "s",
        "branch_id": None,
        "recorded_at": clock.now(),
        "data": {"n": 1},
    }


def test_a_row_is_as_the_orm_makes_it() -> None:
    values = event()
    ours, theirs = fresh_row(OutboxEvent, **values), OutboxEvent(**values)

    for field in OutboxEvent._meta.concrete_fields:
        assert getattr(ours, field.attname) == getattr(theirs, field.attname)
    assert (ours._state.adding, ours._state.db) == (theirs._state.adding, theirs._state.db)
    assert ours == theirs


@pytest.mark.django_db
def test_it_is_inserted_with_its_defaults() -> None:
    row = fresh_row(Follower, name="follows")
    insert_rows(Follower, [row])

    assert Follower.objects.get(name="follows").position == 0


def test_what_is_no_column_is_refused() -> None:
    with pytest.raises(TypeError, match="subjects"):
        fresh_row(OutboxEvent, subjects="s")


def test_encrypted_columns_take_their_own_way() -> None:
    with pytest.raises(TypeError, match="encrypted"):
        fresh_row(User, id=new_id())
