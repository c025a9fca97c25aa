"""Whom a register's goods went to and who prescribed them, and what an entry lacks of its form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.problems import Text
from theriac.countries.controlled.rules import (
    USUAL_ENTRY,
    ControlledRule,
    EntryField,
    controlled_rule,
    missing_in,
)
from theriac.countries.registry import profile_for
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.commands.read_hand_overs import (
    HandedTo,
    may_read_hand_overs,
    read_hand_overs,
)
from theriac.domains.sales.permissions import PERMIT_GROUND
from theriac.surfaces.backoffice.controlled.words import RegisterLineWords
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.templatetags import theriac as shown

FIELDS: dict[EntryField, Text] = {
    EntryField.PATIENT_NAME: gettext_lazy("patient’s name"),
    EntryField.PATIENT_ADDRESS: gettext_lazy("patient’s address"),
    EntryField.PATIENT_NUMBER: gettext_lazy("patient’s number"),
    EntryField.PRESCRIBER_NAME: gettext_lazy("prescriber’s name"),
    EntryField.PRESCRIBER_ADDRESS: gettext_lazy("prescriber’s address"),
    EntryField.PRESCRIBER_LICENCE: gettext_lazy("prescriber’s licence"),
    EntryField.MANUFACTURER: gettext_lazy("manufacturer"),
    EntryField.BATCH: gettext_lazy("batch"),
    EntryField.EXPIRY: gettext_lazy("expiry"),
}
"""What an entry may lack; number, day, product, quantity and person stand in each."""


def people_of(
    actor: Actor, branch_id: UUID | None, lines: Sequence[Any]
) -> Mapping[UUID, HandedTo]:
    """Whom these lines went to, read on the record; nobody for who mayn't see them."""
    sales = [one.id for one in lines if one.kind == "sale"]
    if not sales or branch_id is None or not may_read_hand_overs(actor, branch_id):
        return {}
    return read_hand_overs(actor=actor, branch_id=BranchId(branch_id), register_line_ids=sales)


def sees_all(actor: Actor, branch_id: UUID) -> bool:
    """Whether the reader sees prescribers as well, so that what lacks can be told."""
    return may_read_hand_overs(actor, branch_id) and actor.may(PERMIT_GROUND, branch_id)


def patient_words(handed: HandedTo | None) -> str:
    """The patient's names; of a record that nobody reads why not."""
    if handed is None:
        return ""
    if handed.patient is None:
        return _("Record erased or restricted") if handed.is_withheld else ""
    return handed.patient.names


def of_prescriber(handed: HandedTo | None, name: str) -> str:
    """A particular of the prescriber; "" where it isn't on record or isn't told."""
    seen = handed.prescription if handed else None
    if seen is None:
        return ""
    if seen.is_gone:
        return _("Deleted after the retention period") if name == "prescriber" else ""
    return str(getattr(seen, name))


def of_patient(handed: HandedTo | None, name: str) -> str:
    """A particular of the patient."""
    return str(getattr(handed.patient, name)) if handed and handed.patient else ""


def told_of(line: RegisterLineWords, rule: ControlledRule | None) -> list[str]:
    """Patient and prescriber as the form asks, a line each."""
    asked = rule.entry if rule else USUAL_ENTRY
    patient = [patient_words(line.handed)]
    prescriber = [of_prescriber(line.handed, "prescriber")]
    for field, words in (
        (EntryField.PATIENT_ADDRESS, of_patient(line.handed, "address")),
        (EntryField.PATIENT_NUMBER, of_patient(line.handed, "numbers")),
    ):
        patient += [words] if field in asked else []
    for field, words in (
        (EntryField.PRESCRIBER_LICENCE, of_prescriber(line.handed, "licence")),
        (EntryField.PRESCRIBER_ADDRESS, of_prescriber(line.handed, "address")),
    ):
        prescriber += [words] if field in asked else []
    found = []
    if any(patient):
        found.append(_("Patient: %(who)s") % {"who": ", ".join(filter(None, patient))})
    if any(prescriber):
        found.append(_("Prescriber: %(who)s") % {"who": ", ".join(filter(None, prescriber))})
    return found


def rule_for_product(product: ProductDetail, on: date) -> ControlledRule | None:
    """What the country asks of goods of the product's class."""
    profile = profile_for(frame.pharmacy().country)
    return controlled_rule(profile.controlled, product.legal_class, on)


def lacks_of(
    line: RegisterLineWords, product: ProductDetail, rule: ControlledRule | None
) -> list[str]:
    """What the form asks and a hand-over's entry doesn't name, in words."""
    if line.line.kind != "sale" or line.corrected_by:
        return []
    entry = _entry(line, product)
    lacking = missing_in(entry, rule.entry if rule else USUAL_ENTRY)
    return [str(FIELDS[one]) for one in lacking if one in FIELDS]


def _entry(line: RegisterLineWords, product: ProductDetail) -> dict[str, str]:
    row: Any = line.line
    expires_on = line.origin.expires_on if line.origin else None
    handed = line.handed
    return {
        EntryField.SERIAL: str(row.number),
        EntryField.DATE: row.recorded_at.isoformat(),
        EntryField.PATIENT_NAME: patient_words(handed),
        EntryField.PATIENT_ADDRESS: of_patient(handed, "address") or _unread(handed),
        EntryField.PATIENT_NUMBER: of_patient(handed, "numbers") or _unread(handed),
        EntryField.PRESCRIBER_NAME: of_prescriber(handed, "prescriber"),
        EntryField.PRESCRIBER_ADDRESS: of_prescriber(handed, "address"),
        EntryField.PRESCRIBER_LICENCE: of_prescriber(handed, "licence"),
        EntryField.DRUG: product.name,
        EntryField.QUANTITY: str(row.quantity),
        EntryField.MANUFACTURER: product.manufacturer,
        EntryField.BATCH: line.batch,
        EntryField.EXPIRY: shown.local_date(expires_on) if expires_on else "",
        EntryField.SIGNATURE: line.person,
    }


def _unread(handed: HandedTo | None) -> str:
    """Of a record that nobody reads any more nothing is said to lack but is there."""
    return "-" if handed is not None and handed.is_withheld else ""
