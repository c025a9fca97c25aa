"""Coded kinds, states, reasons, sites and routes, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

ServiceKind = Literal["vaccination", "measurement", "consultation", "other"]
AppointmentState = Literal["booked", "arrived", "done", "cancelled", "missed"]
WhyCancelled = Literal["patient", "ill", "vaccine", "staff", "mistake"]
VaccineSite = Literal["left_arm", "right_arm", "left_thigh", "right_thigh", "mouth", "nose"]
VaccineRoute = Literal["im", "sc", "id", "oral", "nasal"]

VACCINATION, MEASUREMENT = "vaccination", "measurement"
BOOKED, ARRIVED, DONE, CANCELLED, MISSED = "booked", "arrived", "done", "cancelled", "missed"
STANDING = (BOOKED, ARRIVED)
"""What takes a place."""

SERVICE_KINDS: Mapping[str, Text] = {
    VACCINATION: _("Vaccination"),
    MEASUREMENT: _("Measurement"),
    "consultation": _("Consultation"),
    "other": _("Other"),
}
WHY_CANCELLED: Mapping[str, Text] = {
    "patient": _("At the patient’s request"),
    "ill": _("Patient isn’t well enough"),
    "vaccine": _("No vaccine or material"),
    "staff": _("No staff available"),
    "mistake": _("Entered by mistake"),
}
VACCINE_SITES: Mapping[str, Text] = {
    "left_arm": _("Left upper arm"),
    "right_arm": _("Right upper arm"),
    "left_thigh": _("Left thigh"),
    "right_thigh": _("Right thigh"),
    "mouth": _("Mouth"),
    "nose": _("Nose"),
}
VACCINE_ROUTES: Mapping[str, Text] = {
    "im": _("Intramuscular"),
    "sc": _("Subcutaneous"),
    "id": _("Intradermal"),
    "oral": _("Oral"),
    "nasal": _("Nasal"),
}
