"""Hindi: the verb ends the sentence."""

from __future__ import annotations

from theriac.domains.dosage.directions.phrasebook import (
    DirectionParts,
    LabelCaution,
    LabelWords,
    Phrasebook,
)
from theriac.domains.dosage.terms import DayMoment, DoseUnit, Meal, Route, TimeUnit


def _often(times: int, period: int, high: int | None, unit: TimeUnit) -> str:
    if high is not None:
        every = f"हर {period} से {high} {_EACH[unit]} में"
    elif period == 1:
        return f"{_IN_ONE[unit]} {times} बार"
    else:
        every = f"हर {period} {_EACH[unit]} में"
    return f"{every} {times} बार"


_EACH = {
    TimeUnit.HOUR: "घंटे",
    TimeUnit.DAY: "दिन",
    TimeUnit.WEEK: "हफ़्ते",
    TimeUnit.MONTH: "महीने",
}
_IN_ONE = {
    TimeUnit.HOUR: "हर घंटे",
    TimeUnit.DAY: "दिन में",
    TimeUnit.WEEK: "हफ़्ते में",
    TimeUnit.MONTH: "महीने में",
}


def _join(words: list[str]) -> str:
    return " और ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _sentence(parts: DirectionParts) -> str:
    first = " ".join(filter(None, (parts.where, parts.amount, parts.often)))
    whole = ", ".join(filter(None, (first, parts.meal, parts.needed, parts.lasting)))
    return f"{whole} {parts.verb}।{f' {parts.most}।' if parts.most else ''}"


HINDI = Phrasebook(
    code="hi",
    name="हिन्दी",
    units={
        DoseUnit.TABLET: ("गोली", "गोलियाँ"),
        DoseUnit.CAPSULE: ("कैप्सूल", "कैप्सूल"),
        DoseUnit.ML: ("मि.ली.", "मि.ली."),
        DoseUnit.DROP: ("बूँद", "बूँदें"),
        DoseUnit.PUFF: ("पफ़", "पफ़"),
        DoseUnit.SPRAY: ("स्प्रे", "स्प्रे"),
        DoseUnit.SACHET: ("पाउच", "पाउच"),
        DoseUnit.POWDER: ("पुड़िया", "पुड़ियाँ"),
        DoseUnit.SUPPOSITORY: ("सपोज़िटरी", "सपोज़िटरी"),
        DoseUnit.OVULE: ("पेसरी", "पेसरी"),
        DoseUnit.PATCH: ("पैच", "पैच"),
        DoseUnit.LOZENGE: ("चूसने की गोली", "चूसने की गोलियाँ"),
        DoseUnit.AMPOULE: ("एम्पूल", "एम्पूल"),
        DoseUnit.UNIT: ("यूनिट", "यूनिट"),
        DoseUnit.MG: ("मि.ग्रा.", "मि.ग्रा."),
        DoseUnit.MICROGRAM: ("माइक्रोग्राम", "माइक्रोग्राम"),
        DoseUnit.APPLICATION: ("बार", "बार"),
    },
    verbs={
        None: "इस्तेमाल करें",
        Route.ORAL: "लें",
        Route.SUBLINGUAL: "रखें",
        Route.CUTANEOUS: "लगाएँ",
        Route.EXTERNAL: "लगाएँ",
        Route.INHALED: "साँस से अंदर लें",
        Route.RECTAL: "डालें",
        Route.VAGINAL: "डालें",
        Route.INJECTED: "इंजेक्शन लें",
        Route.NASAL: "डालें",
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
            "डालें",
        ),
    },
    places={
        Route.SUBLINGUAL: "जीभ के नीचे",
        Route.EYE: "आँख में",
        Route.EAR: "कान में",
        Route.RIGHT_EYE: "दाईं आँख में",
        Route.LEFT_EYE: "बाईं आँख में",
        Route.BOTH_EYES: "दोनों आँखों में",
        Route.RIGHT_EAR: "दाएँ कान में",
        Route.LEFT_EAR: "बाएँ कान में",
        Route.BOTH_EARS: "दोनों कानों में",
        Route.NASAL: "नाक में",
        Route.RECTAL: "गुदा में",
        Route.VAGINAL: "योनि में",
        Route.CUTANEOUS: "त्वचा पर",
    },
    moments={
        DayMoment.MORNING: "सुबह",
        DayMoment.NOON: "दोपहर",
        DayMoment.EVENING: "शाम",
        DayMoment.NIGHT: "रात को",
        DayMoment.BEDTIME: "सोते समय",
    },
    meals={
        Meal.BEFORE: "खाने से पहले",
        Meal.WITH: "खाने के साथ",
        Meal.AFTER: "खाने के बाद",
        Meal.EMPTY: "खाली पेट",
    },
    cautions={
        LabelCaution.SHAKE: "इस्तेमाल से पहले अच्छी तरह हिलाएँ",
        LabelCaution.NO_DRIVING: "नींद आ सकती है। गाड़ी न चलाएँ",
        LabelCaution.NO_ALCOHOL: "शराब न पिएँ",
        LabelCaution.FRIDGE: "फ़्रिज में रखें, 2–8 °C",
        LabelCaution.FINISH: "पूरा कोर्स लें",
        LabelCaution.EXTERNAL: "केवल बाहरी उपयोग के लिए। निगलें नहीं",
        LabelCaution.DONT_CRUSH: "पूरी निगलें। पीसें या चबाएँ नहीं",
        LabelCaution.CHILDREN: "बच्चों की पहुँच से दूर रखें",
    },
    label=LabelWords(
        batch="बैच",
        expiry="समाप्ति",
        for_patient="मरीज़",
        quantity="मात्रा",
        prescription="पर्चा",
        how="इस्तेमाल का तरीका",
        cautions="सावधानी",
        questions="कोई सवाल? अपने फ़ार्मासिस्ट से पूछें",
    ),
    to="से",
    needed="केवल ज़रूरत होने पर",
    once="केवल एक बार",
    up_to="ज़्यादा से ज़्यादा {}",
    most_a_day="24 घंटे में ज़्यादा से ज़्यादा {}",
    lasting={
        TimeUnit.DAY: ("{} दिन तक", "{} दिन तक"),
        TimeUnit.WEEK: ("{} हफ़्ते तक", "{} हफ़्ते तक"),
        TimeUnit.MONTH: ("{} महीने तक", "{} महीने तक"),
        TimeUnit.HOUR: ("{} घंटे तक", "{} घंटे तक"),
    },
    often=_often,
    join=_join,
    sentence=_sentence,
)
