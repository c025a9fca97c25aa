"""The demo as it stands after loading: made by the domains' rules, so that verify is clean."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import authenticate
from django.db.models import Count, F, Sum

from tests.support.staff import handle_of
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.verification.registry import run_checks
from theriac.countries.registry import profile_for
from theriac.domains.accounts.commands.pins import PinState, try_pin
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.badges import badge_of_code
from theriac.domains.catalog.models import Barcode, Pack, Price, Product
from theriac.domains.cold_chain.models import ColdReading, Excursion
from theriac.domains.controlled.models import CountCase, RegisterLine
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.device_logs.models import LogFinding
from theriac.domains.organisation.models import Branch, Pharmacy, Terminal
from theriac.domains.proposals.models import PurchaseProposal
from theriac.domains.proposals.snapshot import read_market
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.domains.purchasing.models import GoodsReceipt, SupplierReturn
from theriac.domains.queue_tickets.queries import queue_at
from theriac.domains.quotations.models import Quotation
from theriac.domains.quotations.queries import standing_of
from theriac.domains.recalls.models import Recall, RecallBatch
from theriac.domains.recalls.queries.accounts import accounts_of
from theriac.domains.replenishment.models import StockAlert, WantEntry
from theriac.domains.sales.models import DiscrepancyCase, Payment, Sale, SaleGround, SaleLine
from theriac.domains.serials.models import SerialRefusal
from theriac.domains.stock.models import Balance, Batch, Reservation
from theriac.domains.suppliers.models import Supplier
from theriac.domains.tills.models import TillSession
from theriac.domains.waitlist.models import Wait
from theriac.domains.waitlist.rules import in_order
from theriac.surfaces.operations.demo import load_demo
from theriac.surfaces.operations.demo.load import DemoSummary
from theriac.surfaces.operations.demo.plan.pharmacy import SMALL, DemoPharmacy

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)
COINS = {"id": 100}
"""The smallest sum in coins, where the demo's pharmacy rounds cash."""
OF_CARE = 2
"""Products with one pack and price each that aren't of the plan: a service, what is compounded."""
AFTERNOON = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.mark.one_server
@pytest.mark.rows("OPS-27", "UX-12")
@pytest.mark.parametrize("country", ["id", "in", "generic"])
def test_the_demo_stands_as_a_pharmacy_does_and_verify_is_clean(country: str) -> None:
    """Loaded once a country, since that is what this costs; each part says what must stand."""
    told: list[int] = []
    with clock.at(AFTERNOON):
        summary = load_demo(country=country, scale=SMALL, progress=told.append)

    percents_only_grow(told)
    assert {result.name: result.violations for result in run_checks() if result.violations} == {}
    people_can_sign_in(summary)
    books_hold_what_was_planned(summary)
    stock_has_every_age(country)
    numbers_run_from_one(country)
    packs_prices_and_barcodes_came_through(country)
    cash_is_given_back_and_everything_else_is_exact(country)
    the_stock_room_has_something_of_everything()
    the_counters_have_a_queue_and_a_log_to_settle(summary)


def people_can_sign_in(summary: DemoSummary) -> None:
    assert not User.objects.filter(must_change_password=True).exists()
    assert list(dict.fromkeys(one.role for one in summary)) == [
        "owner",
        "manager",
        "pharmacist",
        "technician",
        "cashier",
        "restocker",
        "auditor",
        "administrator",
        "stocktaker",
    ]
    for one in summary.sign_ins:
        person = authenticate(username=handle_of(one.username), password=one.password)
        assert person is not None
        badge = badge_of_code(one.badge)
        assert badge is not None
        assert (badge.user_id, badge.asks_pin) == (person.pk, False)
        assert try_pin(actor=SYSTEM, user_id=person.pk, pin=one.pin).state is PinState.FITS
    assert len(summary.sign_ins) == User.objects.filter(kind="staff").count()


def percents_only_grow(told: list[int]) -> None:
    assert told == sorted(told)
    assert told[-1] == 100
    assert len(set(told)) > 20


