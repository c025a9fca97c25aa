"""English."""

from __future__ import annotations

from theriac.domains.dosage.directions.phrasebook import (
    DirectionParts,
    LabelCaution,
    LabelWords,
    Phrasebook,
)
from theriac.domains.dosage.terms import DayMoment, DoseUnit, Meal, Route, TimeUnit

_EACH = {
    TimeUnit.HOUR: ("hour", "hours"),
    TimeUnit.DAY: ("day", "days"),
    TimeUnit.WEEK: ("week", "weeks"),
    TimeUnit.MONTH: ("month", "months"),
}


def _often(times: int, period: int, high: int | None, unit: TimeUnit) -> str:
    one, several = _EACH[unit]
    count = "once" if times == 1 else "twice" if times == 2 else f"{times} times"
    if high is not None:
        every = f"every {period} to {high} {several}"
    elif period == 1:
        return f"{count} a {one}" if unit is not TimeUnit.HOUR else f"{count} every hour"
    else:
        every = f"every {period} {several}"
    return every if times == 1 else f"{count} {every}"


def _join(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _sentence(parts: DirectionParts) -> str:
    first = " ".join(filter(None, (parts.verb, parts.amount, parts.where, parts.often)))
    whole = ", ".join(filter(None, (first, parts.meal, parts.needed, parts.lasting)))
    return f"{whole}.{f' {parts.most}.' if parts.most else ''}"


ENGLISH = Phrasebook(
    code="en",
    name="English",
    units={
        DoseUnit.TABLET: ("tablet", "tablets"),
        DoseUnit.CAPSULE: ("capsule", "capsules"),
        DoseUnit.ML: ("ml", "ml"),
        DoseUnit.DROP: ("drop", "drops"),
        DoseUnit.PUFF: ("puff", "puffs"),
        DoseUnit.SPRAY: ("spray", "sprays"),
        DoseUnit.SACHET: ("sachet", "sachets"),
        DoseUnit.POWDER: ("powder", "powders"),
        DoseUnit.SUPPOSITORY: ("suppository", "suppositories"),
        DoseUnit.OVULE: ("pessary", "pessaries"),
        DoseUnit.PATCH: ("patch", "patches"),
        DoseUnit.LOZENGE: ("lozenge", "lozenges"),
        DoseUnit.AMPOULE: ("ampoule", "ampoules"),
        DoseUnit.UNIT: ("unit", "units"),
        DoseUnit.MG: ("mg", "mg"),
        DoseUnit.MICROGRAM: ("micrograms", "micrograms"),
        DoseUnit.APPLICATION: ("application", "applications"),
    },
    verbs={
        None: "Use",
        Route.ORAL: "Take",
        Route.SUBLINGUAL: "Dissolve",
        Route.CUTANEOUS: "Apply",
        Route.EXTERNAL: "Apply",
        Route.INHALED: "Inhale",
        Route.RECTAL: "Insert",
        Route.VAGINAL: "Insert",
        Route.INJECTED: "Inject",
        Route.NASAL: "Give",
        **dict.fromkeys(
            (
                Route.EYE,
                Route.EAR,
                Route.RIGHT_EYE,
                Route.LEFT_EYE,
                Route.BOTH_EYES,
                Route.RIGHT_EAR,
                Route.LEFT_EAR,
                Route.BOTH_EARS,
            ),
            "Put",
        ),
    },
    places={
        Route.SUBLINGUAL: "under the tongue",
        Route.EYE: "into the eye",
        Route.EAR: "into the ear",
        Route.RIGHT_EYE: "into the right eye",
        Route.LEFT_EYE: "into the left eye",
        Route.BOTH_EYES: "into each eye",
        Route.RIGHT_EAR: "into the right ear",
        Route.LEFT_EAR: "into the left ear",
        Route.BOTH_EARS: "into each ear",
        Route.NASAL: "into the nose",
        Route.RECTAL: "into the rectum",
        Route.VAGINAL: "into the vagina",
        Route.CUTANEOUS: "to the skin",
    },
    moments={
        DayMoment.MORNING: "in the morning",
        DayMoment.NOON: "at midday",
        DayMoment.EVENING: "in the evening",
        DayMoment.NIGHT: "at night",
        DayMoment.BEDTIME: "at bedtime",
    },
    meals={
        Meal.BEFORE: "before food",
        Meal.WITH: "with food",
        Meal.AFTER: "after food",
        Meal.EMPTY: "on an empty stomach",
    },
    cautions={
        LabelCaution.SHAKE: "Shake well before use",
        LabelCaution.NO_DRIVING: "May make you sleepy. Do not drive",
        LabelCaution.NO_ALCOHOL: "Do not drink alcohol",
        LabelCaution.FRIDGE: "Keep in the fridge, 2–8 °C",
        LabelCaution.FINISH: "Finish the course",
        LabelCaution.EXTERNAL: "For external use only. Do not swallow",
        LabelCaution.DONT_CRUSH: "Swallow whole. Do not crush or chew",
        LabelCaution.CHILDREN: "Keep out of the reach of children",
    },
    label=LabelWords(
        batch="Batch",
        expiry="Exp",
        for_patient="For",
        quantity="Quantity",
        prescription="Prescription",
        how="How to use",
        cautions="Take care",
        questions="Questions? Ask your pharmacist",
    ),
    to="to",
    needed="only if needed",
    once="once",
    up_to="up to {}",
    most_a_day="No more than {} in 24 hours",
    lasting={
        TimeUnit.DAY: ("for {} day", "for {} days"),
        TimeUnit.WEEK: ("for {} week", "for {} weeks"),
        TimeUnit.MONTH: ("for {} month", "for {} months"),
        TimeUnit.HOUR: ("for {} hour", "for {} hours"),
    },
    often=_often,
    join=_join,
    sentence=_sentence,
)
