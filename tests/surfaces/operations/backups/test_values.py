"""Each kind of value survives the way into a backup and back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import models

from theriac.surfaces.operations.backups.values import read_row, write_row

VALUES: list[tuple[models.Field[Any, Any], Any]] = [
    (models.UUIDField(), UUID("01932c00-0000-7000-8000-000000000001")),
    (models.DateTimeField(), datetime(2026, 11, 20, 3, 42, 10, 123456, tzinfo=UTC)),
    (models.DateField(), date(2026, 2, 28)),
    (models.TimeField(), time(23, 59, 59, 999999)),
    (models.DurationField(), timedelta(days=-3, microseconds=7)),
    (models.DecimalField(max_digits=12, decimal_places=6), Decimal("0.110000")),
    (models.BigIntegerField(), 2**62 + 1),
    (models.BooleanField(), False),
    (models.CharField(max_length=99), "line\nbreak, “quotes”, \\ and 薬"),
    (models.CharField(max_length=99), ""),
    (models.JSONField(), {"nested": [1, "two", None, {"three": 2**60}]}),
    (models.JSONField(), "a text"),
    (models.IntegerField(null=True), None),
]


@pytest.mark.parametrize(("field", "value"), VALUES)
def test_a_value_comes_back(field: models.Field[Any, Any], value: Any) -> None:
    line = write_row([value])
    assert line.count(b"\n") == 1
    assert read_row(line, [field]) == [value]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *VALUES,
        (models.JSONField(), {"big": 2**70, "small": 1e-7, "large": 1e16, "sum": 0.1 + 0.2}),
        (models.JSONField(), {"signs": '\u2028 \x7f / \\ " \x01'}),
        (models.JSONField(), {"endless": float("inf")}),
    ],
)
def test_a_value_comes_back_the_same_beside_one_that_is_written_slowly(
    field: models.Field[Any, Any], value: Any
) -> None:
    beside = timedelta(seconds=1)
    slow = read_row(write_row([value, beside]), [field, models.DurationField()])
    assert read_row(write_row([value]), [field]) == slow[:1] == [value]


def test_what_the_quick_writer_takes_is_no_other_kind() -> None:
    class Odd(str):
        __slots__ = ()

    assert json.loads(write_row([Odd("a"), True, 1])) == ["a", True, 1]


def test_bytes_come_back() -> None:
    (value,) = read_row(write_row([bytes(range(256))]), [models.BinaryField()])
    assert bytes(value) == bytes(range(256))


def test_what_no_field_holds_is_refused() -> None:
    with pytest.raises(TypeError, match="a backup can't hold a set"):
        write_row([{1}])
