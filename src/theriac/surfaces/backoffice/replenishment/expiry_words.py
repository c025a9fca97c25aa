"""Bands, days and proposals of the expiry board in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.domains.catalog.permissions import SET_PRICES
from theriac.domains.purchasing.permissions import DRAFT_RETURN
from theriac.domains.replenishment.queries.expiry_board import BoardLine
from theriac.domains.replenishment.rules import Band, ExpiryBands, Proposal, band_days
from theriac.domains.stock.permissions import WRITE_OFF_STOCK
from theriac.surfaces.backoffice.shell.navigation import address_of


@dataclass(frozen=True, slots=True)
class Ways:
    """What a proposal's link depends on: who reads, and the names of the branches."""

    actor: Actor
    branch_id: UUID
    branches: Mapping[UUID, str]


def band_title(band: Band, bounds: ExpiryBands) -> str:
    """Expired; 1 to 30 days; 31 to 90 days; 91 to 180 days."""
    first, last = band_days(band, bounds)
    if first is None:
        return _("Expired")
    if first >= last:
        return _("%(last)s days left") % {"last": last}
    return _("%(first)s to %(last)s days left") % {"first": first, "last": last}


def proposal_words(line: BoardLine, ways: Ways) -> list[tuple[str, str]]:
    """Each proposal and where it is done; no address where the reader may not or there is none."""
    return [(_words(one, line, ways), _address(one, line, ways)) for one in line.proposals]


def proposals(line: BoardLine, ways: Ways) -> SafeString:
    """Each on a line of its own, linked to the screen that does it."""
    parts = [
        format_html('<a href="{}">{}</a>', url, words) if url else format_html("{}", words)
        for words, url in proposal_words(line, ways)
    ]
    return format_html_join("", '<div class="t-nowrap">{}</div>', ((part,) for part in parts))


def _words(proposal: Proposal, line: BoardLine, ways: Ways) -> str:
    if proposal is Proposal.TRANSFER and line.transfer_to is not None:
        name = ways.branches.get(line.transfer_to, "")
        return _("Transfer to %(branch)s") % {"branch": name}
    return {
        Proposal.MARKDOWN: _("Lower the price"),
        Proposal.RETURN: _("Return to supplier"),
        Proposal.MOVE_OUT: _("Remove from shelf"),
    }.get(proposal, "")


def _address(proposal: Proposal, line: BoardLine, ways: Ways) -> str:
    if proposal is Proposal.MOVE_OUT and ways.actor.may(WRITE_OFF_STOCK, ways.branch_id):
        return reverse("backoffice:stock_write_off", args=[line.batch_id])
    if proposal is Proposal.MARKDOWN and ways.actor.may(SET_PRICES, ways.branch_id):
        return reverse("backoffice:stock_price", args=[line.batch_id])
    if proposal is Proposal.RETURN and ways.actor.may(DRAFT_RETURN, ways.branch_id):
        return reverse("backoffice:return_batch", args=[line.batch_id])
    if proposal is Proposal.TRANSFER:
        return address_of("backoffice:transfer_suggestions") or ""
    return ""
