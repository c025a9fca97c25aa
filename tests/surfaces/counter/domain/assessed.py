"""A basket as the counter assesses it: goods, batches and lines by few words."""

from __future__ import annotations

from typing import Any

from tests.surfaces.counter.domain.conftest import Run

LATER = "2027-06-30"
ASSESS = """async (assess, {country, products, batches, lines, grounds, refusals, settings, reserved, patient, hand_over}) => {
  const { createCatalogue } = await import("/counter/app/catalogue.js");
  const world = {
    today: "2026-11-20", now: "2026-11-20T03:00:00Z", place: {country, exceptions: settings.exceptions},
    settings: {branch: {id: "br", tax_registered: true, tax_state: "27"}, ...settings},
  };
  const catalogue = createCatalogue(() => world);
  catalogue.load({products, batches});
  const basket = {id: "basket", lines, grounds, selected: null, reserved, patient, hand_over};
  const found = assess.assess({basket, serverRefusals: refusals}, catalogue, world);
  return {
    open: found.open?.kind ?? null, totals: found.totals,
    lines: found.lines.map((row) => ({
      taken: row.taken.map((part) => [part.batch.id, part.quantity]), amount: row.amount, price: row.unitPrice,
      openedFirst: row.openedFirst ?? null,
      parts: row.parts.map((part) => [part.pack.id, part.packs, part.priced?.total ?? null]),
      problems: row.problems.map(({kind, level, position, lineId, ...facts}) => [kind, level, facts]),
    })),
  };
}"""


def product(key: str = "p", **more: Any) -> dict[str, Any]:
    packs = [("tablet", 1), ("strip", 10), ("box", 100)]
    return {
        "id": key,
        "name": key.title(),
        "legal_class": "bebas",
        "tax_class": "standard",
        "rotation": "fefo",
        "status": "active",
        "packs": [
            {"id": name, "name": name, "factor": factor, "sellable": True, "codes": []}
            for name, factor in packs
        ],
        "prices": [price("strip", 6500)],
        "ceilings": [],
        **more,
    }


def price(pack: str, amount: int, since: str = "2026-01-01T00:00:00Z") -> dict[str, Any]:
    return {"pack_id": pack, "branch_id": None, "amount": amount, "valid_from": since}


def batch(key: str, quantity: int, expiry: str | None = LATER, **more: Any) -> dict[str, Any]:
    received = {"received": "2026-05-01", "status": "available", "mrp": None, "shelf": ""}
    held = {"id": key, "product_id": "p", "number": key.upper(), "quantity": quantity}
    return {**held, "expiry": expiry, **received, **more}


def line(packs: int = 1, pack: str = "strip", key: str = "l", **more: Any) -> dict[str, Any]:
    basics = {"id": key, "product_id": "p", "pack_id": pack, "packs": packs}
    return {**basics, "pin": None, "ground_id": None, "price": None, **more}


def assess(run: Run, *lines: dict[str, Any], country: str = "id", **given: Any) -> Any:
    around = {
        "products": [product()],
        "batches": [batch("b1", 500)],
        "grounds": [],
        "refusals": {},
        "settings": {"exceptions": []},
    }
    return run("domain/assess.js", ASSESS, {**around, "country": country, "lines": lines, **given})


def kinds(row: Any) -> list[str]:
    return [kind for kind, _level, _facts in row["problems"]]
