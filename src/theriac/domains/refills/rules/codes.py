"""The codes of refills, in the reader's words, and their bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

REMIND_DAYS, LATE_DAYS, HOLD_HOURS = 5, 7, 48
MOST_REMIND, MOST_LATE, MOST_HOURS = 60, 180, 14 * 24
MOST_UNITS, MOST_DAYS = 1_000_000, 365
LATER_MOST = 90
"""Days after which, at most, somebody who asked for it is told again."""

PausedWhy = Literal["in_hospital", "prescriber", "patient", "no_days"]
PAUSED_WHY: Mapping[str, Text] = {
    "in_hospital": _("In hospital"),
    "prescriber": _("Paused by the prescriber"),
    "patient": _("The patient asked for it"),
    "no_days": _("Days’ supply not known"),
}
EndedWhy = Literal["stopped", "changed", "renewed", "moved", "declined", "died", "mistake"]
ENDED_WHY: Mapping[str, Text] = {
    "stopped": _("Treatment is over"),
    "changed": _("Another medicine instead"),
    "renewed": _("New prescription"),
    "moved": _("Moved to another pharmacy"),
    "declined": _("Doesn’t want reminders"),
    "died": _("Died"),
    "mistake": _("Recorded by mistake"),
    "erased": _("The patient’s record was erased"),
    "merged": _("Products were merged"),
}
BY_THE_SYSTEM = frozenset({"erased", "merged"})
LeftWhy = Literal["recovered", "moved", "declined", "died", "mistake"]
LEFT_WHY: Mapping[str, Text] = {
    "recovered": _("Treatment is over"),
    "moved": _("Moved to another pharmacy"),
    "declined": _("Doesn’t want to be in it"),
    "died": _("Died"),
    "mistake": _("Recorded by mistake"),
    "erased": _("The patient’s record was erased"),
}
Told = Literal["phone", "whatsapp", "sms", "email", "person"]
TOLD_BY: Mapping[str, Text] = {
    "phone": _("Telephone"),
    "whatsapp": _("WhatsApp"),
    "sms": _("SMS"),
    "email": _("Email"),
    "person": _("In the pharmacy"),
}
ProgrammeKind = Literal["hypertension", "diabetes", "asthma_copd", "tb", "hiv", "own"]
PROGRAMMES: Mapping[str, Text] = {
    "hypertension": _("Hypertension"),
    "diabetes": _("Diabetes"),
    "asthma_copd": _("Asthma and COPD"),
    "tb": _("Tuberculosis"),
    "hiv": _("HIV"),
    "own": _("Other programme"),
}
OWN = "own"
