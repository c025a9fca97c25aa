"""The medicine of a request, as written and as coded."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from theriac.domains.eprescriptions.reader.facts import SentCode
from theriac.domains.eprescriptions.reader.nodes import Node
from theriac.domains.eprescriptions.reader.resources import Resources

MOST_CODES, MOST_PARTS = 6, 12
LONGEST_WRITTEN = 250


@dataclass(frozen=True, slots=True)
class SentMedicine:
    """In words and codes; ``is_compound``: only what is in it is told."""

    written: str
    codes: tuple[SentCode, ...]
    is_compound: bool = False


def medicine_of(request: Node, resources: Resources) -> SentMedicine | None:
    """What is prescribed; a fault where neither a text nor a code says it."""
    if "medication" in request.value:
        request.refuse(
            _("This is FHIR R5. Send R4: medicationCodeableConcept or medicationReference."),
            "medication",
        )
        return None
    coded = request.one("medicationCodeableConcept")
    reference = request.one("medicationReference")
    if coded is not None and reference is not None:
        request.refuse(_("Give one medication, not two."), "medicationReference")
        return None
    if coded is not None:
        return _kept(coded, _of_concept(coded))
    if reference is not None:
        return _referred(request, reference, resources)
    request.refuse(_("Say which medicine: a text or a code."), "medication")
    return None


def _referred(request: Node, reference: Node, resources: Resources) -> SentMedicine | None:
    found = resources.find(reference, request, "Medication")
    if found is None:
        reference.refuse(_("Add the Medication to the bundle or contain it in the request."))
        return None
    if found.text("status") == "entered-in-error":
        found.refuse(_("This medication was entered in error."), "status")
        return None
    return _kept(found, _of_medication(found))


def _kept(at: Node, found: SentMedicine) -> SentMedicine | None:
    if not found.written:
        at.refuse(_("Say which medicine: a text, or a code with its display or system."))
        return None
    if len(found.written) > LONGEST_WRITTEN:
        at.refuse(_("The medicine’s text is longer than 250 characters."))
        return None
    return found


def _of_medication(found: Node) -> SentMedicine:
    code = found.one("code")
    if code is not None:
        told = _of_concept(code)
        if told.written:
            return told
    parts = map(_part, found.many("ingredient")[:MOST_PARTS])
    return SentMedicine(" + ".join(filter(None, parts)), (), is_compound=True)


def _of_concept(concept: Node) -> SentMedicine:
    codes = tuple(
        SentCode(one.text("system")[:200], one.text("code")[:60], one.text("display")[:250])
        for one in concept.many("coding")[:MOST_CODES]
        if one.text("code") and one.text("system")
    )
    shown = [one.text("display") for one in concept.many("coding")]
    first = f"{codes[0].code} ({codes[0].system})" if codes else ""
    return SentMedicine(concept.text("text") or next(filter(None, shown), "") or first, codes)


def _part(ingredient: Node) -> str:
    item = ingredient.one("itemCodeableConcept")
    if item is None:
        reference = ingredient.one("itemReference")
        return reference.text("display") if reference is not None else ""
    named = _of_concept(item).written
    strength = ingredient.one("strength")
    above = strength.one("numerator") if strength is not None else None
    below = strength.one("denominator") if strength is not None else None
    told = _amount(above) if above is not None else ""
    per = _amount(below) if below is not None else ""
    return " ".join(filter(None, [named, f"{told}/{per}" if told and per else told]))


def _amount(quantity: Node) -> str:
    value = quantity.number("value")
    unit = quantity.text("unit") or quantity.text("code")
    return f"{plain(value)} {unit}".strip() if value is not None else ""


def plain(value: Decimal) -> str:
    """A number without zeros at its end."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
