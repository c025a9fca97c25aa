"""Prescriptions in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from theriac.core import clock
from theriac.core.problems import Text
from theriac.domains.prescriptions.rules.reasons import (
    WHY_NOT_DISPENSED,
    WHY_QUERIED,
    WHY_REFUSED,
    WHY_STOPPED,
    WHY_SUBSTITUTED,
)
from theriac.domains.prescriptions.words import STATE_WORDS
from theriac.surfaces.backoffice.shell.badges import States

STATES = States(
    received=(STATE_WORDS["received"], "inbox", "note"),
    reviewing=(STATE_WORDS["reviewing"], "search", "note"),
    queried=(STATE_WORDS["queried"], "telephone", "look"),
    approved=(STATE_WORDS["approved"], "check2", "go"),
    preparing=(STATE_WORDS["preparing"], "capsule", "note"),
    verified=(STATE_WORDS["verified"], "check2-all", "go"),
    ready=(STATE_WORDS["ready"], "bag-check", "go"),
    paused=(STATE_WORDS["paused"], "pause-circle-fill", "look"),
    handed_over=(STATE_WORDS["handed_over"], "person-check", "go"),
    closed=(STATE_WORDS["closed"], "archive", ""),
    refused=(STATE_WORDS["refused"], "x-octagon-fill", "stop"),
    cancelled=(STATE_WORDS["cancelled"], "dash-circle", ""),
)
ROUTES: Mapping[str, Text] = {
    "oral": _("By mouth"),
    "sublingual": _("Under the tongue"),
    "topical": _("On the skin"),
    "eye": _("In the eye"),
    "ear": _("In the ear"),
    "nasal": _("In the nose"),
    "inhaled": _("Inhaled"),
    "rectal": _("Rectal"),
    "vaginal": _("Vaginal"),
    "injection": _("Injection"),
}
KIND_WORDS: Mapping[str, Text] = {
    "refused": _("Prescription refused"),
    "not_dispensed": _("Line not dispensed"),
    "substituted": _("Medicine substituted"),
}
REASONS_OF: Mapping[str, Mapping[str, Text]] = {
    "refused": WHY_REFUSED,
    "not_dispensed": WHY_NOT_DISPENSED,
    "substituted": WHY_SUBSTITUTED,
}
_ANY: Mapping[str, Text] = {
    **WHY_STOPPED,
    **WHY_QUERIED,
    **WHY_SUBSTITUTED,
    **WHY_NOT_DISPENSED,
    **WHY_REFUSED,
}
MINUTE, HOUR, DAY = 60, 3_600, 86_400


def reason_words(code: str, kind: str = "") -> Text:
    """A coded reason; "" for none."""
    return REASONS_OF.get(kind, _ANY).get(code, code)


def step_reason(step: Any) -> Text:
    """Why a step was taken."""
    by_state = {"refused": WHY_REFUSED, "queried": WHY_QUERIED}
    return by_state.get(step.to_state, WHY_STOPPED).get(step.reason_code, step.reason_code)


def lasted(since: datetime, until: datetime | None = None) -> str:
    """How long it is since an instant, to the minute, hour or day."""
    seconds = max(0, int(((until or clock.now()) - since).total_seconds()))
    if seconds < HOUR:
        count = seconds // MINUTE
        return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}
    if seconds < DAY:
        count = seconds // HOUR
        return ngettext("%(count)s hour", "%(count)s hours", count) % {"count": count}
    count = seconds // DAY
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def dose_words(directions: Mapping[str, Any]) -> list[tuple[str, str]]:
    """How it is taken as fields with their values, as they were written down."""
    found: list[tuple[str, str]] = []
    if directions["sig"]:
        found.append((_now("Directions"), directions["sig"]))
    numerator, denominator = directions["dose_numerator"], directions["dose_denominator"]
    if numerator is not None:
        dose = str(numerator) if denominator == 1 else f"{numerator}/{denominator}"
        found.append((_now("Dose"), dose))
    if directions["times"] is not None:
        found.append((_now("Times a day"), str(directions["times"])))
    if directions["duration_days"] is not None:
        found.append((_now("Days"), str(directions["duration_days"])))
    if directions["route"]:
        found.append((_now("Route"), str(ROUTES.get(directions["route"], directions["route"]))))
    if directions["is_as_needed"]:
        found.append((_now("As needed"), _now("Yes")))
    return found
