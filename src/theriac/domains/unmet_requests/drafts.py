"""What is told of an unmet request, and how it is read and written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import Field, TypeAdapter, ValidationError

from theriac.core import clock
from theriac.core.facts.records import record
from theriac.core.facts.types import Id, Instant, Text120
from theriac.core.problems import NotFound, Unprocessable
from theriac.domains.catalog.queries.product_facts import known_products
from theriac.domains.organisation.queries.branches import branch_zone
from theriac.domains.unmet_requests.models import UnmetRequest

RECORD = "unmet_requests.request"
MOST_ASKED = 100_000
"""Base units that one request may ask for."""
BEHIND, AHEAD = timedelta(days=186), timedelta(days=1)
"""How far a device's clock may be from the server's; else the server's instant is taken."""

Asked = Annotated[int, Field(strict=True, ge=1, le=MOST_ASKED, description="Base units.")]


@record
class RequestWritten:
    """A product in base units, or in words what the catalogue doesn't have.

    No patient is named in `text` or `note`.
    """

    product_id: Id | None = None
    text: Text120 = ""
    quantity: Asked
    note: Text120 = ""


@record
class RequestTold:
    """A request as a counter recorded it: `id` is the device's, `at` its clock."""

    id: Id
    at: Instant
    person_id: Id
    product_id: Id | None = None
    text: Text120 = ""
    quantity: Asked
    note: Text120 = ""


_TOLD: TypeAdapter[RequestTold] = TypeAdapter(RequestTold)


def read_told(wire: Mapping[str, Any]) -> RequestTold | None:
    """The request, None where it is of no such form; what a newer device says besides is left."""
    try:
        return _TOLD.validate_python(wire, extra="ignore")
    except (ValidationError, RecursionError, UnicodeEncodeError):
        return None


def request_row(
    request_id: UUID,
    branch_id: UUID,
    told: RequestWritten | RequestTold,
    *,
    person_id: UUID,
    asked_at: datetime,
    terminal_id: UUID | None = None,
) -> UnmetRequest:
    """The row of what is told. Raises Unprocessable without a product and words, NotFound."""
    text, note = (" ".join(one.split()) for one in (told.text, told.note))
    if told.product_id is None and not text:
        raise Unprocessable(_("Choose a product or enter a description."), field="text")
    if told.product_id is not None and not known_products([told.product_id]):
        raise NotFound(_("This product isn't in the catalogue."), product_id=told.product_id)
    now = clock.now()
    at = asked_at if now - BEHIND <= asked_at <= now + AHEAD else now
    return UnmetRequest(
        id=request_id,
        branch_id=branch_id,
        terminal_id=terminal_id,
        product_id=told.product_id,
        text="" if told.product_id else text,
        quantity=told.quantity,
        note=note,
        person_id=person_id,
        asked_at=at,
        asked_on=at.astimezone(branch_zone(branch_id)).date(),
        recorded_at=now,
    )
