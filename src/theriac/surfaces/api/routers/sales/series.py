"""Series of document numbers that a program's own devices number their sales in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core import clock
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.problems import NotFound
from theriac.countries.documents import SeriesTooLong
from theriac.countries.registry import profile_for
from theriac.domains.organisation.commands.series import open_series
from theriac.domains.organisation.queries.selling_point import SellingPoint, get_selling_point
from theriac.domains.organisation.queries.terminals import generation_of, list_series
from theriac.domains.sales.permissions import SELL
from theriac.domains.sales.problems import PairingNeeded
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import terminal_of
from theriac.surfaces.api.refusals.problems import SeriesUnfit
from theriac.surfaces.api.schemas.sales.pushes import Series, SeriesNew, SeriesPage
from theriac.surfaces.api.schemas.types import Wanted

router = Router(tags=["sales"])
KIND = "sale"
OF_THE_SERVER = 1
"""The generation that the server numbers for ``POST /sales``; nobody else may."""
SERIES: Listing[Any] = Listing(
    name="organisation.series",
    sorts={"opened_at": SortFields(("opened_at",))},
    default_sort="-opened_at",
)


@router.get(
    "/series",
    **operation(
        "listSeries",
        "List the series of the key's own terminal",
        answers=SeriesPage,
        may=[SELL],
        detail="Generation 1 is numbered by the server; further ones by the program's devices.",
    ),
)
def series(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponse:
    """A page of series, the newest first."""
    _branch_id, terminal_id = terminal_of(actor_of(request))
    page = page_of(SERIES, list_series(terminal_id).order_by(), wanted)
    items = [told(Series, row) for row in page.items]
    return respond(request, SeriesPage(items=items, **edges(page)))


@router.post(
    "/series",
    **writing(
        "openSeries",
        "Open a series for a device that numbers by itself",
        answers=Series,
        may=[SELL],
        status=201,
        detail="A device takes a generation of its own, and a new one after it was restored.",
    ),
)
def open_one(request: HttpRequest, body: SeriesNew) -> HttpResponse:
    """Open a further generation for this fiscal year, or answer the one that is open."""
    actor = actor_of(request)
    _branch_id, terminal_id = terminal_of(actor)
    point = point_of(terminal_id)
    profile = profile_for(point.country)
    today = clock.today(point.time_zone)
    period = profile.fiscal_year(today).label
    try:
        prefix = profile.series_prefix(
            point.branch_code, point.terminal_code, today, body.generation
        )
    except SeriesTooLong:
        raise SeriesUnfit(
            _("The number would be too long. Use a lower generation."), field="generation"
        ) from None

    def answer() -> Series:
        found = list_series(terminal_id).filter(
            kind=KIND, period=period, generation=body.generation
        )
        row = found.first()
        if row is None:
            raise NotFound(_("This number series doesn’t exist."))
        return told(Series, row)

    return changed(
        request,
        lambda: open_series(
            actor=actor,
            terminal_id=terminal_id,
            kind=KIND,
            prefix=prefix,
            period=period,
            generation=body.generation,
        ),
        answer,
        status=201,
    )


def point_of(terminal_id: UUID) -> SellingPoint:
    """The terminal's selling point. Raises PairingNeeded."""
    point = get_selling_point(terminal_id)
    if point is None:
        raise PairingNeeded(_("Use an active terminal of this branch."))
    return point


def refuse_series_of_others(terminal_id: UUID, series_id: UUID) -> None:
    """Raise SeriesUnfit unless it is the terminal's own and not the server's to number."""
    generation = generation_of(terminal_id, series_id)
    if generation is None or generation <= OF_THE_SERVER:
        raise SeriesUnfit(
            _("Number the sales with a series that POST /series opened for this key."),
            field="series_id",
        )
