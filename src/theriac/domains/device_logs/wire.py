"""What a device tells of its log, as far as it can be read; what can't be is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from theriac.core.facts.types import storable
from theriac.domains.device_logs.models import LONGEST_KEY

MOST_ENTRIES = 1_000
MOST_INDEX = 2_000_000_000
LONGEST_TEXT = 100_000
Hash = Annotated[str, StringConstraints(strict=True, pattern="^[0-9a-f]{64}$")]
Index = Annotated[int, Field(strict=True, ge=1, le=MOST_INDEX)]
Key = Annotated[
    str,
    StringConstraints(strict=True, min_length=1, max_length=LONGEST_KEY),
    AfterValidator(storable),
]


class _Told(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


T = TypeVar("T", bound=_Told)


class EntryTold(_Told):
    """An entry; ``text`` is what was logged, where the device sends another document.

    ``lost``: the document was gone from the device, and is sent as it was logged.
    """

    chain: Hash
    index: Index
    kind: Literal["sale", "void", "till", "asked"]
    key: Key
    digest: Hash
    previous: Hash | Literal[""] = ""
    hash: Hash
    text: Annotated[str, StringConstraints(strict=True, max_length=LONGEST_TEXT)] = ""
    lost: bool = False


class HeadTold(_Told):
    """The newest entry's place; ``signature`` is the device's, of a signed one."""

    chain: Hash
    index: Index
    hash: Hash
    signature: Annotated[str, StringConstraints(max_length=200)] = ""


@dataclass(frozen=True, slots=True)
class DocumentSent:
    """A document that came, as the log names it."""

    kind: str
    key: str
    wire: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LogTold:
    """What a parcel or a saved file tells of the log."""

    head: HeadTold | None = None
    signed: Sequence[HeadTold] = ()
    entries: Sequence[EntryTold] = ()
    documents: Sequence[DocumentSent] = field(default_factory=tuple)


def read_log(
    wire: Any, documents: Sequence[DocumentSent], most: int = MOST_ENTRIES
) -> LogTold | None:
    """The log that was told; None where a device tells of none."""
    if not isinstance(wire, Mapping):
        return None
    head = _each(HeadTold, [wire.get("head")])
    entries = _each(EntryTold, _list(wire.get("entries"))[:most])
    signed = _each(HeadTold, _list(wire.get("signed"))[:2])
    return LogTold(head[0] if head else None, signed, entries, documents)


def documents_of(
    sales: Sequence[Mapping[str, Any]],
    voids: Sequence[Mapping[str, Any]],
    till: Sequence[Mapping[str, Any]],
    asked: Sequence[Mapping[str, Any]],
) -> list[DocumentSent]:
    """The documents of a parcel or file as its log names them; what has no name is left out."""
    kinds = (("sale", sales), ("till", till), ("asked", asked))
    named = [
        DocumentSent(kind, one["id"], one)
        for kind, some in kinds
        for one in some
        if _is_name(one.get("id"))
    ]
    places = [(f"{one.get('series_id')}/{one.get('sequence')}", one) for one in voids]
    return [*named, *(DocumentSent("void", key, one) for key, one in places if _is_name(key))]


def _is_name(key: Any) -> bool:
    return isinstance(key, str) and 0 < len(key) <= LONGEST_KEY


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _each(kind: type[T], values: Sequence[Any]) -> list[T]:
    found = []
    for value in values:
        try:
            found.append(kind.model_validate(value))
        except ValidationError:
            continue
    return found
