"""Selling a quotation for a program: at what was promised, or at today's prices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.documents import keep
from theriac.core.formatting import format_date
from theriac.core.problems import Unprocessable
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.quotations.customers import buying_patient
from theriac.domains.quotations.models import Quotation, QuotationLine
from theriac.domains.quotations.problems import QuotationExpired, QuotationTaken
from theriac.domains.quotations.queries import lines_of_quotation
from theriac.domains.quotations.steps import locked_quotation, note, standing
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale
from theriac.domains.sales.permissions import SELL


@command(
    name="quotations.convert_quotation",
    done=gettext_lazy("Converted a quotation to a sale"),
    permission=SELL,
)
def convert_quotation(
    *,
    actor: Actor,
    branch_id: BranchId,
    terminal_id: TerminalId,
    quotation_id: UUID,
    sale: SaleDraft,
    keeps_prices: bool = True,
    grounds: Sequence[int | None] = (),
) -> CompletedSale:
    """Sell its lines, once. ``sale`` has everything but the lines, which are the quotation's.

    It is for the quotation's patient unless ``sale`` names one, where the actor may find patients.

    ``grounds`` count from 0 into the sale's grounds, a place for each line; None for no ground.

    With ``keeps_prices`` a line costs what was promised where today's price, with its promotions,
    is higher: the difference is a discount, with the approval that any discount needs, and no
    promotion is given on it. Otherwise it costs what it costs today, never above its MRP or HET.
    Raises QuotationUnknown, QuotationEnded, QuotationTaken, QuotationExpired for promised prices
    whose last day is over, and what ``complete_sale`` raises.
    """
    row = locked_quotation(branch_id, quotation_id)
    if row.sale_id is not None:
        raise QuotationTaken(_("A counter has this quotation in a basket. Finish it there."))
    if keeps_prices and row.valid_until < branch_date(branch_id):
        raise QuotationExpired(
            _("The prices of this quotation were valid until %(day)s. Sell at today’s prices.")
            % {"day": format_date(row.valid_until, get_language() or "en")},
            valid_until=row.valid_until,
        )
    lines = lines_of_quotation(row.id)
    items = _items(lines, grounds)
    if keeps_prices:
        items = [
            replace(item, promised=line.gross - line.discount)
            for item, line in zip(items, lines, strict=True)
        ]
    patient_id = sale.patient_id or buying_patient(actor, row)
    draft = replace(sale, items=items, place_of_supply=row.place_of_supply, patient_id=patient_id)
    sold = complete_sale(actor=actor, branch_id=branch_id, terminal_id=terminal_id, draft=draft)
    _end(row, sold.sale.id, terminal_id)
    return sold


def _items(lines: Sequence[QuotationLine], grounds: Sequence[int | None]) -> list[SaleItem]:
    if grounds and len(grounds) != len(lines):
        words = _("Send one ground for each line of the quotation, or null.")
        raise Unprocessable(words, field="line_grounds")
    return [
        SaleItem(product_id=line.product_id, pack_id=line.pack_id, packs=line.packs, ground=ground)
        for line, ground in zip(lines, grounds or [None] * len(lines), strict=True)
    ]


def _end(row: Quotation, sale_id: UUID, terminal_id: UUID) -> None:
    before = standing(row)
    row.state, row.sale_id, row.ended_at = Quotation.State.CONVERTED, sale_id, clock.now()
    row.taken_at, row.taken_by = row.ended_at, terminal_id
    keep(row)
    note(row, before)
