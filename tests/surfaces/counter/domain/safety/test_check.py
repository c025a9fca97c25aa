"""The counter checks a basket for nobody known exactly as the server does."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import pytest

from tests.domains.clinical.checks import knowledge, sets_on_devices
from tests.surfaces.counter.domain.conftest import Run
from theriac.domains.catalog.medicines.recognition import substance_key
from theriac.domains.clinical.rules.check import check
from theriac.domains.clinical.rules.devices import for_devices
from theriac.domains.clinical.rules.kinds import Kind, Tier
from theriac.domains.clinical.rules.knowledge import Knowledge, Line, SetName
from theriac.domains.clinical.rules.medicines import Content, Dose, Medicine
from theriac.domains.clinical.rules.results import Alert
from theriac.domains.clinical.shipped import shipped_lines, shipped_sets
from theriac.surfaces.counter.feed.safety import set_out

pytestmark = [pytest.mark.journey, pytest.mark.rows("RX-13", "RX-15")]
BASKETS, LONGEST = 300, 12
SCRIPT = """async (module, [sets, baskets]) => {
  const { createKnowledge } = await import("/counter/domain/safety/knowledge.js");
  const knowledge = createKnowledge(sets);
  return baskets.map((basket) => module.check(knowledge, basket));
}"""
ATC = ("", "N02BE01", "M01AE01", "M01AE02", "D01AC01", "B01AA03", "C10AA01", "J01CA04", "A02BC01")
FORMS = ("tablet", "cream", "syrup")
AMOUNTS = (None, *(Fraction(one) for one in ("500000", "325000", "100000/3", "24000", "2500")))
UNKNOWN = ("unheard of", "amoxicillin trihydrate", "warfarin sodium")
BY_ATC = (
    Line(Kind.PAIR, "atc B01A", "atc M01A", rule="bleeding", tier=Tier.STOP, source="Test"),
    Line(Kind.PAIR, "atc B01AA03", "paracetamol", rule="inr", tier=Tier.NOTE),
    Line(Kind.MEMBER, "warfarin", "thin"),
    Line(Kind.MEMBER, "paracetamol", "ache"),
    Line(Kind.PAIR, "thin", "ache", tier=Tier.WARN, said={"id": "Awas."}),
    Line(Kind.DOSE, "ache", amount=4_000_000, from_months=144),
    Line(Kind.DOSE, "ache", amount=60_000, by_weight=True, to_months=144),
)


def drawn(rng: Random) -> list[Medicine]:
    lines = [line for one in shipped_sets() for line in shipped_lines(one).lines]
    words = sorted({line.first for line in lines} | {line.second for line in lines} - {""})
    words = [word for word in words if not word.startswith("atc ")] + list(UNKNOWN)
    limited = [line.first for line in lines if line.kind is Kind.DOSE]
    return [
        Medicine(
            id=str(number),
            name=f"Product {number}",
            contents=tuple(
                Content(word, rng.choice(AMOUNTS))
                for word in dict.fromkeys(
                    rng.choices(words, k=rng.randint(0, 3)) + rng.choices(limited, k=number % 2)
                )
            ),
            atc=rng.choice(ATC),
            dose_form=rng.choice(FORMS),
            doses=tuple(
                Dose(rng.randint(1, 8), Fraction(rng.randint(1, 4000), 1000))
                for _line in range(rng.randint(0, 2))
            ),
            is_partly_said=rng.random() < 0.1,
        )
        for number in range(rng.randint(1, LONGEST))
    ]


def on_a_device(one: Medicine) -> dict[str, Any]:
    contents = [content.substance for content in one.contents]
    return {
        "id": one.id,
        "name": one.name,
        "contents": contents,
        "amounts": [str(content.amount or "") for content in one.contents],
        "doses": [
            {"times": dose.times, "milliunits": int(dose.units * 1000)} for dose in one.doses
        ],
        "is_partly_said": one.is_partly_said,
        "atc": one.atc,
        "dose_form": one.dose_form,
    }


def told(known: Knowledge, basket: list[Medicine]) -> dict[str, Any]:
    """The server's answer in the device's form."""
    found = check(known, basket, None, substance_key)
    return {
        "alerts": [alert(one) for one in found.alerts],
        "ran": [
            {"check": one.check, "sets": [named(each) for each in one.sets]} for one in found.ran
        ],
        "not_run": [
            {"check": one.check, "why": one.why, "what": one.what} for one in found.not_run
        ],
    }


def alert(one: Alert) -> dict[str, Any]:
    return {
        "check": one.check,
        "tier": one.tier,
        "rule": one.rule,
        "subjects": list(one.subjects),
        "medicines": [each.id for each in one.medicines],
        "said": dict(one.said),
        "to_do": dict(one.to_do),
        "source": one.source,
        "of": named(one.of) if one.of else None,
        **({"arithmetic": one.arithmetic} if one.arithmetic else {}),
    }


def named(one: SetName) -> dict[str, str]:
    return {"name": one.name, "edition": one.edition}


def settled(result: dict[str, Any]) -> dict[str, Any]:
    """In one order where none is promised: gaps, and the terms of a substance with several."""
    gaps = sorted(result["not_run"], key=lambda one: (one["check"], one["why"], one["what"]))
    return {**result, "not_run": gaps}


def test_some_hundred_drawn_baskets_by_the_shipped_sets(run: Run, rng: Random) -> None:
    baskets = [drawn(rng) for _basket in range(BASKETS)]
    given = run(
        "domain/safety/check.js",
        SCRIPT,
        [sets_on_devices(), [[on_a_device(one) for one in basket] for basket in baskets]],
    )
    expected = [told(knowledge(), basket) for basket in baskets]
    assert [settled(one) for one in given] == [settled(one) for one in expected]
    alerts = [one for result in given for one in result["alerts"]]
    assert len(alerts) > BASKETS // 4
    sums = {one["arithmetic"] for one in alerts if one["check"] == "doses"}
    assert len(sums) > BASKETS // 4


def test_sets_by_atc_codes_and_classes_of_their_own(run: Run, rng: Random) -> None:
    of = SetName("Licensed", "2026")
    sets = [set_out(for_devices(of, BY_ATC)).model_dump(mode="json", exclude_defaults=True)]
    known = Knowledge([(of, BY_ATC)])
    basket = [
        Medicine("a", "Warfarin", (Content("warfarin sodium"),), "B01AA03", "tablet"),
        Medicine("b", "Ibuprofen", (Content("ibuprofen"),), "M01AE01", "tablet"),
        Medicine("c", "Paracetamol", (Content("paracetamol"),), "N02BE01", "tablet"),
        Medicine("d", "Paracetamol forte", (Content("paracetamol"),), "N02BE01", "tablet"),
        Medicine("e", "Herbs"),
    ]
    given = run("domain/safety/check.js", SCRIPT, [sets, [[on_a_device(one) for one in basket]]])
    assert settled(given[0]) == settled(told(known, basket))
    assert [one["rule"] for one in given[0]["alerts"]] == [
        "bleeding",
        "pair:thin:ache",
        "duplicate:same_ingredient",
        "inr",
    ]


def test_no_set_is_no_all_clear(run: Run) -> None:
    given = run("domain/safety/check.js", SCRIPT, [[], [[on_a_device(Medicine("a", "A"))]]])
    assert settled(given[0]) == settled(told(Knowledge([]), [Medicine("a", "A")]))
    assert [one["check"] for one in given[0]["ran"]] == ["duplicates"]


LINES = """(module, lines) => {
  const of = (id) => ({ id, name: id, contents: ["acetaminophen"], amounts: ["500000"], atc: "N02BE01" });
  return module.medicinesOf(lines.map(([id, dose]) => ({ product: of(id), dose })));
}"""


def test_the_lines_of_a_product_add_up_and_one_that_says_nothing_is_told(run: Run) -> None:
    """Paracetamol twice over, as two lines of a basket say it."""
    often, seldom = {"times": 4, "milliunits": 2000}, {"times": 3, "milliunits": 500}
    medicines = run(
        "domain/safety/medicines.js",
        LINES,
        [["Sanmol", often], ["Sanmol", seldom], ["Sanmol", None]],
    )
    result = run("domain/safety/check.js", SCRIPT, [sets_on_devices(), [medicines]])[0]
    (found,) = [one for one in result["alerts"] if one["check"] == "doses"]
    assert found["arithmetic"] == "4 × 2 × 500 mg + 3 × 0.5 × 500 mg = 4,750 mg > 4,000 mg"
    assert found["rule"] == "dose-paracetamol"
    gaps = [(one["why"], one["what"]) for one in result["not_run"] if one["check"] == "doses"]
    assert ("no_dose", "Sanmol") in gaps
