"""What the engine read, held to its contract: what keeps it is used, what doesn't is listed.

``tests/domains/offers/engine/test_contract.py`` holds the names to
``contracts/engine.openapi.json``. What a later contract adds is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

MOST_LINES = 5_000
MOST_PAGES = 1_000
MOST_FAULTS = 200
MOST_COLUMNS = 200
HEAD_FIELDS = frozenset(
    "supplier number issued_on valid_from valid_until currency subtotal discount freight rounding "
    "tax total".split()
)
LINE_FIELDS = frozenset(
    "product code gtin manufacturer content pack unit batch expires_on price price_with_tax "
    "price_after_discount discount_percent discount_amount tax_percent tax_amount bonus minimum "
    "stock quantity amount mrp valid_until".split()
)
Fraction_ = Annotated[Decimal, Field(ge=0, le=1, strict=False)]
Short = Annotated[str, StringConstraints(strict=True, max_length=2_000)]
_OPEN = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)


class PlaceTold(BaseModel):
    """Where something stands: the page from 1, and its box in parts of the page."""

    model_config = _OPEN
    page: Annotated[int, Field(strict=True, ge=1, le=100_000)]
    box: Annotated[tuple[Fraction_, Fraction_, Fraction_, Fraction_] | None, Field()] = None
    row: Annotated[int | None, Field(strict=True)] = None
    column: Annotated[int | None, Field(strict=True)] = None


class FieldTold(BaseModel):
    """A field: its value in canonical form, what is printed, how surely it was read, where."""

    model_config = _OPEN
    value: Short | None
    text: Short
    confidence: Fraction_
    place: PlaceTold


class LineTold(BaseModel):
    """A line with its fields by name."""

    model_config = _OPEN
    confidence: Fraction_
    place: PlaceTold
    fields: Mapping[str, FieldTold]


class PageTold(BaseModel):
    """A page in points, as it is displayed."""

    model_config = _OPEN
    number: Annotated[int, Field(strict=True, ge=1)]
    width: Annotated[Decimal, Field(gt=0, strict=False)]
    height: Annotated[Decimal, Field(gt=0, strict=False)]
    source: str


class ColumnTold(BaseModel):
    """A heading, the field that it was taken for (None: none), and how surely."""

    model_config = _OPEN
    heading: Short
    field: Short | None
    confidence: Fraction_


@dataclass(frozen=True, slots=True)
class ContractFault:
    """What of an answer didn't keep the contract: the line from 1 (0: the head), and what."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """What the engine read; ``lines`` by their number from 1, those that keep the contract."""

    pages: int
    fields: Mapping[str, FieldTold]
    lines: Mapping[int, LineTold]
    faults: tuple[ContractFault, ...]
    columns: tuple[ColumnTold, ...] = ()


_field = TypeAdapter(FieldTold)
_line = TypeAdapter(LineTold)
_pages = TypeAdapter(list[PageTold])
_column_list = TypeAdapter(list[ColumnTold])


def document_of(told: Any) -> DocumentRead:
    """The document of an answer, read with exact decimals.

    A line or field that doesn't keep the contract is left out and named among the faults; so is a
    document that isn't one, whose lines are none then.
    """
    faults: list[ContractFault] = []
    if not isinstance(told, dict) or not isinstance(told.get("lines"), list):
        return DocumentRead(0, {}, {}, (ContractFault(0, "document: lines"),))
    try:
        pages = len(_pages.validate_python(told.get("pages", [])[:MOST_PAGES]))
    except (ValidationError, TypeError) as refused:
        pages = 0
        faults.append(ContractFault(0, f"pages: {_words(refused)}"))
    fields = _head(told.get("fields"), faults)
    lines: dict[int, LineTold] = {}
    for number, line in enumerate(told["lines"][:MOST_LINES], 1):
        try:
            lines[number] = _known(_line.validate_python(line))
        except ValidationError as refused:
            faults.append(ContractFault(number, _words(refused)))
    if len(told["lines"]) > MOST_LINES:
        faults.append(ContractFault(MOST_LINES + 1, f"more than {MOST_LINES} lines"))
    columns = _columns(told.get("columns"), faults)
    return DocumentRead(pages, fields, lines, tuple(faults[:MOST_FAULTS]), columns)


def _columns(told: Any, faults: list[ContractFault]) -> tuple[ColumnTold, ...]:
    """The headings, without those that stand in each of several tables."""
    try:
        found = _column_list.validate_python((told or [])[:MOST_COLUMNS])
    except (ValidationError, TypeError, KeyError) as refused:
        faults.append(ContractFault(0, f"columns: {_words(refused)}"))
        return ()
    return tuple({one.heading: one for one in reversed(found)}.values())[::-1]


def _head(told: Any, faults: list[ContractFault]) -> dict[str, FieldTold]:
    found: dict[str, FieldTold] = {}
    for name, value in told.items() if isinstance(told, dict) else ():
        if name not in HEAD_FIELDS:
            continue
        try:
            found[name] = _field.validate_python(value)
        except ValidationError as refused:
            faults.append(ContractFault(0, f"{name}: {_words(refused)}"))
    return found


def _known(line: LineTold) -> LineTold:
    fields = {name: one for name, one in line.fields.items() if name in LINE_FIELDS}
    return line.model_copy(update={"fields": fields})


def _words(refused: Exception) -> str:
    if not isinstance(refused, ValidationError):
        return "not as the contract says"
    first = refused.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"[:150]
