"""What the law asks before a registered medicine is handed over: dated rows, by legal class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from theriac.core.problems import Text
from theriac.countries.dated import NotInForce, row_in_force


class ControlledFact(StrEnum):
    """What must be known of who gets it, and of who prescribed."""

    PATIENT_NUMBER = "patient_number"
    PATIENT_ADDRESS = "patient_address"
    PRESCRIBER = "prescriber"
    PRESCRIBER_LICENCE = "prescriber_licence"
    PRESCRIBER_ADDRESS = "prescriber_address"


class EntryField(StrEnum):
    """What an entry of a hand-over names in the printed register."""

    SERIAL = "serial"
    DATE = "date"
    PRESCRIBER_NAME = "prescriber_name"
    PRESCRIBER_ADDRESS = "prescriber_address"
    PRESCRIBER_LICENCE = "prescriber_licence"
    PATIENT_NAME = "patient_name"
    PATIENT_ADDRESS = "patient_address"
    PATIENT_NUMBER = "patient_number"
    DRUG = "drug"
    QUANTITY = "quantity"
    MANUFACTURER = "manufacturer"
    BATCH = "batch"
    EXPIRY = "expiry"
    SIGNATURE = "pharmacist_signature"


USUAL_ENTRY = (
    EntryField.SERIAL,
    EntryField.DATE,
    EntryField.PATIENT_NAME,
    EntryField.PATIENT_ADDRESS,
    EntryField.PRESCRIBER_NAME,
    EntryField.PRESCRIBER_LICENCE,
    EntryField.DRUG,
    EntryField.QUANTITY,
    EntryField.BATCH,
    EntryField.SIGNATURE,
)


def missing_in(entry: Mapping[str, str], asked: Sequence[EntryField]) -> list[EntryField]:
    """What the form asks and an entry doesn't name, in the form's order."""
    return [one for one in asked if not entry.get(one.value, "").strip()]


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlledRule:
    """From a day on: the facts that a hand-over needs, and whether a second person signs it.

    The patient's name and the prescription are asked beside (``recipients``, the gate).
    ``entry`` is what the printed register names of it.
    ``days_to_settle``: until when a difference that a count found is explained.
    ``is_confirmed``: the law's own text was read; else a local professional must check it.
    """

    legal_class: str
    valid_from: date
    facts: tuple[ControlledFact, ...]
    second_signature: bool
    days_to_settle: int
    source: Text
    is_confirmed: bool = False
    entry: tuple[EntryField, ...] = USUAL_ENTRY


def controlled_rule(
    rules: Sequence[ControlledRule], legal_class: str, on: date
) -> ControlledRule | None:
    """The row in force for goods of this class, None where there is none."""
    try:
        return row_in_force([rule for rule in rules if rule.legal_class == legal_class], on)
    except NotInForce:
        return None
