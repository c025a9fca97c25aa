"""How a prescriber's state, profession and licences read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from theriac.core.problems import Text
from theriac.countries.prescribers.rules import PROFESSIONS, LicenceVerdict, PrescriptionVerdict
from theriac.countries.registry import profile_for
from theriac.domains.prescribers.queries.prescribers import is_ending, verdict_of
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.badges import badge

if TYPE_CHECKING:
    from theriac.domains.prescribers.models import Prescriber

TITLES: dict[str, Text] = {one.code: one.label for one in PROFESSIONS}


def licence_titles() -> dict[str, Text]:
    """The country's kinds of licences by code."""
    kinds = profile_for(frame.pharmacy().country).prescriber_licences
    return {kind.code: kind.label for kind in kinds}


def profession_of(prescriber: Prescriber) -> str:
    """Doctor · Paediatrics."""
    title = str(TITLES.get(prescriber.profession, prescriber.profession))
    return " · ".join(part for part in (title, prescriber.specialisation) if part)


def verdict_on(prescriber: Prescriber, on: date) -> LicenceVerdict:
    """What the country's rule says of a new prescription."""
    return verdict_of(prescriber, profile_for(frame.pharmacy().country), on)


def state_badge(prescriber: Prescriber, on: date) -> SafeString:
    """Inactive; a licence that ended, is missing or soon ends; else that all is well."""
    if prescriber.state == prescriber.State.INACTIVE:
        return badge(_("Inactive"), "slash-circle", "line")
    verdict = verdict_on(prescriber, on).verdict
    if verdict is not PrescriptionVerdict.FINE:
        meaning = "stop" if verdict is PrescriptionVerdict.BLOCK else "look"
        return badge(_("Licence expired"), "patch-exclamation", meaning)
    if not prescriber.licences.all():
        return badge(_("No licence entered"), "patch-question", "look")
    if is_ending(prescriber, on):
        return badge(_("Licence expires soon"), "patch-exclamation", "look")
    return badge(_("Active"), "check-circle-fill", "go")
