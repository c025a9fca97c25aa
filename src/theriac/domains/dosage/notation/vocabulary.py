"""The words of directions. A word that people use for two things isn't here, or is in ``UNSURE``.

Latin signs: Farmakope Indonesia III, list of abbreviations; BNF, "Latin abbreviations". What ISMP's
list of error-prone abbreviations warns of in handwriting ("U", "o.d.") is read only where no second
meaning is left.
"""

from __future__ import annotations

from fractions import Fraction

from theriac.domains.dosage.terms import DayMoment, DoseUnit, Meal, Route, TimeUnit

UNITS: dict[str, DoseUnit] = {
    word: unit
    for unit, words in {
        DoseUnit.TABLET: "tab tabs tablet tablets tabl",
        DoseUnit.CAPSULE: "cap caps capsule capsules kap kaps kapsul",
        DoseUnit.ML: "ml mls cc",
        DoseUnit.DROP: "gtt gtts drop drops tetes",
        DoseUnit.PUFF: "puff puffs hisap isap hirup",
        DoseUnit.SPRAY: "spray sprays semprot semprotan",
        DoseUnit.SACHET: "sachet sachets sach saset",
        DoseUnit.POWDER: "pulv puyer bungkus bks",
        DoseUnit.SUPPOSITORY: "supp suppo suppos suppository suppositories supositoria",
        DoseUnit.OVULE: "ovula ovule ovules pessary pessaries",
        DoseUnit.PATCH: "patch patches koyo plester",
        DoseUnit.LOZENGE: "lozenge lozenges",
        DoseUnit.AMPOULE: "amp ampul ampoule ampoules",
        DoseUnit.UNIT: "iu unit units",
        DoseUnit.MG: "mg",
        DoseUnit.MICROGRAM: "mcg microgram micrograms mikrogram",
        DoseUnit.APPLICATION: "application applications olesan",
    }.items()
    for word in words.split()
}
MEASURES: dict[str, tuple[Fraction, DoseUnit]] = {
    "cth": (Fraction(5), DoseUnit.ML),
    "tsp": (Fraction(5), DoseUnit.ML),
    "teaspoon": (Fraction(5), DoseUnit.ML),
    "teaspoons": (Fraction(5), DoseUnit.ML),
    "sdt": (Fraction(5), DoseUnit.ML),
    "sendok teh": (Fraction(5), DoseUnit.ML),
    "tbsp": (Fraction(15), DoseUnit.ML),
    "tablespoon": (Fraction(15), DoseUnit.ML),
    "tablespoons": (Fraction(15), DoseUnit.ML),
    "sdm": (Fraction(15), DoseUnit.ML),
    "sendok makan": (Fraction(15), DoseUnit.ML),
    "g": (Fraction(1000), DoseUnit.MG),
    "gram": (Fraction(1000), DoseUnit.MG),
    "grams": (Fraction(1000), DoseUnit.MG),
}
"""Measures and what one of them is. ``C`` and ``Cp`` (cochlear) differ by book, so they aren't."""
DAILY: dict[str, int] = {
    word: times
    for times, words in {
        1: "qd|daily|tiap hari|setiap hari|every day",
        2: "bd|bid|bds|b d",
        3: "tds|tid",
        4: "qds|qid",
    }.items()
    for word in words.split("|")
}
EVERY: dict[str, tuple[int, TimeUnit]] = {
    "every other day": (2, TimeUnit.DAY),
    "alternate days": (2, TimeUnit.DAY),
    "on alternate days": (2, TimeUnit.DAY),
    "eod": (2, TimeUnit.DAY),
    "qod": (2, TimeUnit.DAY),
    "selang sehari": (2, TimeUnit.DAY),
    "weekly": (1, TimeUnit.WEEK),
    "every week": (1, TimeUnit.WEEK),
    "tiap minggu": (1, TimeUnit.WEEK),
    "setiap minggu": (1, TimeUnit.WEEK),
    "monthly": (1, TimeUnit.MONTH),
    "tiap bulan": (1, TimeUnit.MONTH),
}
MOMENTS: dict[str, DayMoment] = {
    word: moment
    for moment, words in {
        DayMoment.MORNING: "every morning|in the morning|mornings|morning|mane|tiap pagi|pagi hari"
        "|pagi|om",
        DayMoment.NOON: "at noon|noon|midday|at midday|siang hari|siang",
        DayMoment.EVENING: "in the evening|every evening|evening|vesp|vespere|sore hari|sore",
        DayMoment.NIGHT: "every night|at night|nightly|night|nocte|noct|tiap malam|malam hari"
        "|malam",
        DayMoment.BEDTIME: "at bedtime|before bed|before sleep|bedtime|hs|sebelum tidur",
    }.items()
    for word in words.split("|")
}
MEALS: dict[str, Meal] = {
    word: meal
    for meal, words in {
        Meal.BEFORE: "before food|before meals|before meal|before eating|sebelum makan|ac",
        Meal.WITH: "with food|with meals|with meal|during meals|bersama makanan|bersama makan"
        "|saat makan|sewaktu makan|dengan makanan|dc",
        Meal.AFTER: "after food|after meals|after meal|after eating|sesudah makan|setelah makan|pc",
        Meal.EMPTY: "on an empty stomach|on empty stomach|empty stomach|saat perut kosong"
        "|perut kosong",
    }.items()
    for word in words.split("|")
}
ROUTES: dict[str, Route] = {
    word: route
    for route, words in {
        Route.ORAL: "po|per os|by mouth|orally|oral",
        Route.SUBLINGUAL: "sl|sublingual|under the tongue|di bawah lidah|bawah lidah",
        Route.CUTANEOUS: "topical|topically|to the skin|pada kulit|di kulit",
        Route.EXTERNAL: "ue|us ext|usus externus|external use|for external use|obat luar",
        Route.EYE: "into the eye|in the eye|tetes mata|mata",
        Route.EAR: "into the ear|in the ear|tetes telinga|telinga",
        Route.RIGHT_EYE: "right eye|to the right eye|in the right eye|mata kanan|oculus dexter",
        Route.LEFT_EYE: "left eye|to the left eye|in the left eye|mata kiri|oculus sinister",
        Route.BOTH_EYES: "both eyes|to both eyes|in both eyes|ods|kedua mata|mata kanan dan kiri",
        Route.RIGHT_EAR: "right ear|in the right ear|telinga kanan",
        Route.LEFT_EAR: "left ear|in the left ear|telinga kiri",
        Route.BOTH_EARS: "both ears|in both ears|kedua telinga",
        Route.NASAL: "nasal|in the nose|each nostril|hidung|tiap lubang hidung",
        Route.INHALED: "inh|inhaled|by inhalation|inhalasi",
        Route.RECTAL: "pr|rectal|rectally|per rectal|lewat dubur",
        Route.VAGINAL: "pv|vaginal|vaginally|lewat vagina",
        Route.INJECTED: "sc|subcut|subcutaneous|im|intramuscular|injeksi|suntik",
    }.items()
    for word in words.split("|")
}
AS_NEEDED = (
    "prn|sos|if needed|as needed|when needed|if required|when required|as required|bila perlu"
    "|kalau perlu|jika perlu|bila diperlukan|jika diperlukan"
).split("|")
ONCE = "stat|single dose|dosis tunggal".split("|")
SPREAD = "apply thinly|apply|oleskan tipis|oleskan|oles".split("|")
FILLERS = (
    "s|signa|sig|take|drink|use|instil|instill|insert|inhale|give|minum|ambil|pakai|gunakan|teteskan"
    "|kunyah|and|dan|et|,|;"
).split("|")
UNSURE = frozenset({"od", "os", "ol", "ou", "ad", "as", "au"})
"""Signs of eyes and ears that have another meaning where a medicine isn't dropped in."""
EYES_AND_EARS: dict[str, Route] = {
    "od": Route.RIGHT_EYE,
    "os": Route.LEFT_EYE,
    "ol": Route.LEFT_EYE,
    "ou": Route.BOTH_EYES,
    "ad": Route.RIGHT_EAR,
    "as": Route.LEFT_EAR,
    "au": Route.BOTH_EARS,
}
TIME_UNITS: dict[str, TimeUnit] = {
    word: unit
    for unit, words in {
        TimeUnit.HOUR: "h hr hrs hour hours hourly jam",
        TimeUnit.DAY: "d day days hari",
        TimeUnit.WEEK: "wk wks week weeks minggu",
        TimeUnit.MONTH: "mo month months bulan bln",
    }.items()
    for word in words.split()
}
NUMBER_WORDS = {
    "half a": "1/2",
    "half": "1/2",
    "setengah": "1/2",
    "seperempat": "1/4",
    "once": "1 x",
    "twice": "2 x",
    "thrice": "3 x",
    "sekali": "1 x",
    **{
        word: str(number)
        for number, words in enumerate(
            "one satu|two dua|three tiga|four empat|five lima|six enam|seven tujuh|eight delapan"
            "|nine sembilan|ten sepuluh".split("|"),
            1,
        )
        for word in words.split()
    },
}
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "x": 10}
"""As doses, behind a unit or ``dd`` only: elsewhere iv is a way, x is "times"."""


def unit_named(word: str) -> DoseUnit | None:
    """The unit that a word means, such as a product's base unit: "Tablet", "kapsul", "ml"."""
    return UNITS.get(word.strip().lower())
