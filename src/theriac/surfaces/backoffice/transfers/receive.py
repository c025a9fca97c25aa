"""Taking in what came: scanned pack by pack or typed, on a phone as on a desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Conflict, Problem, Text
from theriac.domains.catalog.gs1.codes import read_code
from theriac.domains.catalog.gs1.problems import UnreadableCode
from theriac.domains.catalog.queries.barcodes import find_pack
from theriac.domains.transfers.commands.receive import LineCame, receive_transfer
from theriac.domains.transfers.permissions import TRANSFER
from theriac.surfaces.backoffice.catalog.words import counted
from theriac.surfaces.backoffice.shell.forms.button import whole
from theriac.surfaces.backoffice.shell.screens import CameraScreen, Crumb
from theriac.surfaces.backoffice.transfers.base import LineWords, TransferScreen


@dataclass(frozen=True, slots=True)
class CountedLine:
    """A line with what was counted of it, base units as typed."""

    words: LineWords
    counted: int
    error: str = ""
    just_scanned: bool = False

    @property
    def name(self) -> str:
        """The field's name."""
        return f"counted-{self.words.line.id}"

    @property
    def all_words(self) -> str:
        """What is on the way in base units: 80 tablets."""
        return counted(self.words.product.base_unit, self.words.line.in_transit)

    @property
    def is_whole(self) -> bool:
        """Whether as much was counted as is on the way."""
        return self.counted == self.words.line.in_transit


class _Receiving(TransferScreen):
    """What the page and its scans share."""

    def counted(self, data: Mapping[str, Any]) -> list[CountedLine]:
        """The lines on the way with what was typed so far."""
        return [
            CountedLine(one, whole(str(data.get(f"counted-{one.line.id}", "")).strip()))
            for one in self.lines
            if one.line.in_transit
        ]


class ReceiveTransfer(_Receiving, CameraScreen):
    """One field a line, and one for the scanner."""

    permission = TRANSFER
    template_name = "backoffice/transfers/receive.html"

    def page_title(self) -> Text:
        return gettext_lazy("Receive transfer")

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(self.transfer.number, self.address())]

    def context(self) -> dict[str, Any]:
        return {"transfer": self.transfer, "source": self.ends[0], "target": self.ends[1]}

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Nothing is counted yet. Raises Conflict where nothing is on the way."""
        lines = self.counted({})
        if not lines:
            raise Conflict(_("No units of this transfer are in transit."))
        return self.draw(lines=lines, said="")

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Take in what was counted; a refusal keeps what was typed."""
        lines = self.counted(request.POST)
        came = [LineCame(one.words.line.id, one.counted) for one in lines if one.counted]
        try:
            done = receive_transfer(
                actor=self.actor,
                branch_id=self.receiver,
                transfer_id=self.transfer_id,
                version=whole(request.POST.get("version", "")),
                came=came,
            )
        except Problem as problem:
            return self.draw(
                problem.status, lines=lines, said="", error=problem.detail or problem.title
            )
        messages.success(request, _("Received. It can be sold now."))
        if done.quarantined:
            messages.warning(
                request,
                _("Units that expired or were put on hold in transit are now in quarantine."),
            )
        return HttpResponseRedirect(self.address())


class ScanTransfer(_Receiving):
    """A pack was scanned: the line of its batch counts that pack."""

    permission = TRANSFER
    template_name = "backoffice/transfers/counted.html"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The lines with the pack counted; a sentence where it isn't in the transfer."""
        lines = self.counted(request.POST)
        typed = request.POST.get("code", "").strip()[:200]
        code, number = _read(typed)
        opened = find_pack(actor=self.actor, code=code) if code else None
        if opened is None:
            return self.draw(
                lines=lines, said=_("No product has this code. Enter the quantity manually.")
            )
        found = self._line(lines, opened.product_id, number)
        if found is None:
            words = _("%(product)s %(batch)s isn’t part of this transfer. Set it aside.")
            return self.draw(lines=lines, said=words % {"product": opened.product, "batch": number})
        now = [
            CountedLine(one.words, one.counted + opened.factor, just_scanned=True)
            if one is found
            else one
            for one in lines
        ]
        return self.draw(lines=now, said="", scanned=found.words.product.name)

    def _line(self, lines: list[CountedLine], product_id: Any, number: str) -> CountedLine | None:
        """The line of the batch; without a number in the code the first that isn't whole yet."""
        fits = [one for one in lines if one.words.line.product_id == product_id]
        if number:
            fits = [one for one in fits if one.words.line.batch_number == number]
        return next((one for one in fits if not one.is_whole), fits[0] if fits else None)


def _read(typed: str) -> tuple[str, str]:
    """What finds the pack, and the batch number where the code has one."""
    if not typed:
        return "", ""
    try:
        code = read_code(typed)
    except UnreadableCode:
        return typed, ""
    return code.lookup, code.batch_number or ""
