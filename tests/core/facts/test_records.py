"""A record is strict by its types, says each fault in a sentence, and tells forms its bounds."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from typing import Annotated, Any
from uuid import uuid4

import pytest
from pydantic import Field, ValidationError

from theriac.core.facts.records import FieldShape, given, record, shape_of
from theriac.core.facts.types import Amount, Day, Days, Flag, Id, Name, Text20
from theriac.core.problems import Unprocessable


@record
class Part:
    code: Text20
    amount: Amount = 0


@record
class Whole:
    name: Name
    is_kept: Flag = True
    days: Days | None = None
    on: Day | None = None
    product_id: Id | None = None
    parts: Annotated[tuple[Part, ...], Field(max_length=2)] = ()


def test_it_is_frozen_and_may_be_replaced_and_compared() -> None:
    whole = Whole(name="A", parts=(Part(code="x"),))
    assert replace(whole, name="B").parts == whole.parts
    assert len({whole, Whole(name="A", parts=(Part(code="x"),))}) == 1
    with pytest.raises(FrozenInstanceError):
        whole.name = "B"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        replace(whole, name="")


def test_parts_are_read_from_lists_of_objects() -> None:
    product_id = uuid4()
    whole = given(Whole, name="A", product_id=str(product_id), parts=[{"code": "x"}])
    assert (whole.parts, whole.product_id) == ((Part(code="x"),), product_id)


@pytest.mark.parametrize(
    ("facts", "path", "said"),
    [
        ({"name": " "}, "name", "This field is required"),
        ({"name": ""}, "name", "This field is required"),
        ({"name": "x" * 201}, "name", "at most 200 characters"),
        ({"name": "a\0b"}, "name", "contains characters that can't be saved"),
        ({"name": 5}, "name", "must be text"),
        ({"is_kept": 1}, "is_kept", "true or false"),
        ({"days": "3"}, "days", "whole number"),
        ({"days": 366}, "days", "365 or less"),
        ({"on": "tomorrow"}, "on", "isn't a date"),
        ({"product_id": "7"}, "product_id", "isn't an ID"),
        ({"parts": [{"code": "x"}] * 3}, "parts", "at most 2 entries"),
        ({"parts": [{"code": "x", "amount": -1}]}, "parts.0.amount", "0 or more"),
        ({"parts": ["x"]}, "parts.0", "an object with named fields"),
        ({"colour": "red"}, "colour", "This field doesn't exist"),
    ],
)
def test_a_fault_is_said_at_its_field(facts: dict[str, Any], path: str, said: str) -> None:
    with pytest.raises(Unprocessable) as refused:
        given(Whole, **{"name": "A", **facts})
    assert list(refused.value.errors) == [path]
    assert said in str(refused.value.errors[path])


def test_a_form_reads_its_bounds() -> None:
    assert shape_of(Whole, "name") == FieldShape(True, 200, None, None)
    assert shape_of(Whole, "days") == FieldShape(False, None, 0, 365)
    assert shape_of(Whole, "is_kept") == FieldShape(False, None, None, None)
    with pytest.raises(KeyError):
        shape_of(Whole, "colour")
