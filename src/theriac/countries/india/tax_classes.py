"""Tax classes of a pharmacy's goods, their rates by date, and the class of a product.

Rates: Notification 9/2025 and 10/2025-Central Tax (Rate) of 17 September 2025, in force from 22
September 2025 (read as to existence and slabs; the named drugs from press lists). Devices and
cosmetics: secondary sources. The rows begin on 1 July 2017, or where the class's present rate
began; earlier dates are refused. A credit note keeps its invoice's rate: ask with the invoice's
date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.dated import row_in_force
from theriac.countries.taxes import TaxClass, UnknownTaxClass


@dataclass(frozen=True, slots=True)
class GstRow:
    """The whole rate (CGST and SGST together, or IGST) in even basis points."""

    valid_from: date
    rate_bp: int


_GST_BEGAN = date(2017, 7, 1)
_REFORM = date(2025, 9, 22)

RATES: dict[str, tuple[GstRow, ...]] = {
    "standard": (GstRow(_GST_BEGAN, 1200), GstRow(_REFORM, 500)),
    "medicine_5": (GstRow(_GST_BEGAN, 500),),
    "named_nil": (GstRow(_GST_BEGAN, 1200), GstRow(_REFORM, 0)),
    "named_nil_was_5": (GstRow(_GST_BEGAN, 500), GstRow(_REFORM, 0)),
    "device": (GstRow(_GST_BEGAN, 1200), GstRow(_REFORM, 500)),
    "cosmetic": (GstRow(date(2017, 11, 15), 1800),),
    "nil": (GstRow(_GST_BEGAN, 0),),
}

RETAIL_MEDICINE = "3004"
"""Medicaments in measured doses or packed for retail sale (Customs Tariff Act, chapter 30)."""

TAX_CLASSES = (
    TaxClass("standard", _("Medicines (HSN 3003, 3004)"), RETAIL_MEDICINE),
    TaxClass("medicine_5", _("Medicines at 5 % before September 2025"), RETAIL_MEDICINE),
    TaxClass("named_nil", _("The 33 named drugs, nil"), RETAIL_MEDICINE),
    TaxClass("named_nil_was_5", _("The three named drugs, 5 % before, now nil"), RETAIL_MEDICINE),
    TaxClass("device", _("Devices and diagnostics")),
    TaxClass("cosmetic", _("Cosmetics and similar, 18 %")),
    TaxClass("nil", _("Nil or exempt")),
)

NAMED_NIL_WAS_5 = frozenset(
    {
        "agalsidase beta",
        "imiglucerase",
        "eptacog alfa activated recombinant coagulation factor viia",
    }
)

NAMED_NIL = frozenset(
    {
        "onasemnogene abeparvovec",
        "asciminib",
        "mepolizumab",
        "pegylated liposomal irinotecan",
        "daratumumab",
        "daratumumab subcutaneous",
        "teclistamab",
        "amivantamab",
        "alectinib",
        "risdiplam",
        "obinutuzumab",
        "polatuzumab vedotin",
        "entrectinib",
        "atezolizumab",
        "spesolimab",
        "velaglucerase alpha",
        "agalsidase alfa",
        "rurioctocog alpha pegol",
        "idursulphatase",
        "alglucosidase alfa",
        "laronidase",
        "olipudase alfa",
        "tepotinib",
        "avelumab",
        "emicizumab",
        "belumosudil",
        "miglustat",
        "velmanase alfa",
        "alirocumab",
        "evolocumab",
        "cystamine bitartrate",
        "ci-inhibitor injection",
        "inclisiran",
    }
)

_BY_HEADING = {"30": "standard", "3822": "device", "90": "device", "33": "cosmetic"}


def rate_bp(tax_class: str, on: date) -> int:
    """The whole GST rate of the class on a day in India.

    Raises UnknownTaxClass, or NotInForce before the class's first row.
    """
    if tax_class not in RATES:
        raise UnknownTaxClass(tax_class)
    return row_in_force(RATES[tax_class], on).rate_bp


def class_of(substance: str, hsn: str = "") -> str | None:
    """The class that a product's substance or HSN code tells; None when neither does.

    A proposal for an import or a form: a person confirms it.
    """
    name = " ".join(substance.casefold().split())
    if name in NAMED_NIL_WAS_5:
        return "named_nil_was_5"
    if name in NAMED_NIL:
        return "named_nil"
    for heading in sorted(_BY_HEADING, key=len, reverse=True):
        if hsn.startswith(heading):
            return _BY_HEADING[heading]
    return None
