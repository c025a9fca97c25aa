"""A shop in which every screen of the back office has something to show, and its addresses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.support.alerts import an_alert
from tests.support.approving import a_request
from tests.support.backoffice import client_of
from tests.support.budgets import a_budget
from tests.support.clinical import an_answered_set
from tests.support.cold_chain import a_sensor, an_excursion
from tests.support.consigned import a_settlement
from tests.support.credit import a_credit_payment
from tests.support.customer_returns import a_return as a_customer_return
from tests.support.customer_returns import give_back, returned, sold
from tests.support.destructions import draft_of
from tests.support.gift_cards import a_gift_card
from tests.support.log_findings import a_log_finding
from tests.support.loyalty import a_member, programme
from tests.support.merging import a_merge
from tests.support.offers import an_offer, an_offered
from tests.support.payments import a_bill, paid
from tests.support.portal import answered_order
from tests.support.prescribers import a_prescriber
from tests.support.promotions import a_coupon, a_promotion
from tests.support.proposals import a_proposal
from tests.support.pushing import push, pushed_line, pushed_sale, series_of
from tests.support.quotations import a_quotation, quoted
from tests.support.recalls import a_finding, recall_of
from tests.support.receipts import goods, written
from tests.support.returns import a_return, aside
from tests.support.sent_documents import a_document_request
from tests.support.serials import a_serial_sold
from tests.support.shop import Medicine, Shop, add_medicine, api_key, open_shop, stock_up
from tests.support.stocktaking import a_count
from tests.support.subject_requests import a_subject_request
from tests.support.suppliers import a_code, a_supplier
from tests.support.tills import closed_till, held_opening
from tests.support.unknown_codes import kept_code
from tests.support.unmet_requests import an_unmet_request
from tests.support.vouchers import a_voucher
from tests.surfaces.api.changing import a_change
from tests.surfaces.api.customers import customers_asked
from tests.surfaces.api.transfers import transfers_in_each_state
from tests.surfaces.backoffice.care import care_given
from tests.surfaces.backoffice.imports.wizard import LIST, check, upload
from tests.surfaces.backoffice.named import catalogue, leaving, money, stock_room
from tests.surfaces.branches import a_licence, a_patient, a_share
from theriac.core.approval.models import ApprovalRequest
from theriac.domains.accounts.models import ApiKey, Role, StaffLicence, User
from theriac.domains.catalog.commands.distinct_products import set_products_distinct
from theriac.domains.catalog.commands.own_codes import give_own_code
from theriac.domains.catalog.models import (
    Category,
    DistinctProducts,
    Import,
    Pack,
    Product,
)
from theriac.domains.catalog.search.stored.abbreviations import add_abbreviation
from theriac.domains.customers.models import Customer
from theriac.domains.disposal.commands.take_back import TakenBackNew, log_taken_back
from theriac.domains.organisation.models import SettingsChange
from theriac.domains.patients.models import Collector, HealthFact
from theriac.domains.prescriptions.models import PrescriptionLine
from theriac.domains.recalls.models import RecallBatch
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale
from theriac.domains.serials.models import SerialSold
from theriac.domains.shares.models import Share
from theriac.domains.stock.models import Movement

PARACETAMOL = {"substance": "Paracetamol", "strength": "500 mg", "dose_form": "tablet"}


def busy_shop(currency: str = "") -> tuple[Shop, Client]:
    """Products, batches, sales, a case, a held sale, a gap, a key and two imports; the owner."""
    shop = open_shop(currency=currency)
    owner = client_of(shop, "owner")
    client_of(shop, "cashier")
    medicine = add_medicine(shop, manufacturer="Sehat Makmur", category="Demam", **PARACETAMOL)
    batch = stock_up(shop, medicine, 4, shelf="C-04")
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], 1))
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 14)])], 4))
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 2)])], 4))
    api_key(shop)
    a_share(shop)
    check(owner, upload(owner))
    upload(owner, LIST, "lagi.csv")
    recall_of(shop, [stock_up(shop, medicine, 3, batch_number="R-1")])
    an_answered_set(shop)
    draft_of(shop, [(stock_up(shop, medicine, 2, batch_number="D-1"), "shelf", 1)])
    log_taken_back(
        actor=shop.owner,
        branch_id=shop.branch_id,
        waste=TakenBackNew(waste="mixed", grams=5, name="bag"),
    )
    a_finding(shop)
    a_serial_sold(shop, medicine)
    a_patient(shop)
    a_subject_request(shop)
    a_prescriber(shop)
    a_prescriber(shop, "Anny Widjaja")
    supplier_id = a_supplier(shop)
    a_code(supplier_id, medicine)
    an_alert(shop, medicine)
    a_count(shop)
    written(shop, supplier_id, goods(shop, medicine))
    sachet = a_credit_note(shop, add_medicine(shop, "Oralit sachet"))
    transfers_in_each_state(shop, stock_up(shop, sachet, 9))
    set_products_distinct(actor=shop.owner, pairs=[(medicine.id, sachet.id)])
    a_return(shop, supplier_id, [aside(stock_up(shop, medicine, 2, batch_number="S-1"), 1)])
    an_offer(shop, supplier_id, an_offered(medicine))
    a_settlement(shop, supplier_id)
    a_voucher(shop)
    paid(shop, a_bill(shop, medicine, "INV-81", supplier_id))
    a_bill(shop, medicine, "INV-82", supplier_id)
    answered_order(shop, sachet, supplier_id)
    planned(shop, medicine, supplier_id)
    a_sensor(shop)
    an_excursion(shop)
    a_change(shop)
    customers_asked()
    a_licence(shop, User.objects.get_by_natural_key("cashier").id)
    a_merge(shop)
    give_own_code(actor=shop.owner, product_id=medicine.id)
    care_given(shop, medicine)
    a_request(shop, batch)
    kept_code(shop)
    add_abbreviation(actor=shop.owner, short="pnx", words="panadol extra")
    return shop, owner


def a_credit_note(shop: Shop, medicine: Medicine) -> Medicine:
    """The medicine, of which two were sold and one came back."""
    stock_up(shop, medicine, 2, batch_number="CN-1")
    sale = sold(shop, [(medicine.id, 2)])
    give_back(shop, a_customer_return(sale, returned(sale.lines[0].id, 1)))
    a_document_request(shop, sale.sale.id)
    return medicine


def planned(shop: Shop, medicine: Medicine, supplier_id: Any) -> None:
    """A proposal, a budget, a lost sale, a quotation, a till that is short and one that is held."""
    an_unmet_request(shop, medicine)
    a_quotation(shop, quoted(medicine))
    closed_till(shop, short=60_000)
    a_log_finding(shop)
    a_credit_payment(shop)
    programme(shop)
    a_member(shop)
    a_gift_card(shop)
    held_opening(shop)
    a_proposal(shop, medicine, supplier_id)
    a_budget(shop, 10**12)
    later = shop.today + timedelta(days=300)
    a_coupon(shop, a_promotion(shop, first_on=later, last_on=later, needs_coupon=True))


def screens(shop: Shop) -> dict[str, str]:
    """The address of every screen by its name, each with something that exists."""
    movement = Movement.objects.filter(kind=Movement.Kind.OPENING).order_by("id")[0]
    checked, opened = Import.objects.order_by("created_at")
    known = {
        "product_id": movement.product_id,
        "batch_id": movement.batch_id,
        "movement_id": movement.id,
        "document_id": movement.document_id,
        "pack_id": Pack.objects.get(product_id=movement.product_id, factor=10).id,
        "other_id": Product.objects.exclude(id=movement.product_id).order_by("id")[0].id,
        **catalogue(),
        "sale_id": Sale.objects.order_by("sequence")[0].id,
        "case_id": DiscrepancyCase.objects.all()[0].id,
        "held_id": HeldPush.objects.get().id,
        "sold_id": SerialSold.objects.get().id,
        "series_id": series_of(shop).id,
        "first": 2,
        "terminal_id": shop.terminal_id,
        "branch_id": shop.branch_id,
        "user_id": User.objects.get_by_natural_key("cashier").id,
        "customer_id": Customer.objects.get().id,
        "key_id": ApiKey.objects.get().id,
        "share_id": Share.objects.get().id,
        "import_id": checked.id,
        "file_id": checked.file_id,
        "job_id": checked.job_id,
        "variant": "thumbnail",
        "licence_id": StaffLicence.objects.order_by("id")[0].id,
        "request_id": ApprovalRequest.objects.get().id,
        "change_id": SettingsChange.objects.get().id,
        "role_id": Role.objects.get(code="auditor").id,
        **leaving(),
        **stock_room(),
        "patient_id": HealthFact.objects.get().patient_id,
        "code": "patients.inactive",
        "action_code": "sales.discount",
        "step": "account",
        "fact_id": HealthFact.objects.get().id,
        **money(),
        "collector_id": Collector.objects.get().id,
    }
    own: dict[str, dict[str, Any]] = {
        "category_rename": {"group_id": Category.objects.get().id},
        "products_alike": DistinctProducts.objects.values("one_id", "other_id").get(),
        **{
            f"recall_{name}": {"batch_id": RecallBatch.objects.get().batch_id}
            for name in ("found", "brought_back", "missing")
        },
        **of_lines(),
        **{name: {"import_id": opened.id} for name in ("import_columns", "import_sheet")},
    }
    found = {}
    for pattern in get_resolver("theriac.surfaces.backoffice.urls").url_patterns:
        assert isinstance(pattern, URLPattern)
        name = str(pattern.name)
        values = {**known, **own.get(name, {})}
        wanted = {key: values[key] for key in pattern.pattern.converters}
        found[name] = reverse(f"backoffice:{name}", kwargs=wanted)
    return found


def of_lines() -> dict[str, dict[str, Any]]:
    """The screens of a prescription's line, with the line that each is of."""
    line = {"line_id": PrescriptionLine.objects.get(position=1).id}
    acts = ("line", "choose", "match", "substitute", "dispense", "not_dispensed")
    return {f"prescription_{name}": line for name in (*acts, "label", "label_pdf")}