def books_hold_what_was_planned(summary: DemoSummary) -> None:
    assert Sale.objects.count() == summary.counts["sales"] > 390
    own = Product.objects.exclude(status="merged")
    assert own.count() - OF_CARE == summary.counts["products"] == SMALL.products
    assert Batch.objects.count() == summary.counts["batches"]
    assert Supplier.objects.filter(state="blocked").count() == 1
    assert Supplier.objects.count() == summary.counts["suppliers"] == 4
    cases = Counter(DiscrepancyCase.objects.values_list("kind", "settlement"))
    assert cases == {
        ("stock_short", ""): 1,
        ("price", ""): 1,
        ("batch_expired", ""): 1,
        ("person", "accepted"): 1,
        ("ground", ""): 1,
        ("clock", ""): 1,
    }
    assert StockAlert.objects.filter(kind="low", cleared_at=None).count() >= 2
    active = Reservation.objects.filter(state="active")
    assert Counter(active.values_list("purpose", flat=True)) == {
        "order": 1,
        "hand": 1,
        "waitlist": 1,
    }
    sessions = TillSession.objects.order_by("opened_at")
    assert sessions.count() == summary.counts["tills"] > 6
    assert {one.state for one in sessions} - {"open"} == {"settled", "closed"}
    assert sessions.filter(state="closed").count() == 1, "one is short and waits for a manager"
    assert CustomerReturn.objects.count() == summary.counts["credit_notes"] == 3
    assert summary.counts["reservations"] == 2
    assert summary.counts["waits"] == 3
    assert summary.counts["preparations"] == 3
    assert set(CountCase.objects.values_list("difference", flat=True)) <= {-1}
    assert CountCase.objects.exists() == RegisterLine.objects.exists()
    home = Branch.objects.order_by("code")[0].id
    waits = in_order(Wait.objects.filter(branch_id=home))
    assert [(one.state, one.ticket, one.told_at) for one in waits] == [
        ("waiting", "B-42", None),
        ("offered", "", None),
        ("waiting", "", None),
    ]
    assert SerialRefusal.objects.count() == summary.counts["refused"] == 1


def stock_has_every_age(country: str) -> None:
    in_stock = Balance.objects.filter(quantity__gt=0)
    with clock.at(AFTERNOON):
        today = clock.today(profile_for(country).time_zones[0])
    assert in_stock.filter(batch__expires_on__lte=today).count() >= 2
    assert in_stock.filter(batch__expires_on__gt=today).count() > 200
    assert in_stock.filter(batch__expires_on=None).count() >= 2


def numbers_run_from_one(country: str) -> None:
    profile = profile_for(country)
    numbers = list(Sale.objects.values_list("number", flat=True))
    assert [number for number in numbers if not profile.is_valid_number(number)] == []
    series = Sale.objects.values("series_id").annotate(count=Count("id"), sum=Sum("sequence"))
    assert len(series) == Terminal.objects.count() == 5
    for one in series:
        assert one["sum"] == one["count"] * (one["count"] + 1) // 2


def packs_prices_and_barcodes_came_through(country: str) -> None:
    plan = DemoPharmacy(country, TODAY, SMALL)
    packs = [pack for product in plan.products for pack in product.packs]
    assert Pack.objects.exclude(product__status="merged").count() == len(packs) + OF_CARE
    assert Barcode.objects.count() == sum(len(pack.barcodes) for pack in packs)
    changed = sum(
        pack.price != pack.earlier_price for pack in packs if pack.earlier_price is not None
    )
    priced = sum(pack.price is not None for pack in packs)
    assert Price.objects.count() == changed + priced + OF_CARE


def cash_is_given_back_and_everything_else_is_exact(country: str) -> None:
    assert Payment.objects.filter(method="cash", change__gt=0).count() > 50
    assert Payment.objects.exclude(method="cash").filter(change__gt=0).count() == 0
    kept = Payment.objects.filter(method="cash").values_list(F("tendered") - F("change"), flat=True)
    assert {total % COINS.get(country, 1) for total in kept} == {0}


