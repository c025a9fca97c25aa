"""Three classes that most countries have in some form: free, prescription only, controlled."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.countries.gates import (
    GateDecision,
    Ground,
    LegalClass,
    MarkStyle,
    NamedException,
    allow,
    class_by_code,
    deny,
)

LEGAL_CLASSES = (
    LegalClass(
        "otc", _("Over the counter"), "O", MarkStyle.FREE, aliases=("general sale", "gsl", "free")
    ),
    LegalClass(
        "rx",
        _("Prescription only"),
        "Rx",
        MarkStyle.RX,
        needs_prescription=True,
        aliases=("pom", "prescription", "prescription only"),
    ),
    LegalClass(
        "cd",
        _("Controlled drug"),
        "CD",
        MarkStyle.CONTROLLED,
        needs_prescription=True,
        register="cd_register",
        aliases=("controlled", "controlled drug", "narcotic"),
    ),
)

NAMED_EXCEPTIONS = (
    NamedException(
        "emergency",
        _("Emergency supply"),
        _("The pharmacist supplies without a prescription, in an emergency, and records why."),
        ("rx",),
    ),
)


def gate(legal_class: str, ground: Ground) -> GateDecision:
    """Free goods always; the rest on a prescription, or in an emergency for ``rx``."""
    goods = class_by_code(LEGAL_CLASSES, legal_class)
    if not goods.needs_prescription:
        return allow()
    emergency = legal_class == "rx" and ground.exception == "emergency"
    if ground.prescription is None and not emergency:
        return deny("prescription")
    if not ground.permitted:
        return deny("pharmacist")
    if emergency and ground.prescription is None:
        return allow("allow_record:emergency_supply", "emergency_supply")
    if goods.register:
        return allow(f"allow_record:{goods.register}", goods.register)
    return allow()
