"""The demo's care for its stock: an open recall, a fridge that was too warm, the want list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.domains.catalog.commands.merge import merge_products
from theriac.domains.catalog.commands.products import NewPack, NewProduct, add_product
from theriac.domains.cold_chain.commands.readings import ReadingSent, record_readings
from theriac.domains.cold_chain.commands.sensors import SensorWritten, add_sensor
from theriac.domains.organisation.ids import BranchId
from theriac.domains.recalls.commands.open import open_recall
from theriac.domains.recalls.commands.units import CountedUnits, put_into_quarantine
from theriac.domains.recalls.queries.accounts import accounts_of
from theriac.domains.replenishment.commands.want import WantWritten, add_want
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.opening_stock import enter_opening_stock
from theriac.domains.stock.queries.batches.batch_lines import BatchLine, batch_lines
from theriac.surfaces.operations.demo.plan.products import ProductPlan
from theriac.surfaces.operations.demo.stock import Stocked

Goods = tuple[ProductPlan, Stocked]
WORDS: Mapping[str, Mapping[str, str]] = {
    "id": {
        "recall": "Endapan dalam botol, surat produsen",
        "reference": "Surat produsen 118/QA",
        "fridge": "Kulkas vaksin",
        "want": "Plester anak bermotif",
        "unit": "kotak",
        "note": "Ditanyakan tiga kali minggu ini",
        "twice": "Tercatat dua kali",
    },
    "in": {
        "recall": "Sediment in the bottle, letter of the maker",
        "reference": "Maker's letter 118/QA",
        "fridge": "Vaccine fridge",
        "want": "Plasters for children",
        "unit": "box",
        "note": "Asked for three times this week",
        "twice": "Entered twice",
    },
}
FIRST = 40
"""Where in the plan the goods stand that a recall or the want list may be of."""
FOUND, SEVERAL, LOOKED_AT = 5, 20, 15
STEP = timedelta(minutes=30)
READ, WARM_FROM, WARM_TO = 48, 20, 23
"""How many readings there are, and which of them were too warm."""


def words_of(country: str) -> Mapping[str, str]:
    """What the demo of a country says here; English where it has no words of its own."""
    return WORDS.get(country, WORDS["in"])


def add_recall(
    actor: Actor, branch_id: BranchId, goods: Sequence[Goods], end: datetime, country: str
) -> int:
    """Recall a batch that customers have units of; a part of it is in quarantine already."""
    said = words_of(country)
    with clock.at(end - timedelta(hours=4)):
        batch = _recalled(actor, branch_id, goods[FIRST:])
        if batch is None:
            return 0
        recall = open_recall(
            actor=actor,
            branch_id=branch_id,
            batch_ids=[batch.batch_id],
            source="batch",
            reason=said["recall"],
            reference=said["reference"],
        )
    with clock.at(end - timedelta(hours=3)):
        put_into_quarantine(
            actor=actor,
            branch_id=branch_id,
            recall_id=recall.id,
            units=CountedUnits(batch.batch_id, FOUND),
        )
    return 1


def _recalled(actor: Actor, branch_id: BranchId, goods: Sequence[Goods]) -> BatchLine | None:
    """A batch that customers have units of, of a medicine that other batches are there of too."""
    seen: dict[UUID, BatchLine] = {}
    for product, stocked in goods:
        if len(seen) == LOOKED_AT:
            break
        if not product.is_medicine or product.storage == "fridge":
            continue
        lines = batch_lines(actor=actor, branch_id=branch_id, product_id=stocked.product_id)
        first = [line for line in lines if line.order and line.quantity > SEVERAL and line.number]
        if len(lines) > 1 and first:
            seen[first[0].batch_id] = first[0]
    sold = {key: one.sold for key, one in accounts_of(list(seen)).items()}
    best = max(sold, key=lambda key: sold[key], default=None)
    return seen[best] if best else None


def add_fridge(
    actor: Actor, branch_id: BranchId, goods: Sequence[Goods], end: datetime, country: str
) -> int:
    """A day of a fridge's readings, an hour and a half of it too warm; how many readings."""
    shelves = [product.shelf for product, _stocked in goods if product.storage == "fridge"]
    shelf = shelves[0] if shelves else ""
    facts = SensorWritten(code="T-01", name=words_of(country)["fridge"], shelf=shelf)
    begun = end - (READ - 1) * STEP
    readings = [
        ReadingSent(
            code=facts.code,
            taken_at=begun + number * STEP,
            tenths=94 if WARM_FROM <= number <= WARM_TO else 42 + number % 5 * 3,
        )
        for number in range(READ)
    ]
    with clock.at(begun):
        add_sensor(actor=actor, branch_id=branch_id, facts=facts)
    with clock.at(end):
        return record_readings(actor=actor, branch_id=branch_id, readings=readings).recorded


def add_wants(
    actor: Actor, branch_id: BranchId, goods: Sequence[Goods], end: datetime, country: str
) -> int:
    """What somebody noted that lacks: two products, and one that the catalogue doesn't have."""
    said = words_of(country)
    wanted = [
        WantWritten(
            quantity=product.shelf_factor * 5, product_id=stocked.product_id, note=said["note"]
        )
        for product, stocked in goods[FIRST : FIRST + 2]
    ]
    wanted.append(WantWritten(quantity=2, text=said["want"], unit=said["unit"], source="lost_sale"))
    with clock.at(end - timedelta(hours=2)):
        for want in wanted:
            add_want(actor=actor, branch_id=branch_id, want=want)
    return len(wanted)


def add_merged(
    actor: Actor, branch_id: BranchId, goods: Sequence[Goods], end: datetime, country: str
) -> int:
    """A product that was entered twice, with stock, merged into the first; batches it made."""
    why = words_of(country)["twice"]
    product, stocked = goods[FIRST + 2]
    twice = NewProduct(
        name=f"{product.name} *",
        base_unit=product.base_unit,
        legal_class=product.legal_class,
        packs=[NewPack(name=product.packs[0].name, factor=1)],
        manufacturer=product.maker,
        storage=product.storage,
        tax_class=product.tax_class,
    )
    with clock.at(end - timedelta(hours=6)):
        product_id: UUID = add_product(actor=actor, product=twice)
        line = DeliveryLine(
            product_id=product_id,
            quantity=SEVERAL,
            batch_number="DUP-01",
            expires_on=(end + timedelta(days=400)).date(),
            cost_amount=1000,
        )
        enter_opening_stock(actor=actor, branch_id=branch_id, lines=[line], reason=why)
    with clock.at(end - timedelta(hours=5)):
        merge_products(actor=actor, kept_id=stocked.product_id, merged_id=product_id, reason=why)
    return 2
