"""Coded topics, reasons and listeners, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

Topic = Literal[
    "purpose", "use", "missed", "effects", "food", "storage", "course", "device", "doctor"
]
Listener = Literal["patient", "caregiver"]
WhyRefused = Literal["knows", "no_time", "doctor", "not_wanted", "messenger", "nothing", "other"]
WhyWithdrawn = Literal["mistake", "patient", "twice"]

OTHER = "other"
"""The code that wants a remark."""
TOPICS: Mapping[str, Text] = {
    "purpose": _("What it is for"),
    "use": _("How and when to take it"),
    "missed": _("What to do after a missed dose"),
    "effects": _("Side effects and what to do"),
    "food": _("Other medicines, food and drink"),
    "storage": _("Storage"),
    "course": _("Finish the whole course"),
    "device": _("How to use the device"),
    "doctor": _("When to see a doctor"),
}
"""In the order in which they are asked."""
LISTENERS: Mapping[str, Text] = {
    "patient": _("Patient"),
    "caregiver": _("Family or caregiver"),
}
WHY_REFUSED: Mapping[str, Text] = {
    "knows": _("Knows the medicine already"),
    "no_time": _("Has no time"),
    "doctor": _("Was told by the doctor"),
    "not_wanted": _("Doesn’t want it"),
    "messenger": _("Collected by a messenger"),
    "nothing": _("No medicine was given"),
    OTHER: _("Other reason"),
}
WHY_WITHDRAWN: Mapping[str, Text] = {
    "mistake": _("Entered by mistake"),
    "patient": _("Wrong patient"),
    "twice": _("Entered twice"),
}
