"""Schedules H, H1 and X of the Drugs Rules 1945: what may be handed over on what.

Sources: r.65(2) and (3) (read): by or under a registered pharmacist, entered in the prescription
register or a serially numbered memo; H1: G.S.R. 588(E) of 30 August 2013 (read); the duplicate of
a schedule X prescription: unverified. NDPS essential narcotics are a class of their own, for
licensed shops only.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.countries.gates import (
    GateDecision,
    Ground,
    LegalClass,
    MarkStyle,
    NamedException,
    WarningText,
    allow,
    class_by_code,
    deny,
)

_H = WarningText(
    "H", _("To be sold by retail on the prescription of a Registered Medical Practitioner only.")
)
_H1 = WarningText(
    "H1",
    _(
        "It is dangerous to take this preparation except in accordance with the medical advice. "
        "Not to be sold by retail without the prescription of a Registered Medical Practitioner."
    ),
)

LEGAL_CLASSES = (
    LegalClass("otc", _("No schedule"), "O", MarkStyle.FREE, aliases=("none", "no schedule", "g")),
    LegalClass(
        "H",
        _("Schedule H"),
        "H",
        MarkStyle.RX,
        needs_prescription=True,
        warnings=(_H,),
        aliases=("schedule h", "sch h", "rx", "prescription"),
    ),
    LegalClass(
        "H1",
        _("Schedule H1"),
        "H1",
        MarkStyle.RX,
        needs_prescription=True,
        warnings=(_H1,),
        aliases=("schedule h1", "sch h1"),
    ),
    LegalClass(
        "X",
        _("Schedule X"),
        "X",
        MarkStyle.CONTROLLED,
        needs_prescription=True,
        register="x_register",
        warnings=(_H,),
        aliases=("schedule x", "sch x"),
    ),
    LegalClass(
        "NDPS",
        _("Essential narcotic drug"),
        "N",
        MarkStyle.CONTROLLED,
        needs_prescription=True,
        register="ndps_register",
        warnings=(_H,),
        aliases=("narcotic", "nrx", "end"),
    ),
)

NAMED_EXCEPTIONS: tuple[NamedException, ...] = ()
"""The rules name none for retail supply to a patient."""

RECORDS = {
    "H": "rx_register_or_memo",
    "H1": "h1_register",
    "X": "x_register",
    "NDPS": "ndps_register",
}


def gate(legal_class: str, ground: Ground) -> GateDecision:
    """Scheduled medicines on a prescription under a registered pharmacist, X on two sheets."""
    goods = class_by_code(LEGAL_CLASSES, legal_class)
    if not goods.needs_prescription:
        return allow()
    if ground.prescription is None:
        return deny("prescription")
    if not ground.permitted:
        return deny("pharmacist")
    if legal_class == "X" and ground.copies < 2:
        return deny("duplicate_prescription")
    record = RECORDS[legal_class]
    return allow(f"allow_record:{record}", record)