def the_stock_room_has_something_of_everything() -> None:
    """At the branch where the owner stands."""
    here = Branch.objects.order_by("code")[0].id
    receipts = GoodsReceipt.objects.filter(branch_id=here)
    states = Counter(receipts.values_list("state", flat=True))
    assert states.pop("posted") > 2, "its deliveries stand among the receipts"
    assert states == {"checked": 1, "draft": 1}
    newest = receipts.filter(state="posted").order_by("-posted_at")[0]
    short, bonus = newest.lines.order_by("position")
    assert (short.is_short_accepted, short.bonus_packs, bonus.bonus_packs) == (True, 0, 1)
    assert SupplierReturn.objects.filter(branch_id=here).count() == 2
    recall = Recall.objects.get(state="open", branch_id=here)
    traced = accounts_of([RecallBatch.objects.get(recall=recall).batch_id])
    (account,) = traced.values()
    assert account.found == 5
    assert account.elsewhere > 0
    assert account.sold > 0
    assert ColdReading.objects.filter(sensor__branch_id=here).count() == 48
    assert Excursion.objects.filter(sensor__branch_id=here).count() == 1
    assert WantEntry.objects.filter(branch_id=here, source__in=["hand", "lost_sale"]).count() == 3
    assert Product.objects.filter(status="merged").count() == 1
    proposals_of_two_suppliers_are_ordered_and_waiting()


def the_counters_have_a_queue_and_a_log_to_settle(summary: DemoSummary) -> None:
    """At the branch where the owner stands."""
    here = Branch.objects.order_by("code")[0].id
    with clock.at(AFTERNOON):
        queue = queue_at(here)
        quotations = Counter(standing_of(one) for one in Quotation.objects.all())
    assert [one.number for one in queue.waiting] == ["P001", "A003", "R002"]
    assert [one.number for one in queue.called] == ["A002"]
    assert (queue.average_wait, summary.counts["tickets"]) == (400, 6)
    found = LogFinding.objects.filter(branch_id=here).order_by("index")
    assert [(one.kind, one.settled_at is None) for one in found] == [
        ("removed", False),
        ("edited", True),
    ]
    assert summary.counts["log_findings"] == 2
    shown = found[1].facts["fields"]
    assert [(one["field"], one["logged"] // one["sent"]) for one in shown] == [("total", 2)]
    assert quotations == {"issued": 1, "expired": 1, "cancelled": 1}


def proposals_of_two_suppliers_are_ordered_and_waiting() -> None:
    ordered, waiting = PurchaseProposal.objects.order_by("state")
    assert (ordered.state, waiting.state) == ("ordered", "submitted")
    for one in (ordered, waiting):
        lots = read_market(one.market).lots.values()
        assert len({lot.option.supplier_id for lot in lots if lot.offer_line_id}) == 2
        assert 0 < one.cost <= one.money_limit
    placed = PurchaseOrder.objects.filter(source_kind="proposal", source_id=ordered.id)
    asked = ordered.bought.values_list("supplier_id", flat=True)
    assert set(placed.values_list("supplier_id", flat=True)) == set(asked)


def test_it_is_the_planned_one_to_the_last_unit() -> None:
    summary = load_demo(country="id", today=TODAY, scale=SMALL)

    assert (Pharmacy.objects.get().country, Pharmacy.objects.get().currency) == ("id", "IDR")
    assert [branch.code for branch in Branch.objects.order_by("code")] == ["KMG", "MLT"]
    plan = DemoPharmacy("id", TODAY, SMALL)
    days = [day.before(midnight_less_an_hour()) for day in plan.days()]
    sales = [sale for day in days for sale in day.sales]
    mistakes = plan.mistakes()
    assert summary.counts["sales"] == len(sales) + len(mistakes)
    planned = Counter()
    for sale in sales:
        for line in sale.lines:
            planned[plan.products[line.product].key] += line.quantity
    of_the_year = SaleLine.objects.filter(sale__recorded_at=F("sale__occurred_at"))
    booked = of_the_year.values_list("product__external_code").annotate(Sum("quantity"))
    assert dict(booked) == {f"DEMO-{key}": quantity for key, quantity in planned.items()}
    assert SaleGround.objects.count() >= sum(sale.ground is not None for sale in sales)


def midnight_less_an_hour() -> datetime:
    return datetime(2026, 11, 20, 16, tzinfo=UTC)


@pytest.mark.parametrize("country", ["id", "in"])
def test_licences_and_tax_numbers_hold_their_countrys_checks(country: str) -> None:
    profile = profile_for(country)
    plan = DemoPharmacy(country, TODAY, SMALL)
    for branch in plan.country.branches:
        for field in profile.licences:
            assert field.code in branch.licences or not field.required
            if field.identifier and field.code in branch.licences:
                check = profile.identifiers[field.identifier]
                assert check(branch.licences[field.code]).valid
