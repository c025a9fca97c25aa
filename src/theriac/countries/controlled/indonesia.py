"""What Indonesia asks before narcotics and psychotropics are handed over.

Permenkes 5/2023 replaced 3/2015; neither text was found. That the record names patient, address and
prescriber is general practice; a second signature and the days are the project's caution.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.controlled.rules import ControlledFact, ControlledRule

CONTROLLED = tuple(
    ControlledRule(
        legal_class=legal_class,
        valid_from=date(2015, 1, 1),
        facts=(
            ControlledFact.PATIENT_ADDRESS,
            ControlledFact.PRESCRIBER,
            ControlledFact.PRESCRIBER_LICENCE,
        ),
        second_signature=True,
        days_to_settle=3,
        source=_("Permenkes 5/2023, formerly 3/2015 (original text not checked)"),
    )
    for legal_class in ("psikotropika", "narkotika")
)
