"""What the engine read of an offer becomes its lines: understood, matched, with their faults."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.money import CURRENCIES
from theriac.domains.offers.commands.engine import ENDED, end_done, locked_job
from theriac.domains.offers.engine.contract import DocumentRead, LineTold
from theriac.domains.offers.lines import rates_for
from theriac.domains.offers.match import LineMatch, matches_of
from theriac.domains.offers.models import Offer, OfferLine
from theriac.domains.offers.offer import save_offer
from theriac.domains.offers.rules.printed import (
    PrintedValues,
    day_of,
    mark_of,
    marks_of,
    text_of,
    thousandths,
    values_of,
)
from theriac.domains.offers.sender import guess_supplier, sender_key
from theriac.domains.organisation.queries.branches import pharmacy_currency

HEAD_MARKED = ("supplier", "number", "issued_on", "valid_from", "valid_until", "currency")


@command(
    name="offers.take_read_offer",
    done=gettext_lazy("Read the lines of an offer"),
    system_only=True,
)
def take_read_offer(*, actor: Actor, job_id: UUID, document: DocumentRead) -> bool:
    """Write what was read as the offer's lines, and end the job.

    False where the job ended before, so that a second answer changes nothing. Where the offer is no
    longer being read, because somebody typed its lines or withdrew it, it stays as it is. A line
    that didn't keep the contract is a line without content whose fault says so.
    """
    job = locked_job(job_id)
    if job is None or job.state in ENDED:
        return False
    end_done(job, document)
    offer = Offer.objects.select_for_update().filter(id=job.subject_id).first()
    if offer is None or offer.state != Offer.State.READING:
        return True
    _head(offer, document)
    lines = _lines(offer, document)
    insert_rows(OfferLine, lines)
    offer.state = Offer.State.DRAFT
    facts = {"lines": len(lines), "faults": len(document.faults)}
    save_offer(offer, "", facts)
    return True


def match_lines(offer: Offer, lines: Sequence[OfferLine]) -> None:
    """Say again which product each of these is, but for those that a person chose; not kept yet."""
    for line, found in zip(lines, matches_of(lines, offer.supplier_id), strict=True):
        write_match(line, found)


def write_match(line: OfferLine, found: LineMatch | None) -> None:
    """What a line is, into its columns."""
    line.product_id = found.product_id if found else None
    line.pack_id = found.pack_id if found else None
    line.factor = found.factor if found else None
    line.matched_by = found.matched_by if found else ""
    line.similarity = found.similarity if found else 0


def _head(offer: Offer, document: DocumentRead) -> None:
    told = document.fields
    printed = text_of(told.get("supplier"), 120)
    offer.sender = sender_key(printed)
    if offer.supplier_id is None and printed:
        offer.supplier_id, offer.supplier_by = guess_supplier(printed)
    offer.number = text_of(told.get("number"), 40)
    offer.issued_on = day_of(told.get("issued_on"))
    first, last = day_of(told.get("valid_from")), day_of(told.get("valid_until"))
    is_span = first is None or last is None or first <= last
    offer.valid_from, offer.valid_until = (first, last) if is_span else (None, None)
    marks: dict[str, Any] = {name: mark_of(told[name]) for name in HEAD_MARKED if name in told}
    offer.marks = {"fields": marks, "pages": document.pages}


def _lines(offer: Offer, document: DocumentRead) -> list[OfferLine]:
    currency = pharmacy_currency()
    printed = text_of(document.fields.get("currency"), 3).upper()
    is_foreign = bool(printed) and printed != currency
    exponent = CURRENCIES[currency].exponent
    unkept = {one.line: one.words for one in document.faults if one.line > 0}
    rows, taxes = [], dict[UUID, int | None]()
    for position in sorted(document.lines.keys() | unkept.keys()):
        told = document.lines.get(position)
        made = values_of(told, exponent) if told else PrintedValues(faults=["contract"])
        if is_foreign:
            made.faults.append("currency")
        row = _row(offer, position, told, made)
        taxes[row.id] = made.values.get("tax_bp")
        rows.append(row)
    found = matches_of(rows, offer.supplier_id)
    rates = rates_for(offer, {one.tax_class for one in found if one})
    for row, match in zip(rows, found, strict=True):
        write_match(row, match)
        said = taxes[row.id]
        row.tax_bp = said if said is not None else (rates.get(match.tax_class, 0) if match else 0)
    return rows


def _row(offer: Offer, position: int, told: LineTold | None, made: PrintedValues) -> OfferLine:
    values = {name: value for name, value in made.values.items() if name != "tax_bp"}
    return OfferLine(
        id=new_id(),
        offer=offer,
        position=position,
        confidence=thousandths(told.confidence) if told else 0,
        marks=marks_of(told) if told else {},
        faults=made.faults,
        **values,
    )
