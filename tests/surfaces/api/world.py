"""A shop with one of everything that the API names, and a valid request for each operation.

The matrix of roles, the replay of writes, the check of answers and the fuzzing start from these.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, open_shop, stock_up
from tests.surfaces.api.barcodes import barcode_reads, barcode_writes
from tests.surfaces.api.books import books_asked
from tests.surfaces.api.budgets import budgets_asked
from tests.surfaces.api.changing import a_change, changes_asked, give_picture, numbers_asked
from tests.surfaces.api.clinical import safety_asked
from tests.surfaces.api.consignment import consignment_reads, consignment_writes
from tests.surfaces.api.controlled import register_reads, register_writes
from tests.surfaces.api.customers import customers_asked
from tests.surfaces.api.disposal import leaving_asked
from tests.surfaces.api.duty import duty_asked
from tests.surfaces.api.generics import SAID, generic_reads, generic_writes
from tests.surfaces.api.handing_in import file_reads, file_write, leaflet_of
from tests.surfaces.api.importing import Imports, begun_imports, import_reads, import_writes
from tests.surfaces.api.merging import merge_reads, merge_writes
from tests.surfaces.api.offers import offer_reads, offer_writes
from tests.surfaces.api.patients import patient_reads, patient_writes
from tests.surfaces.api.payments import payments_asked
from tests.surfaces.api.people import people_asked
from tests.surfaces.api.pieces import Asked, money
from tests.surfaces.api.prescribers import prescriber_reads, prescriber_writes
from tests.surfaces.api.prescriptions import prescription_writes
from tests.surfaces.api.prices import price_writes
from tests.surfaces.api.promotions import promotions_asked
from tests.surfaces.api.proposals import proposals_asked
from tests.surfaces.api.purchase_orders import purchase_orders_asked
from tests.surfaces.api.recalls import recalls_asked
from tests.surfaces.api.receipts import receipt_reads, receipt_writes, terms_writes
from tests.surfaces.api.replenishment import watching_reads, watching_writes
from tests.surfaces.api.reservations import reserving_asked
from tests.surfaces.api.returns import return_reads, return_writes
from tests.surfaces.api.signing_in import sign_ins
from tests.surfaces.api.sold import sale_writes, sold_reads
from tests.surfaces.api.stock_moves import stock_writes
from tests.surfaces.api.stocktaking import count_reads, count_writes
from tests.surfaces.api.subject_requests import subject_requests_asked
from tests.surfaces.api.supplier_feed import supplier_feed_asked
from tests.surfaces.api.suppliers import supplier_reads, supplier_writes
from tests.surfaces.api.transfers import transfer_reads, transfer_writes
from tests.surfaces.api.treatment import treatment_reads, treatment_writes
from tests.surfaces.api.waits import wait_reads, wait_writes
from theriac.core.ids import new_id
from theriac.core.jobs.models import Job
from theriac.core.outbox.positions import give_positions
from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.organisation.commands.series import open_series
from theriac.domains.replenishment.commands.minimum import set_minimum
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.stock.models import Movement

CODE = "8991234567891"


@dataclass
class World:
    """What there is, by id."""

    shop: Shop
    medicine: Medicine
    other: Medicine
    batch_id: UUID
    document_id: UUID
    movement_id: UUID
    sale_id: UUID
    case_id: UUID
    series_id: UUID
    change_id: UUID
    imports: Imports
    file_id: UUID

    @cached_property
    def requests(self) -> dict[str, Asked]:
        """A valid request by operation id; what they are about is made when they are first read."""
        return requests_of(self)


def full_world() -> World:
    """The world with all that its requests are about."""
    world = build_world()
    assert world.requests
    return world


def build_world() -> World:
    """One pharmacy with stock, a sale, a case, a minimum, a picture, and events in the feed."""
    shop = open_shop()
    medicine = add_medicine(shop, manufacturer="Sehat Farma", category="Analgesic", **SAID)
    other = add_medicine(shop, "Cetirizine 10 mg tablet")
    add_barcode(actor=shop.owner, pack_id=medicine.packs[10], code=CODE)
    batch_id = stock_up(shop, medicine, 1000, batch_number="B-1")
    stock_up(shop, other, 5)
    set_minimum(actor=shop.owner, branch_id=shop.branch_id, product_id=medicine.id, quantity=20)
    give_picture(shop, medicine.id)
    done = complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=2)]),
    )
    push(shop, pushed_sale(shop, [pushed_line(shop, other, [(stock_up(shop, other, 1), 9)])]))
    give_positions()
    movement = Movement.objects.get(batch_id=batch_id, kind="opening")
    return World(
        shop=shop,
        medicine=medicine,
        other=other,
        batch_id=batch_id,
        document_id=movement.document_id,
        movement_id=movement.id,
        sale_id=done.sale.id,
        case_id=DiscrepancyCase.objects.values_list("id", flat=True).get(kind="stock_short"),
        series_id=own_series(shop),
        change_id=a_change(shop),
        imports=begun_imports(shop),
        file_id=leaflet_of(shop, medicine),
    )


def own_series(shop: Shop, generation: int = 2) -> UUID:
    """A series that a device of the program numbers by itself."""
    return open_series(
        actor=shop.owner,
        terminal_id=shop.api_terminal_id,
        kind="sale",
        prefix=f"MLT-A1B-{shop.today:%y}-",
        period=f"{shop.today:%Y}",
        generation=generation,
    )


def job_for(actor_id: UUID, state: str = "ready") -> UUID:
    """A job that this actor asked for."""
    return Job.objects.create(id=new_id(), task="x", state=state, requested_by=actor_id).id


def requests_of(world: World) -> dict[str, Asked]:
    """A valid request by operation id; a second case of one operation has a colon."""
    reads = {name: Asked("GET", path, writes=False) for name, path in reads_of(world).items()}
    return reads | (
        catalogue_writes(world)
        | stock_writes(world)
        | terms_writes(world.shop)
        | sale_writes(world)
        | import_writes(world.imports)
        | sign_ins(world.shop)
        | changes_asked(world.change_id)
        | numbers_asked()
        | patient_writes(world.shop)
        | prescriber_writes(world.shop)
        | prescription_writes(world.shop)
        | wait_writes(world.shop)
        | treatment_writes(world.shop)
        | register_writes(world.shop)
        | duty_asked(world.shop)
        | supplier_writes(world.shop, world.medicine)
        | people_asked(world.shop)
        | watching_writes(world.shop, world.other)
        | reserving_asked(world.shop, world.medicine)
        | count_writes(world.shop, world.other.id)
        | receipt_writes(world.shop, world.medicine)
        | transfer_writes(world.shop, world.batch_id)
        | return_writes(world.shop)
        | offer_writes(world.shop, world.medicine)
        | consignment_writes(world.shop)
        | customers_asked()
        | recalls_asked(world.shop, world.other)
        | leaving_asked(world.shop, world.other)
        | merge_writes(world.shop, world.medicine)
        | books_asked(world.shop)
        | safety_asked(world.shop, world.medicine)
        | payments_asked(world.shop)
        | purchase_orders_asked(world.shop)
        | budgets_asked(world.shop)
        | promotions_asked(world.shop)
        | proposals_asked(world.shop)
        | subject_requests_asked(world.shop)
        | supplier_feed_asked(world.shop)
    )


OF_NOTHING = {
    "listBranches": "/branches",
    "listTerminals": "/terminals",
    "listDocumentNumbers": "/document-numbers",
    "listCategories": "/categories",
    "listManufacturers": "/manufacturers",
    "listMinimums": "/minimums",
    "listBins": "/bins",
    "getStockValue": "/stock-value",
    "listStockProofs": "/stock-proofs",
    "listJobs": "/jobs",
    "getSigningKeys": "/auth/keys",
}
"""Reads whose address names no thing."""


def reads_of(world: World) -> dict[str, str]:
    product = str(world.medicine.id)
    strip = str(world.medicine.packs[10])
    batch = str(world.batch_id)
    return {
        "getMe": "/me",
        **OF_NOTHING,
        "getBranch": f"/branches/{world.shop.branch_id}",
        "listProducts": "/products?category=Analgesic&status=active&limit=1",
        "listProducts:search": "/products?q=paracetamol",
        "getProduct": f"/products/{product}",
        "getPicture": f"/products/{product}/picture?size=thumbnail",
        "listPrices": f"/products/{product}/prices?pack_id={strip}",
        **barcode_reads(world.shop, CODE),
        "listStock": "/stock?q=paracetamol",
        "getStock": f"/stock/{product}",
        "listBatches": f"/batches?product_id={product}&in_stock=true",
        "getBatch": f"/batches/{batch}",
        "getConsignmentDue": "/consignment-due?first=2026-01-01&last=2026-12-31",
        "printLabels": f"/batches/{batch}/labels?paper=50x25&count=2",
        "listMovements": "/stock-movements?limit=1",
        "listMovements:card": f"/stock-movements?product_id={product}",
        "getMovement": f"/stock-movements/{world.movement_id}",
        "getMinimum": f"/minimums/{product}",
        "listStockAsAt": "/stock-as-at?at=2026-11-20T10:00:00Z",
        "listStockCover": "/stock-cover?window=90",
        "getStockWhereabouts": f"/stock-whereabouts/{product}",
        "getExpiryBoard": "/expiry-board?band=look&unsold=false",
        **sold_reads(world),
        "listCases": "/cases?is_open=true",
        "getCase": f"/cases/{world.case_id}",
        **import_reads(world.imports),
        **file_reads(world.file_id),
        "followFeed": "/feed?limit=1",
        "listEvents": "/events?after=0&limit=200",
        "getJob": "/jobs/{job}",
        **patient_reads(world.shop),
        **prescriber_reads(world.shop),
        **wait_reads(world.shop),
        **treatment_reads(world.shop),
        **register_reads(world.shop),
        **supplier_reads(world.shop),
        **watching_reads(world.shop, world.other),
        **count_reads(world.shop),
        **receipt_reads(world.shop, world.medicine),
        **transfer_reads(world.shop, world.batch_id),
        **return_reads(world.shop),
        **offer_reads(world.shop, world.medicine),
        **consignment_reads(world.shop),
        **generic_reads(world.shop, world.medicine),
        **merge_reads(),
    }


def catalogue_writes(world: World) -> dict[str, Asked]:
    product = str(world.medicine.id)
    return {
        "addProduct": Asked(
            "POST",
            "/products",
            {
                "name": "Amoxicillin 500 mg capsule",
                "base_unit": "capsule",
                "legal_class": "bebas",
                "category": "Antibiotic",
                "manufacturer": "Sehat Farma",
                "packs": [{"name": "strip", "factor": 10, "price": money(12000)}],
                "ceiling": {"price": money(2000), "units": 1},
            },
        ),
        "changeProduct": Asked(
            "PATCH", f"/products/{product}", {"strength": "500 mg"}, edits=f"/products/{product}"
        ),
        **generic_writes(product, world.medicine.packs[1]),
        "giveOwnCode": Asked("POST", f"/products/{product}/own-code"),
        "addPack": Asked("POST", f"/products/{product}/packs", {"name": "case", "factor": 1000}),
        "setPicture": Asked("POST", f"/products/{product}/picture", file="picture"),
        "addFile": file_write(product),
        **price_writes(world.medicine),
        **barcode_writes(world.shop, world.medicine, CODE),
    }
