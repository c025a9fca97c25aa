"""Bahasa Indonesia, in the words of the etiket (Permenkes 73/2016: how and when it is used)."""

from __future__ import annotations

from theriac.domains.dosage.directions.phrasebook import (
    DirectionParts,
    LabelCaution,
    LabelWords,
    Phrasebook,
)
from theriac.domains.dosage.terms import DayMoment, DoseUnit, Meal, Route, TimeUnit

_EACH = {
    TimeUnit.HOUR: "jam",
    TimeUnit.DAY: "hari",
    TimeUnit.WEEK: "minggu",
    TimeUnit.MONTH: "bulan",
}


def _often(times: int, period: int, high: int | None, unit: TimeUnit) -> str:
    of = _EACH[unit]
    if high is not None:
        every = f"setiap {period} sampai {high} {of}"
    elif period == 1:
        return f"{times} kali se{of}"
    else:
        every = f"setiap {period} {of}"
    return every if times == 1 else f"{times} kali {every}"


def _join(words: list[str]) -> str:
    return " dan ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _sentence(parts: DirectionParts) -> str:
    first = " ".join(filter(None, (parts.verb, parts.amount, parts.where, parts.often)))
    whole = ", ".join(filter(None, (first, parts.meal, parts.needed, parts.lasting)))
    return f"{whole}.{f' {parts.most}.' if parts.most else ''}"


def _same(*words: str) -> tuple[str, str]:
    """Nouns have no plural behind a number."""
    return words[0], words[0]


INDONESIAN = Phrasebook(
    code="id",
    name="Bahasa Indonesia",
    units={
        DoseUnit.TABLET: _same("tablet"),
        DoseUnit.CAPSULE: _same("kapsul"),
        DoseUnit.ML: _same("ml"),
        DoseUnit.DROP: _same("tetes"),
        DoseUnit.PUFF: _same("hisapan"),
        DoseUnit.SPRAY: _same("semprotan"),
        DoseUnit.SACHET: _same("sachet"),
        DoseUnit.POWDER: _same("bungkus"),
        DoseUnit.SUPPOSITORY: _same("supositoria"),
        DoseUnit.OVULE: _same("ovula"),
        DoseUnit.PATCH: _same("plester"),
        DoseUnit.LOZENGE: _same("tablet hisap"),
        DoseUnit.AMPOULE: _same("ampul"),
        DoseUnit.UNIT: _same("unit"),
        DoseUnit.MG: _same("mg"),
        DoseUnit.MICROGRAM: _same("mikrogram"),
        DoseUnit.APPLICATION: _same("olesan"),
    },
    verbs={
        None: "Gunakan",
        Route.ORAL: "Minum",
        Route.SUBLINGUAL: "Letakkan",
        Route.CUTANEOUS: "Oleskan",
        Route.EXTERNAL: "Gunakan",
        Route.INHALED: "Hirup",
        Route.RECTAL: "Masukkan",
        Route.VAGINAL: "Masukkan",
        Route.INJECTED: "Suntikkan",
        Route.NASAL: "Gunakan",
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
            "Gunakan",
        ),
    },
    places={
        Route.SUBLINGUAL: "di bawah lidah",
        Route.EYE: "di mata",
        Route.EAR: "di telinga",
        Route.RIGHT_EYE: "di mata kanan",
        Route.LEFT_EYE: "di mata kiri",
        Route.BOTH_EYES: "di setiap mata",
        Route.RIGHT_EAR: "di telinga kanan",
        Route.LEFT_EAR: "di telinga kiri",
        Route.BOTH_EARS: "di setiap telinga",
        Route.NASAL: "di hidung",
        Route.RECTAL: "ke dalam dubur",
        Route.VAGINAL: "ke dalam vagina",
        Route.CUTANEOUS: "pada kulit",
    },
    moments={
        DayMoment.MORNING: "pagi",
        DayMoment.NOON: "siang",
        DayMoment.EVENING: "sore",
        DayMoment.NIGHT: "malam",
        DayMoment.BEDTIME: "sebelum tidur",
    },
    meals={
        Meal.BEFORE: "sebelum makan",
        Meal.WITH: "bersama makanan",
        Meal.AFTER: "sesudah makan",
        Meal.EMPTY: "saat perut kosong",
    },
    cautions={
        LabelCaution.SHAKE: "Kocok dahulu",
        LabelCaution.NO_DRIVING: "Dapat menyebabkan kantuk. Jangan mengemudi",
        LabelCaution.NO_ALCOHOL: "Jangan minum alkohol",
        LabelCaution.FRIDGE: "Simpan di kulkas, 2–8 °C",
        LabelCaution.FINISH: "Habiskan obat ini",
        LabelCaution.EXTERNAL: "Obat luar. Jangan diminum",
        LabelCaution.DONT_CRUSH: "Telan utuh. Jangan digerus atau dikunyah",
        LabelCaution.CHILDREN: "Jauhkan dari jangkauan anak",
    },
    label=LabelWords(
        batch="Batch",
        expiry="ED",
        for_patient="Untuk",
        quantity="Jumlah",
        prescription="Resep",
        how="Cara pakai",
        cautions="Perhatian",
        questions="Ada pertanyaan? Tanyakan apoteker Anda",
    ),
    to="sampai",
    needed="hanya bila perlu",
    once="satu kali saja",
    up_to="paling banyak {}",
    most_a_day="Paling banyak {} dalam 24 jam",
    lasting={
        TimeUnit.DAY: _same("selama {} hari"),
        TimeUnit.WEEK: _same("selama {} minggu"),
        TimeUnit.MONTH: _same("selama {} bulan"),
        TimeUnit.HOUR: _same("selama {} jam"),
    },
    often=_often,
    join=_join,
    sentence=_sentence,
)
