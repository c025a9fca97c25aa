"""What a country without rules of its own asks before a controlled drug is handed over."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.controlled.rules import ControlledFact, ControlledRule

CONTROLLED = (
    ControlledRule(
        legal_class="cd",
        valid_from=date(2000, 1, 1),
        facts=(
            ControlledFact.PATIENT_ADDRESS,
            ControlledFact.PRESCRIBER,
            ControlledFact.PRESCRIBER_LICENCE,
        ),
        second_signature=True,
        days_to_settle=3,
        source=_("Usual practice; check the local law"),
    ),
)
