"""The figures above the expiry board: by days left, and what will stay unsold."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.domains.replenishment.queries.expiry_board import BandTotal, ExpiryBoard
from theriac.domains.replenishment.rules import Band
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.replenishment.expiry_words import band_title
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class Tile:
    """A band's figures and where its rows are."""

    title: str
    figure: str
    url: str
    note: str = ""


def tiles_of(board: ExpiryBoard, path: str) -> list[Tile]:
    """Money at risk, each tile with where its rows are; batches for who may not see costs."""
    return _of_batches(board, path) if board.total.value is None else _of_money(board, path)


def _of_batches(board: ExpiryBoard, path: str) -> list[Tile]:
    tiles = [
        Tile(
            band_title(band, board.bounds),
            shown.number(board.bands[band].batches),
            f"{path}?band={band.value}",
        )
        for band in Band
    ]
    unsold = sum(1 for one in board.lines if one.unsold)
    return [
        *tiles,
        Tile(_("Won’t sell before expiry"), shown.number(unsold), f"{path}?unsold=true"),
    ]


def _of_money(board: ExpiryBoard, path: str) -> list[Tile]:
    tiles = [
        Tile(
            band_title(band, board.bounds),
            shown.money(money(board.bands[band].value)),
            f"{path}?band={band.value}",
            _batches_words(board.bands[band]),
        )
        for band in Band
    ]
    loss = shown.money(money(board.total.loss))
    words = _("at cost, of %(value)s on this board") % {
        "value": shown.money(money(board.total.value))
    }
    return [*tiles, Tile(_("Won’t sell before expiry"), loss, f"{path}?unsold=true", words)]


def _batches_words(total: BandTotal) -> str:
    words = ngettext("%(count)s batch", "%(count)s batches", total.batches)
    batches = words % {"count": shown.number(total.batches)}
    if not total.loss:
        return batches
    loss = {"batches": batches, "loss": shown.money(money(total.loss))}
    return _("%(batches)s; loss %(loss)s") % loss
