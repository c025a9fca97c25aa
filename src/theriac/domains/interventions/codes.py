"""Coded problems, causes, actions and outcomes, in the reader's words.

The order is that of PCNE's classification V9: problems of effectiveness, safety and others; causes
by selection, form, dose, duration, dispensing, use, patient, transfer and others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

ProblemFound = Literal[
    "no_effect", "weak_effect", "untreated", "adverse", "unneeded", "costly", "unclear"
]
Cause = Literal[
    "unsuitable",
    "contraindicated",
    "interaction",
    "duplicate",
    "allergy",
    "no_indication",
    "missing",
    "form",
    "dose_low",
    "dose_high",
    "dose_unclear",
    "too_short",
    "too_long",
    "out_of_stock",
    "incomplete",
    "error",
    "wrong_time",
    "wrong_use",
    "forgets",
    "cost",
    "beliefs",
    "transfer",
    "monitoring",
    "other",
]
Action = Literal["prescriber", "patient", "changed", "none"]
Outcome = Literal["accepted", "partly", "not_accepted", "no_answer"]

OTHER = "other"
"""The cause that wants words."""
CALLED = "prescriber"
"""The action that says whom."""
PROBLEMS: Mapping[str, Text] = {
    "no_effect": _("No effect of the treatment"),
    "weak_effect": _("Effect not sufficient"),
    "untreated": _("Symptom or condition not treated"),
    "adverse": _("Side effect, possible or present"),
    "unneeded": _("Medicine not needed"),
    "costly": _("More expensive than needed"),
    "unclear": _("Unclear problem"),
}
PROBLEM_GROUPS: Mapping[Text, tuple[str, ...]] = {
    _("Effectiveness"): ("no_effect", "weak_effect", "untreated"),
    _("Safety"): ("adverse",),
    _("Other"): ("unneeded", "costly", "unclear"),
}
CAUSES: Mapping[str, Text] = {
    "unsuitable": _("Medicine not suitable"),
    "contraindicated": _("Contraindicated"),
    "interaction": _("Interaction"),
    "duplicate": _("Same medicine or group twice"),
    "allergy": _("Allergy"),
    "no_indication": _("No indication"),
    "missing": _("A needed medicine is missing"),
    "form": _("Dose form not suitable"),
    "dose_low": _("Dose too low"),
    "dose_high": _("Dose too high"),
    "dose_unclear": _("Directions wrong or unclear"),
    "too_short": _("Treatment too short"),
    "too_long": _("Treatment too long"),
    "out_of_stock": _("Medicine not available"),
    "incomplete": _("Information on the prescription missing"),
    "error": _("Wrong medicine or strength dispensed"),
    "wrong_time": _("Taken at the wrong time or interval"),
    "wrong_use": _("Taken or applied wrongly"),
    "forgets": _("Patient forgets or stops taking it"),
    "cost": _("Patient can’t afford it"),
    "beliefs": _("Patient’s fears, habits or expectations"),
    "transfer": _("Lost between hospital, doctor and pharmacy"),
    "monitoring": _("No or wrong monitoring"),
    OTHER: _("Other cause"),
}
CAUSE_GROUPS: Mapping[Text, tuple[str, ...]] = {
    _("Selection"): (
        *("unsuitable", "contraindicated", "interaction", "duplicate", "allergy"),
        *("no_indication", "missing"),
    ),
    _("Form"): ("form",),
    _("Dose"): ("dose_low", "dose_high", "dose_unclear"),
    _("Duration"): ("too_short", "too_long"),
    _("Dispensing"): ("out_of_stock", "incomplete", "error"),
    _("Use"): ("wrong_time", "wrong_use"),
    _("Patient"): ("forgets", "cost", "beliefs"),
    _("Transfer"): ("transfer",),
    _("Other"): ("monitoring", OTHER),
}
ACTIONS: Mapping[str, Text] = {
    CALLED: _("Called the prescriber"),
    "patient": _("Told the patient"),
    "changed": _("Changed at the pharmacy"),
    "none": _("Nothing done"),
}
OUTCOMES: Mapping[str, Text] = {
    "accepted": _("Accepted"),
    "partly": _("Accepted partly"),
    "not_accepted": _("Not accepted"),
    "no_answer": _("No answer"),
}
