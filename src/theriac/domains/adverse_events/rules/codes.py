"""Coded words of a report, in the reader's words.

Outcomes, actions, and what came of giving again are those of ICH E2B(R3) (E.i.7, G.k.8,
G.k.9.i.4); the criteria of seriousness those of ICH E2A (E.i.3.2); causality is WHO-UMC's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from theriac.core.problems import Text

Serious = Literal["death", "life", "hospital", "disability", "congenital", "other"]
ReactionOutcome = Literal[
    "recovered", "recovering", "not_recovered", "sequelae", "fatal", "unknown"
]
MedicineRole = Literal["suspect", "concomitant"]
ActionTaken = Literal["withdrawn", "reduced", "increased", "unchanged", "unknown", "not_applicable"]
Dechallenge = Literal["improved", "not_improved", "unknown", "not_applicable"]
Rechallenge = Literal["recurred", "not_recurred", "not_done", "unknown"]
PatientSex = Literal["female", "male", "other", "unknown"]
AgeUnit = Literal["years", "months", "days"]
Pregnancy = Literal["yes", "no", "unknown"]
Profession = Literal["pharmacist", "technician", "physician", "nurse", "other"]
ReportWay = Literal["web", "email", "post", "phone"]
Causality = Literal["certain", "probable", "possible", "unlikely", "unclassified", "unassessable"]

SUSPECT: Final = "suspect"
CONCOMITANT: Final = "concomitant"
DEATH, FATAL = "death", "fatal"
DRAFT, SENT, WITHDRAWN = "draft", "sent", "withdrawn"
SERIOUS: Mapping[str, Text] = {
    DEATH: _("Death"),
    "life": _("Life-threatening"),
    "hospital": _("Hospital stay, first or longer"),
    "disability": _("Disability"),
    "congenital": _("Congenital anomaly"),
    "other": _("Other medically important"),
}
OUTCOMES: Mapping[str, Text] = {
    "recovered": _("Recovered"),
    "recovering": _("Recovering"),
    "not_recovered": _("Not recovered"),
    "sequelae": _("Recovered with lasting effects"),
    FATAL: _("Fatal"),
    "unknown": _("Outcome unknown"),
}
ROLES: Mapping[str, Text] = {SUSPECT: _("Suspected"), CONCOMITANT: _("Taken as well")}
ACTIONS: Mapping[str, Text] = {
    "withdrawn": _("Medicine stopped"),
    "reduced": _("Dose reduced"),
    "increased": _("Dose increased"),
    "unchanged": _("Dose not changed"),
    "unknown": _("Not known"),
    "not_applicable": _("Not applicable"),
}
DECHALLENGES: Mapping[str, Text] = {
    "improved": _("Reaction improved"),
    "not_improved": _("Reaction didn’t improve"),
    "unknown": _("Not known"),
    "not_applicable": _("Not stopped or reduced"),
}
RECHALLENGES: Mapping[str, Text] = {
    "recurred": _("Reaction came back"),
    "not_recurred": _("Reaction didn’t come back"),
    "not_done": _("Not given again"),
    "unknown": _("Not known"),
}
SEXES: Mapping[str, Text] = {
    "female": _("Female"),
    "male": _("Male"),
    "other": _("Other"),
    "unknown": _("Not known"),
}
AGE_UNITS: Mapping[str, Text] = {"years": _("Years"), "months": _("Months"), "days": _("Days")}
PREGNANCIES: Mapping[str, Text] = {"yes": _("Yes"), "no": _("No"), "unknown": _("Not known")}
PROFESSIONS: Mapping[str, Text] = {
    "pharmacist": _("Pharmacist"),
    "technician": _("Pharmacy technician"),
    "physician": _("Physician"),
    "nurse": _("Nurse"),
    "other": _("Other"),
}
WAYS: Mapping[str, Text] = {
    "web": _("Website or app of the authority"),
    "email": _("Email"),
    "post": _("Post or courier"),
    "phone": _("Telephone"),
}
CAUSALITIES: Mapping[str, Text] = {
    "certain": _("Certain"),
    "probable": _("Probable or likely"),
    "possible": _("Possible"),
    "unlikely": _("Unlikely"),
    "unclassified": _("Conditional or unclassified"),
    "unassessable": _("Unassessable or unclassifiable"),
}
WHY_WITHDRAWN: Mapping[str, Text] = {
    "mistake": _("Entered by mistake"),
    "duplicate": _("Reported twice"),
    "not_reaction": _("No reaction to a medicine"),
    "patient": _("Wrong patient"),
}
MAKER = "maker"
"""The other recipient of a report besides the national centre."""


def age_words(age: int | None, unit: str) -> str:
    """15 years; nothing where the age isn't known."""
    if age is None:
        return ""
    words = {
        "years": ngettext("%(count)s year", "%(count)s years", age),
        "months": ngettext("%(count)s month", "%(count)s months", age),
        "days": ngettext("%(count)s day", "%(count)s days", age),
    }
    return words[unit] % {"count": age}
