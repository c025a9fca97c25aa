"""What the intake of prescriptions is told of an electronic one, from what a person confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from theriac.core.facts.records import given
from theriac.domains.eprescriptions.reader.facts import SentLine, SentPrescription, day_of
from theriac.domains.prescriptions.rules.facts import (
    DirectionsWritten,
    LineWritten,
    PrescriptionWritten,
)

LONGEST_SIG, LONGEST_NOTE = 120, 250


def prescription_of(
    sent: SentPrescription,
    patient_id: UUID | None,
    prescriber_id: UUID | None,
    lines: Sequence[Mapping[str, Any]],
) -> PrescriptionWritten:
    """The medicine, days, substitution and notes as sent; the rest as told. Raises Unprocessable.

    Directions longer than a line keeps stay with the electronic prescription; the note says so.
    """
    return given(
        PrescriptionWritten,
        patient_id=patient_id,
        prescriber_id=prescriber_id,
        written_on=day_of(sent.written_on),
        ends_on=day_of(sent.ends_on),
        number=sent.number,
        lines=[_line(one, told) for one, told in zip(sent.lines, lines, strict=True)],
    )


def _line(sent: SentLine, told: Mapping[str, Any]) -> LineWritten:
    directions = dict(told["directions"])
    if len(sent.text) <= LONGEST_SIG:
        directions.setdefault("sig", sent.text)
    return given(
        LineWritten,
        written=sent.written,
        quantity=told["quantity"],
        product_id=told["product_id"],
        generic_id=None,
        directions=given(DirectionsWritten, **directions),
        repeats=told.get("repeats", sent.repeats),
        may_substitute=sent.may_substitute,
        note=note_of(sent),
    )


def note_of(sent: SentLine) -> str:
    """What the line keeps beside its directions: words that are longer than those, and the note."""
    words = sent.text if len(sent.text) > LONGEST_SIG else ""
    told = ". ".join(filter(None, (words, sent.note)))
    return told if len(told) <= LONGEST_NOTE else ""
