"""What a device tells of a basket that it parked, and what is sealed in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import Field

from theriac.core.facts.records import record
from theriac.core.facts.types import LARGEST, Id, Instant, is_storable
from theriac.core.sealing.encoding import CantOpen
from theriac.domains.organisation.queries.sealing_keys import open_sealed
from theriac.domains.parked_baskets.problems import BasketUnreadable

PURPOSE, NAME_PURPOSE = "parked", "parked_name"
MOST_LINES = 1_000
LONGEST_SEALED = 600_000
"""Characters: some 1,000 lines."""
LONGEST_NAME = 80

Sealed = Annotated[str, Field(strict=True, min_length=1, max_length=LONGEST_SEALED)]
SealedName = Annotated[str, Field(strict=True, max_length=2_000)]
Total = Annotated[int, Field(strict=True, ge=-LARGEST, le=LARGEST)]
Lines = Annotated[int, Field(strict=True, ge=1, le=MOST_LINES)]


@record
class ParkedTold:
    """A basket as its device parked it: `changed_at` is when it, or its name, changed last."""

    id: Id
    parked_at: Instant
    changed_at: Instant
    person_id: Id
    lines: Lines
    total: Total | None = None
    sealed: Sealed
    sealed_name: SealedName = ""


def opened_basket(branch_id: UUID, basket_id: UUID, sealed: str) -> dict[str, Any]:
    """The basket. Raises BasketUnreadable for what doesn't open or isn't this basket."""
    try:
        (content,) = open_sealed(branch_id, PURPOSE, [(sealed, [basket_id])])
        basket = json.loads(content)
    except (CantOpen, ValueError, RecursionError):
        raise BasketUnreadable(_("This basket can’t be opened. Enter it again.")) from None
    if not _is_basket(basket, basket_id):
        raise BasketUnreadable(_("This basket can’t be opened. Enter it again."))
    return dict(basket)


def _is_basket(basket: Any, basket_id: UUID) -> bool:
    if not isinstance(basket, dict) or basket.get("id") != str(basket_id):
        return False
    lines = basket.get("lines")
    return (
        isinstance(lines, list)
        and 1 <= len(lines) <= MOST_LINES
        and all(isinstance(line, dict) for line in lines)
    )


def opened_names(branch_id: UUID, sealed: Sequence[tuple[UUID, str]]) -> dict[UUID, str]:
    """What these baskets are known by; one that doesn't open has no name."""
    found: dict[UUID, str] = {}
    for basket_id, text in sealed:
        name = opened_name(branch_id, basket_id, text)
        if name:
            found[basket_id] = name
    return found


def opened_name(branch_id: UUID, basket_id: UUID, sealed: str) -> str:
    """What a basket is known by; "" where it has no name, or none that opens."""
    if not sealed:
        return ""
    try:
        (content,) = open_sealed(branch_id, NAME_PURPOSE, [(sealed, [basket_id])])
        name = json.loads(content)["name"]
    except (CantOpen, ValueError, KeyError, TypeError, RecursionError):
        return ""
    return name[:LONGEST_NAME] if isinstance(name, str) and is_storable(name) else ""
