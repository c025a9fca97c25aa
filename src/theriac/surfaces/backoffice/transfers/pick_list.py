"""The pick list of a transfer: what to fetch, in the order in which one walks along the bins."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from theriac.core.problems import NotFound, Text
from theriac.domains.stock.queries.bins import where_batches_lie
from theriac.domains.transfers.permissions import TRANSFER
from theriac.surfaces.backoffice.transfers.base import LineWords, TransferScreen

BEFORE_SENDING = ("draft", "approved")


class TransferPicking(TransferScreen):
    """What the sender fetches, bin by bin, with room to tick; for paper or a phone."""

    permission = TRANSFER
    template_name = "backoffice/transfers/picking.html"

    def context(self) -> dict[str, Any]:
        """The lines in walking order. Raises NotFound for who doesn't send."""
        row = self.transfer
        if not self.may_send(TRANSFER):
            raise NotFound(_("This transfer doesn’t exist. Choose one from the list."))
        bins = where_batches_lie(
            actor=self.actor,
            branch_id=self.sender,
            batch_ids=[one.line.batch_id for one in self.lines],
        )
        picks = [(bins.get(one.line.batch_id, ""), one) for one in self.lines]
        return {
            "transfer": row,
            "target": self.ends[1],
            "from_quarantine": row.from_place.kind == "quarantine",
            "is_over": row.state not in BEFORE_SENDING,
            "picks": sorted(picks, key=_on_the_way),
        }

    def page_title(self) -> Text:
        """What it is, and of which transfer."""
        return _("Pick list of %(number)s") % {"number": self.transfer.number}


def _on_the_way(pick: tuple[str, LineWords]) -> tuple[bool, list[tuple[bool, int, str]], int]:
    """Bins as a person counts them (A2 before A10); what lies in none comes last."""
    code, one = pick
    parts = re.findall(r"\d+|\D+", code)
    key = [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]
    return not code, key, one.line.position
