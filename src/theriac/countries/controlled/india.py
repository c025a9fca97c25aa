"""What India asks before Schedule X and NDPS medicines are handed over.

Drugs Rules 1945 r.65(3) (read) has the register name prescriber and patient with their addresses.
The patient's number for NDPS, a second signature and the days are the project's caution.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.controlled.rules import ControlledFact, ControlledRule, EntryField

ADDRESSES = (
    ControlledFact.PATIENT_ADDRESS,
    ControlledFact.PRESCRIBER,
    ControlledFact.PRESCRIBER_LICENCE,
    ControlledFact.PRESCRIBER_ADDRESS,
)
FORM_65_3 = (
    EntryField.SERIAL,
    EntryField.DATE,
    EntryField.PRESCRIBER_NAME,
    EntryField.PRESCRIBER_ADDRESS,
    EntryField.PATIENT_NAME,
    EntryField.PATIENT_ADDRESS,
    EntryField.DRUG,
    EntryField.QUANTITY,
    EntryField.MANUFACTURER,
    EntryField.BATCH,
    EntryField.EXPIRY,
    EntryField.SIGNATURE,
)
"""Drugs Rules 1945 r.65(3): what the prescription register names, in its order."""
CONTROLLED = (
    ControlledRule(
        legal_class="X",
        valid_from=date(1945, 12, 21),
        facts=ADDRESSES,
        second_signature=True,
        days_to_settle=1,
        entry=FORM_65_3,
        source=_("Drugs Rules 1945 r.65(3); Schedule X’s bound register (text not checked)"),
    ),
    ControlledRule(
        legal_class="NDPS",
        valid_from=date(1985, 11, 14),
        facts=(ControlledFact.PATIENT_NUMBER, *ADDRESSES),
        second_signature=True,
        days_to_settle=1,
        entry=(*FORM_65_3, EntryField.PRESCRIBER_LICENCE, EntryField.PATIENT_NUMBER),
        source=_("The NDPS Rules 1985 (original text not checked)"),
    ),
)
