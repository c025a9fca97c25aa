"""How facts read: packs and quantities in words, dates and times by language, money by country."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run
from theriac.domains.catalog.pack_words import known_pack_words

pytestmark = pytest.mark.journey
PLACES = {
    "id": {"country": "id", "currency": "IDR", "time_zone": "Asia/Jakarta"},
    "in": {"country": "in", "currency": "INR", "time_zone": "Asia/Kolkata"},
    "generic": {"country": "generic", "currency": "USD", "time_zone": "UTC"},
}
PRODUCT = {
    "base_unit": "tablet",
    "packs": [
        {"name": "tablet", "factor": 1},
        {"name": "strip", "factor": 10},
        {"name": "box", "factor": 100},
    ],
}


def say(run: Run, language: str, country: str, expression: str) -> Any:
    script = f"(module, [language, place, product]) => {{ const w = module.createWords(language, place); return {expression}; }}"
    return run("i18n/words.js", script, [language, PLACES[country], PRODUCT])


@pytest.mark.rows("STK-30")
@pytest.mark.parametrize(
    ("language", "quantity", "words"),
    [
        ("en", 234, "2 boxes + 3 strips + 4 tablets"),
        ("id", 234, "2 boks + 3 strip + 4 tablet"),
        ("en", 101, "1 box + 1 tablet"),
        ("en", 0, "None"),
        ("id", 0, "Tidak ada"),
    ],
)
def test_quantities_read_in_packs(run: Run, language: str, quantity: int, words: str) -> None:
    assert say(run, language, "id", f"w.quantity(product, {quantity})") == words


@pytest.mark.parametrize(("language", "title"), [("en", "Strip of 10"), ("id", "Strip isi 10")])
def test_a_pack_names_what_it_holds(run: Run, language: str, title: str) -> None:
    assert say(run, language, "id", "w.packTitle(product.packs[1])") == title
    assert (
        say(run, language, "id", "w.packTitle({name: 'Kotak Besar', factor: 1})") == "Kotak Besar"
    )


def test_money_follows_the_country_in_every_language(run: Run) -> None:
    for language in ("en", "id"):
        assert say(run, language, "id", "w.money(137100)") == "Rp\u00a0137.100"
        assert say(run, language, "in", "w.money(10180000)") == "₹1,01,800.00"
        assert say(run, language, "generic", "w.money(-350)") == "−$3.50"


def test_months_and_times_follow_the_language(run: Run) -> None:
    instant = "Date.parse('2026-08-20T03:42:00Z')"
    both = (
        f"[w.day('2026-08-20'), w.month('2026-08-20'), w.time({instant}), w.weekday('2026-08-20')]"
    )
    assert say(run, "en", "id", both) == ["20 Aug 2026", "Aug 2026", "10:42", "Thu 20 Aug 2026"]
    assert say(run, "id", "id", both) == ["20 Agu 2026", "Agu 2026", "10.42", "Kam 20 Agu 2026"]


def test_the_day_is_the_branchs(run: Run) -> None:
    late = "w.dayOf(Date.parse('2026-11-20T18:00:00Z'))"
    assert say(run, "en", "id", late) == "2026-11-21"
    assert say(run, "en", "generic", late) == "2026-11-20"


@pytest.mark.parametrize(
    ("country", "typed", "amount"),
    [
        ("id", "150.000", 150_000),
        ("id", "150000", 150_000),
        ("id", "15.00", None),
        ("in", "1,01,800.50", 10_180_050),
        ("generic", "-5", None),
        ("generic", "five", None),
    ],
)
def test_typed_amounts_are_read_without_doubt(
    run: Run, country: str, typed: str, amount: int | None
) -> None:
    assert say(run, "en", country, f"w.parseAmount('{typed}')") == amount


def test_rates_read_as_percent(run: Run) -> None:
    assert say(run, "en", "in", "[w.rate(1100), w.rate(250), w.rate(1225)]") == [
        "11%",
        "2.5%",
        "12.25%",
    ]
    assert say(run, "id", "id", "w.rate(250)") == "2,5%"


def test_every_pack_name_that_the_back_office_knows_is_told_in_both_languages(run: Run) -> None:
    names = list(known_pack_words())
    for language, catalogue in (("en", "en/around.js"), ("id", "id/around.js")):
        script = "(module, [names]) => names.filter((name) => !(`unit.${name}` in module.around))"
        assert (language, run(f"i18n/{catalogue}", script, [names])) == (language, [])
