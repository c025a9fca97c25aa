"""Golongan obat: what may be handed over on what.

Sources: class rules as taught (secondary); that a narcotic leaves on a copy only where the
original is kept is unverified text. OWA (obat wajib apotek): Kepmenkes 347/1990, 924/1993 and
1176/1999, general knowledge. Warnings P1 to P6: Kepmenkes 2380/1983, general knowledge.
Precursors and OOT are flags over these classes and come with their registers.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.countries.gates import (
    GateDecision,
    Ground,
    LegalClass,
    MarkStyle,
    NamedException,
    PaperSeen,
    WarningText,
    allow,
    class_by_code,
    deny,
)

LIMITED_WARNINGS = (
    WarningText("P1", _("Warning! Strong medicine. Read the directions for use.")),
    WarningText("P2", _("Warning! Strong medicine. Only for gargling, do not swallow.")),
    WarningText("P3", _("Warning! Strong medicine. For external use only.")),
    WarningText("P4", _("Warning! Strong medicine. Only for burning.")),
    WarningText("P5", _("Warning! Strong medicine. Do not swallow.")),
    WarningText("P6", _("Warning! Strong medicine. For haemorrhoids, do not swallow.")),
)

PRESCRIPTION_WARNING = WarningText("K", _("Only on a doctor's prescription."))

LEGAL_CLASSES = (
    LegalClass(
        "bebas", _("Free sale"), "B", MarkStyle.FREE, aliases=("obat bebas", "otc", "hijau")
    ),
    LegalClass(
        "bebas_terbatas",
        _("Limited free sale"),
        "T",
        MarkStyle.LIMITED,
        warnings=LIMITED_WARNINGS,
        aliases=("obat bebas terbatas", "terbatas", "biru", "w"),
    ),
    LegalClass(
        "keras",
        _("Prescription only"),
        "K",
        MarkStyle.RX,
        needs_prescription=True,
        warnings=(PRESCRIPTION_WARNING,),
        aliases=("obat keras", "g", "daftar g", "ethical", "rx"),
    ),
    LegalClass(
        "psikotropika",
        _("Psychotropic"),
        "P",
        MarkStyle.CONTROLLED,
        needs_prescription=True,
        register="psychotropic_register",
        warnings=(PRESCRIPTION_WARNING,),
        aliases=("obat psikotropika", "psychotropic", "okt"),
    ),
    LegalClass(
        "narkotika",
        _("Narcotic"),
        "N",
        MarkStyle.CONTROLLED,
        needs_prescription=True,
        register="narcotic_register",
        warnings=(PRESCRIPTION_WARNING,),
        aliases=("obat narkotika", "narcotic", "o"),
    ),
    LegalClass(
        "bukan_obat",
        _("Not a medicine"),
        "–",
        MarkStyle.FREE,
        aliases=("alkes", "alat kesehatan", "kosmetik", "suplemen", "umum", "non obat"),
    ),
)

NAMED_EXCEPTIONS = (
    NamedException(
        "owa",
        _("Pharmacist-only medicine (OWA)"),
        _("The pharmacist supplies it within the limits of the OWA list and records the patient."),
        ("keras",),
    ),
)


def _narcotic(ground: Ground) -> GateDecision:
    if ground.prescription is PaperSeen.ORIGINAL or ground.holds_original:
        return allow()
    return deny("original_prescription")


def gate(legal_class: str, ground: Ground) -> GateDecision:
    """Free classes always; keras on a prescription or as OWA; the rest on a prescription.

    All but the free classes need the pharmacist's decision as well.
    """
    goods = class_by_code(LEGAL_CLASSES, legal_class)
    if not goods.needs_prescription:
        return allow("allow_with_warning_label") if legal_class == "bebas_terbatas" else allow()
    owa = legal_class == "keras" and ground.exception == "owa"
    if ground.prescription is None and not owa:
        return deny("prescription")
    if not ground.permitted:
        return deny("pharmacist")
    if ground.prescription is None:
        return allow("allow_owa_limits_and_record", "owa_record")
    return _narcotic(ground) if legal_class == "narkotika" else allow()
