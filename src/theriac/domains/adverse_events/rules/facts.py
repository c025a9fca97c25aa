"""What somebody tells of a suspected reaction, and what of it can't be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field, TypeAdapter

from theriac.core.facts.records import given, record
from theriac.core.facts.types import (
    Count,
    Day,
    Id,
    Name,
    Text12,
    Text40,
    Text60,
    Text120,
    Text500,
    Text1000,
)
from theriac.core.problems import Text
from theriac.domains.adverse_events.problems import AdverseEventRefused
from theriac.domains.adverse_events.rules.codes import (
    DEATH,
    FATAL,
    SERIOUS,
    SUSPECT,
    ActionTaken,
    AgeUnit,
    Dechallenge,
    MedicineRole,
    PatientSex,
    Pregnancy,
    Profession,
    ReactionOutcome,
    Rechallenge,
    ReportWay,
    Serious,
)
from theriac.domains.adverse_events.rules.naranjo import QUESTIONS, NaranjoAnswer

MOST_MEDICINES = 20
MOST_AGES: Mapping[str, int] = {"years": 130, "months": 1_560, "days": 47_500}


@record
class ReportedMedicine:
    """A medicine that was taken, suspected or besides; with its batch where that is known.

    ``product_id`` and ``batch_id`` where it is one of ours. What a concomitant medicine did when
    it was stopped isn't asked.
    """

    role: MedicineRole
    name: Name
    product_id: Id | None = None
    batch_id: Id | None = None
    batch_number: Text40 = ""
    expires_on: Day | None = None
    dose: Text120 = ""
    route: Text60 = ""
    from_on: Day | None = None
    until_on: Day | None = None
    indication: Text120 = ""
    action: ActionTaken | None = None
    dechallenge: Dechallenge | None = None
    rechallenge: Rechallenge | None = None


Medicines = Annotated[list[ReportedMedicine], Field(min_length=1, max_length=MOST_MEDICINES)]


@record
class AdverseEventTold:
    """A reaction of a person, with the medicines; the person by initials, age and sex alone.

    ``learned_on`` is the day on which the pharmacy learned of it. ``ended_on`` of a fatal reaction
    is the day of death.
    """

    initials: Text12 = ""
    age: Annotated[Count, Field(le=MOST_AGES["days"])] | None = None
    age_unit: AgeUnit = "years"
    sex: PatientSex = "unknown"
    weight: Text12 = ""
    pregnancy: Pregnancy | None = None
    reaction: Annotated[Text1000, Field(min_length=1, pattern=r"\S")]
    onset_on: Day
    ended_on: Day | None = None
    outcome: ReactionOutcome
    seriousness: Annotated[list[Serious], Field(max_length=len(SERIOUS))] = Field(
        default_factory=list
    )
    treatment: Text500 = ""
    history: Text500 = ""
    allergies: Text500 = ""
    tests: Text500 = ""
    learned_on: Day
    profession: Profession = "pharmacist"
    medicines: Medicines


@record
class SendingTold:
    """That a report went out on a day: to the country's centre or the ``maker``, by what way."""

    authority: Text12
    way: ReportWay
    sent_on: Day
    reference: Text60 = ""


Answers = dict[str, NaranjoAnswer]
_told: TypeAdapter[AdverseEventTold] = TypeAdapter(AdverseEventTold)


def content_of(told: AdverseEventTold) -> dict[str, Any]:
    """It as it is encrypted: plain JSON."""
    found: dict[str, Any] = _told.dump_python(told, mode="json")
    return found


def told_of(content: Mapping[str, Any]) -> AdverseEventTold:
    """What was kept, as it was told."""
    return given(AdverseEventTold, **content)


def serious_codes(told: AdverseEventTold) -> str:
    """The criteria once each, in the order in which they are asked, apart by a space."""
    return " ".join(code for code in SERIOUS if code in told.seriousness)


def check_told(told: AdverseEventTold, today: date) -> None:
    """Raise AdverseEventRefused for what is missing or contradicts itself."""
    errors: dict[str, Text] = {}
    if not told.initials.strip():
        errors["initials"] = _("Enter the patient’s initials.")
    if told.age is not None and told.age > MOST_AGES[told.age_unit]:
        errors["age"] = _("This age is too high.")
    if told.outcome == FATAL and DEATH not in told.seriousness:
        errors["seriousness"] = _("The outcome is fatal. Choose Death as well.")
    if all(one.role != SUSPECT for one in told.medicines):
        errors["medicines"] = _("Enter at least one suspected medicine.")
    errors |= _days_amiss(told, today)
    for at, one in enumerate(told.medicines):
        for name, words in _faults(one, told.onset_on).items():
            errors[f"medicines.{at}.{name}"] = words
    if errors:
        raise AdverseEventRefused(errors=errors)


def _days_amiss(told: AdverseEventTold, today: date) -> dict[str, Text]:
    errors: dict[str, Text] = {}
    for name in ("onset_on", "ended_on", "learned_on"):
        day = getattr(told, name)
        if day is not None and day > today:
            errors[name] = _("This day is in the future.")
        elif day is not None and day < told.onset_on:
            errors[name] = _("This is before the reaction began.")
    return errors


def _faults(one: ReportedMedicine, onset_on: date) -> dict[str, Text]:
    errors: dict[str, Text] = {}
    if one.from_on is not None and one.until_on is not None and one.until_on < one.from_on:
        errors["until_on"] = _("The end is before the beginning.")
    if one.role == SUSPECT and one.from_on is not None and one.from_on > onset_on:
        errors["from_on"] = _("The suspected medicine began after the reaction.")
    if one.batch_id is not None and one.product_id is None:
        errors["batch_number"] = _("This batch needs its product.")
    return errors


def check_answers(answers: Mapping[str, str]) -> None:
    """Raise AdverseEventRefused unless the ten questions, and nothing else, are answered."""
    missing = {code: _("Answer this question.") for code in QUESTIONS if code not in answers}
    if missing:
        raise AdverseEventRefused(errors=missing)
    if set(answers) != set(QUESTIONS):
        raise AdverseEventRefused(_("Answer the ten questions and no others."), field="answers")
