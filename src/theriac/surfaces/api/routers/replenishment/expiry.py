"""The expiry board: tiles and lines."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.replenishment.queries.expiry_board import (
    EXPIRING,
    BandTotal,
    BoardLine,
    board_rows,
    expiry_board,
)
from theriac.domains.replenishment.rules import Band, ExpiryBands, band_days
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation
from theriac.surfaces.api.pages import edges
from theriac.surfaces.api.place import branch_of, currency_here, money_of
from theriac.surfaces.api.schemas.replenishment.expiry import (
    ExpiryBoard,
    ExpiryLine,
    ExpiryTile,
    ExpiryTotal,
    ExpiryWanted,
)

router = Router(tags=["stock"])


@router.get(
    "/expiry-board",
    **operation(
        "getExpiryBoard",
        "Read what comes near its expiry and will stay unsold",
        answers=ExpiryBoard,
        may=[VIEW_STOCK],
        detail="By the branch's own date; costs are rounded down on the line, and tiles add lines.",
    ),
)
def board(request: HttpRequest, wanted: Query[ExpiryWanted]) -> HttpResponse:
    """The tiles, and a page of lines, what expires first in front."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    today = branch_date(branch_id)
    found = expiry_board(actor=actor, branch_id=branch_id, today=today)
    kept = {one.balance_id: one for one in found.lines if _fits(one, wanted)}
    rows = board_rows(actor=actor, branch_id=branch_id, today=today)
    if wanted.band is not None or wanted.unsold is not None:
        rows = rows.filter(pk__in=list(kept))
    page = EXPIRING.page(rows, cursor=wanted.cursor, size=wanted.limit)
    lines = [kept[row.pk] for row in page.items if row.pk in kept]
    names = product_names(line.product_id for line in lines)
    currency = currency_here()
    answer = ExpiryBoard(
        today=today,
        tiles=[_tile(band, found.bands[band], currency, found.bounds) for band in Band],
        total=ExpiryTotal(**_sums(found.total, currency)),
        items=[_line(line, names.get(line.product_id, ""), currency) for line in lines],
        **edges(page),
    )
    return respond(request, answer)


def _fits(line: BoardLine, wanted: ExpiryWanted) -> bool:
    in_band = wanted.band is None or line.band == wanted.band
    return in_band and (wanted.unsold is None or wanted.unsold == bool(line.unsold))


def _tile(band: Band, total: BandTotal, currency: str, bounds: ExpiryBands) -> ExpiryTile:
    first, last = band_days(band, bounds)
    return ExpiryTile(band=band.value, first=first, last=last, **_sums(total, currency))


def _sums(total: BandTotal, currency: str) -> dict[str, Any]:
    return {
        "batches": total.batches,
        "value": money_of(total.value, currency),
        "unsold": total.unsold,
        "loss": money_of(total.loss, currency),
    }


def _line(line: BoardLine, product: str, currency: str) -> ExpiryLine:
    return told(
        ExpiryLine,
        line,
        product=product,
        band=line.band.value,
        proposals=[one.value for one in line.proposals],
        value=money_of(line.value, currency),
        loss=money_of(line.loss, currency),
    )
