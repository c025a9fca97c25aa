"""Sales drawn by chance come out the same in the browser as on the server."""

from __future__ import annotations

import random
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run
from theriac.core.money import share_out
from theriac.countries.base import CashPart
from theriac.countries.gates import Ground, PaperSeen, sale_gate
from theriac.countries.registry import PROFILES, profile_for
from theriac.countries.taxes import ConfiguredRate, TaxContext
from theriac.domains.pricing.rules.ceilings import Ceiling, CeilingKind
from theriac.domains.pricing.rules.prices import UnitPrice
from theriac.domains.pricing.rules.sale import LineToPrice, PricedSale, price_sale

pytestmark = pytest.mark.journey
SALES = 400
DAYS = ("2021-06-01", "2022-04-01", "2024-12-31", "2025-01-01", "2025-09-22", "2026-11-20")
PRICE_ALL = """({priceSale}, sales) => sales.map(
    (sale) => priceSale(sale.country, sale.lines, sale.context, sale.cash))"""


def any_line(rng: random.Random, country: str) -> dict[str, Any]:
    units = rng.choice([1, 4, 6, 10, 12, 15, 30])
    quantity = rng.randint(1, 200)
    amount = rng.choice([rng.randint(0, 500), rng.randint(1, 10**6), rng.randint(1, 10**11)])
    most_off = amount * quantity // units
    return {
        "price": {"amount": amount, "units": units, "derived": rng.random() < 0.5},
        "quantity": quantity,
        "tax_class": rng.choice([known.code for known in profile_for(country).tax_classes]),
        "discount": rng.choice([0, rng.randint(0, most_off)]),
        "ceilings": [
            {"kind": rng.choice(["mrp", "het"]), "amount": rng.randint(0, 10**6), "units": units}
            for _ in range(rng.randint(0, 2))
        ],
    }


def any_sale(rng: random.Random) -> dict[str, Any]:
    country = rng.choice(sorted(PROFILES))
    rates = [
        {"tax_class": "standard", "code": code, "rate_bp": rng.randint(0, 3000), "valid_from": day}
        for code in ("STATE", "CITY")
        for day in rng.sample(DAYS, 2)
    ]
    return {
        "country": country,
        "lines": [any_line(rng, country) for _ in range(rng.randint(0, 6))],
        "context": {
            "on": rng.choice(DAYS),
            "registered": rng.random() < 0.8,
            "inclusive": rng.random() < 0.7,
            "supplier_state": "27",
            "place_of_supply": rng.choice(["", "27", "29"]),
            "rates": rates if country == "generic" else [],
        },
        "cash": rng.choice([None, {"other": rng.randint(0, 10**5), "multiple": 100}]),
    }


def on_the_server(sale: dict[str, Any]) -> PricedSale:
    lines = [
        LineToPrice(
            UnitPrice(**line["price"]),
            line["quantity"],
            line["tax_class"],
            line["discount"],
            tuple(
                Ceiling(CeilingKind(one["kind"]), one["amount"], one["units"])
                for one in line["ceilings"]
            ),
        )
        for line in sale["lines"]
    ]
    rates = tuple(
        ConfiguredRate(**{**rate, "valid_from": date.fromisoformat(rate["valid_from"])})
        for rate in sale["context"]["rates"]
    )
    known = {**sale["context"], "on": date.fromisoformat(sale["context"]["on"]), "rates": rates}
    cash = sale["cash"] and CashPart(**sale["cash"])
    return price_sale(lines, profile_for(sale["country"]), TaxContext(**known), cash)


def plain(sale: PricedSale) -> dict[str, Any]:
    """The server's sale in the form of the counter's."""
    known = asdict(sale)
    for line in known["lines"]:
        line["taxes"] = list(line["taxes"])
    for breach in known["breaches"]:
        breach["ceiling"]["kind"] = breach["ceiling"]["kind"].value
    return {**known, **{name: list(known[name]) for name in ("lines", "taxes", "breaches")}}


def test_sales(run: Run, rng: random.Random) -> None:
    sales = [any_sale(rng) for _ in range(SALES)]
    assert run("domain/totals.js", PRICE_ALL, sales) == [plain(on_the_server(one)) for one in sales]


