"""What the portal would refuse in a GSTR-1, and what doesn't add up, told before it is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from theriac.core.problems import Text
from theriac.countries.india.identifiers import read_gstin
from theriac.countries.india.numbering import is_valid_number
from theriac.countries.india.states import STATES
from theriac.countries.tax_returns.documents import GstDocument
from theriac.countries.tax_returns.gstr1 import rupees

_HSN = re.compile(r"[0-9]{4}([0-9]{2}){0,2}")


def faults_of(told: Mapping[str, Any], documents: Sequence[GstDocument]) -> list[Text]:
    """A sentence for each, none where the return is sound."""
    return [*_head(told), *_numbers(documents), *_goods(told), *_sums(told, documents)]


def _head(told: Mapping[str, Any]) -> Iterator[Text]:
    if read_gstin(told["gstin"]) is None:
        yield _("The branch has no valid GSTIN. Enter it under Branches.")


def _numbers(documents: Sequence[GstDocument]) -> Iterator[Text]:
    for one in documents:
        if not is_valid_number(one.number):
            yield _("GST doesn’t accept the number %(number)s.") % {"number": one.number}
        if one.placed.place_of_supply not in STATES:
            yield _("Document %(number)s has no place of supply.") % {"number": one.number}
        if one.buyer_gstin and read_gstin(one.buyer_gstin) is None:
            yield _("Document %(number)s has an invalid GSTIN.") % {"number": one.number}


def hsn_rows(told: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Every row of the HSN summary, of whichever tab."""
    return [row for rows in told.get("hsn", {}).values() for row in rows]


def _goods(told: Mapping[str, Any]) -> Iterator[Text]:
    lacking = sum(1 for row in hsn_rows(told) if not _HSN.fullmatch(row["hsn_sc"]))
    if lacking:
        yield _(
            "Some products have no HSN code of 4, 6 or 8 digits. Enter it at the product: "
            "%(count)s rows of the summary lack it."
        ) % {"count": lacking}


def _sums(told: Mapping[str, Any], documents: Sequence[GstDocument]) -> Iterator[Text]:
    """The HSN summary and the sections come to what the documents do."""
    whole = sum(one.sign * item.taxable for one in documents for item in one.items)
    by_hsn = sum((row["txval"] for row in hsn_rows(told)), Decimal())
    if rupees(whole) != by_hsn or rupees(whole) != section_total(told):
        yield _("The sections of the return don’t add up. Report this to the administrator.")


def section_total(told: Mapping[str, Any]) -> Decimal:
    """The taxable value of all sections, notes taken off."""
    taxed = [
        *(inv for buyer in told.get("b2b", ()) for inv in buyer["inv"]),
        *(inv for place in told.get("b2cl", ()) for inv in place["inv"]),
    ]
    notes = [
        *(note for buyer in told.get("cdnr", ()) for note in buyer["nt"]),
        *told.get("cdnur", ()),
    ]
    small = sum((row["txval"] for row in told.get("b2cs", ())), Decimal())
    nil = sum((row["nil_amt"] for row in told.get("nil", {}).get("inv", ())), Decimal())
    return _of_items(taxed) - _of_items(notes) + small + nil


def _of_items(documents: Sequence[Mapping[str, Any]]) -> Decimal:
    items = (item["itm_det"]["txval"] for one in documents for item in one["itms"])
    return sum(items, Decimal())
