"""Records: what somebody tells of a thing, held to its types as it is made.

A record is named once, where the command that takes it stands: the API takes it as its body, a
form reads lengths and bounds from it. What depends on more than the record itself (the country, a
number that is taken) is the command's to judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass as plain_dataclass
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar, cast, dataclass_transform

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from theriac.core.facts.sentences import sentence
from theriac.core.problems import Text, Unprocessable

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(Field,))
def record(kind: type[T]) -> type[T]:
    """Make the class a record: frozen, with slots, by keywords, nothing but what it declares.

    Its fields have the types of ``core.facts.types``, which are strict by themselves: a container
    or another record inside is read from a list or an object. One made of what doesn't fit raises
    pydantic's ValidationError.
    """
    made: Any = dataclass(frozen=True, slots=True, kw_only=True, config=ConfigDict(extra="forbid"))
    return cast("type[T]", made(kind))


def given(kind: type[T], /, **values: Any) -> T:
    """The record of these values. Raises Unprocessable with a sentence for each that doesn't fit.

    ``errors`` are by dotted path: ``contacts.0.name``.
    """
    try:
        return kind(**values)
    except ValidationError as refused:
        raise Unprocessable(errors=faults_of(refused)) from refused


def altered(facts: T, /, **values: Any) -> T:
    """The record with these values instead. Raises Unprocessable as ``given`` does."""
    try:
        return cast("T", replace(cast("Any", facts), **values))
    except ValidationError as refused:
        raise Unprocessable(errors=faults_of(refused)) from refused


def faults_of(refused: ValidationError) -> Mapping[str, Text]:
    """The first fault of each field in a sentence, by its dotted path."""
    faults: dict[str, Text] = {}
    for error in refused.errors(include_url=False):
        path = ".".join(str(part) for part in error["loc"])
        faults.setdefault(path, sentence(error))
    return faults


@plain_dataclass(frozen=True, slots=True)
class FieldShape:
    """What a record says of a field; a bound that it doesn't set is None."""

    is_required: bool
    longest: int | None
    least: int | None
    most: int | None


def shape_of(kind: Any, name: str) -> FieldShape:
    """The shape of a record's field. Raises KeyError for one that it doesn't declare."""
    schema = _schema(kind)
    own = schema["properties"][name]
    told = next((one for one in own.get("anyOf", ()) if one.get("type") != "null"), own)
    return FieldShape(
        is_required=name in schema.get("required", ()),
        longest=told.get("maxLength"),
        least=told.get("minimum"),
        most=told.get("maximum"),
    )


@lru_cache
def _schema(kind: Any) -> dict[str, Any]:
    return TypeAdapter(kind).json_schema()