def test_shares(run: Run, rng: random.Random) -> None:
    given = [
        [rng.randint(0, 10**9), [rng.randint(0, 10**6) for _ in range(rng.randint(1, 8))]]
        for _ in range(SALES)
    ]
    found = run(
        "domain/rounding.js",
        "({shareOut}, given) => given.map(([amount, weights]) => shareOut(amount, weights))",
        given,
    )
    assert found == [share_out(amount, weights) for amount, weights in given]


@pytest.mark.rows("CAT-08")
def test_every_class_on_every_ground(run: Run) -> None:
    grounds: list[dict[str, Any]] = [
        {
            "prescription": prescription,
            "copies": copies,
            "holds_original": holds,
            "exception": exception,
            "permitted": permitted,
        }
        for prescription in (None, "original", "copy")
        for copies in (1, 2)
        for holds in (False, True)
        for exception in (None, "owa", "emergency")
        for permitted in (False, True)
    ]
    questions = [
        (country, known.code, ground)
        for country, profile in PROFILES.items()
        for known in profile.legal_classes
        for ground in grounds
    ]
    found = run(
        "domain/gates.js",
        """({gate, saleGate}, questions) => questions.map(([country, code, ground]) =>
            [gate(country, code, ground), saleGate(country, code, ground)])""",
        [list(question) for question in questions],
    )
    assert found == [decisions(*question) for question in questions]


def decisions(country: str, code: str, ground: dict[str, Any]) -> list[dict[str, Any]]:
    paper = ground["prescription"] and PaperSeen(ground["prescription"])
    profile = profile_for(country)
    judged = profile.gate(code, Ground(**{**ground, "prescription": paper}))
    both = (judged, sale_gate(profile.legal_class(code), judged))
    return [
        {
            "allowed": decision.allowed,
            "code": decision.code,
            "missing": decision.missing,
            "records": list(decision.records),
        }
        for decision in both
    ]


@pytest.mark.parametrize(
    ("due", "currency", "sums"),
    [
        (137_100, "IDR", [140_000, 150_000, 200_000]),
        (12_000, "IDR", [15_000, 20_000, 50_000]),
        (100_000, "IDR", []),
        (101_800, "INR", [110_000, 120_000, 150_000]),
        (5_000_001, "IDR", [5_100_000]),
    ],
)
def test_notes_that_are_suggested(due: int, currency: str, sums: list[int], run: Run) -> None:
    script = "({suggestNotes}, [due, currency]) => suggestNotes(due, currency)"
    assert run("domain/payments.js", script, [due, currency]) == sums


def test_quantities_in_words(run: Run) -> None:
    script = """({quantityWords}, [quantity, packs]) => quantityWords(
        quantity, packs, (name, count) => `${count} ${name}`)"""
    packs = [
        {"name": "tablet", "factor": 1},
        {"name": "strip", "factor": 10},
        {"name": "box", "factor": 100},
    ]
    assert run("domain/quantity.js", script, [234, packs]) == "2 box + 3 strip + 4 tablet"
    assert run("domain/quantity.js", script, [0, packs]) == ""


def test_gaps_of_a_prescription(run: Run) -> None:
    script = "({groundGaps}, record) => groundGaps(record, '2026-11-20')"
    empty = {"prescriber": " ", "number": "", "written_on": None}
    assert run("domain/gates.js", script, empty) == ["prescriber", "number", "written_on"]
    tomorrow = {"prescriber": "dr. Maya L.", "number": "0412", "written_on": "2026-11-21"}
    assert run("domain/gates.js", script, tomorrow) == ["written_on"]
    assert run("domain/gates.js", script, {**tomorrow, "written_on": "2026-11-20"}) == []


def test_what_is_no_whole_number_is_refused(run: Run) -> None:
    script = """({lineAmount}, given) => {
        try {
            return lineAmount({ amount: given, units: 10 }, 3);
        } catch (refusal) {
            return refusal.name;
        }
    }"""
    assert run("domain/pricing.js", script, 0.5) == "RangeError"
    assert run("domain/pricing.js", script, 2**53) == "RangeError"
    assert run("domain/pricing.js", script, 2**53 - 1) == 2702159776422297
