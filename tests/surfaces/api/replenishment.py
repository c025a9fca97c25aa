"""Valid requests about alerts and what else is watched."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from tests.support.alerts import an_alert
from tests.support.cold_chain import a_sensor, an_excursion
from tests.support.shop import Medicine, Shop, add_medicine
from tests.support.unmet_requests import an_unmet_request
from tests.surfaces.api.pieces import Asked
from theriac.core import clock
from theriac.domains.cold_chain.models import ColdSensor, Excursion
from theriac.domains.forecasting.models import DemandState
from theriac.domains.replenishment.models import StockAlert, StockMinimum, WantEntry
from theriac.domains.unmet_requests.models import UnmetRequest


def the_alert(shop: Shop, medicine: Medicine) -> UUID:
    """The first open alert of low stock; raised at first need."""
    found = StockAlert.objects.filter(product_id=medicine.id, kind="low", cleared_at=None)
    return found.values_list("id", flat=True).first() or an_alert(shop, medicine)


def the_want(medicine: Medicine) -> UUID:
    """What its low stock put on the want list."""
    return WantEntry.objects.get(product_id=medicine.id, open_key__isnull=False).id


def the_unmet(shop: Shop, medicine: Medicine) -> UUID:
    """The first unmet request for the product; recorded at first need."""
    found = UnmetRequest.objects.filter(product_id=medicine.id, state="open").order_by("id")
    return found.values_list("id", flat=True).first() or an_unmet_request(shop, medicine)


def the_needed(shop: Shop) -> Medicine:
    """A product of which nothing is there and the branch wants ten at least; demand is kept."""
    needed = add_medicine(shop, "Attapulgite 600 mg tablet")
    StockMinimum.objects.create(product_id=needed.id, branch_id=shop.branch_id, quantity=10)
    now = clock.now()
    told = {"through": shop.today - timedelta(days=1), "seen_before": now, "followed_at": now}
    DemandState.objects.get_or_create(branch_id=shop.branch_id, defaults=told)
    return needed


def the_sensor(shop: Shop) -> UUID:
    """The first sensor; set up at first need, with an excursion."""
    found = ColdSensor.objects.values_list("id", flat=True).first()
    if found is None:
        found = a_sensor(shop)
        an_excursion(shop)
    return found


def the_excursion(shop: Shop) -> UUID:
    """Its excursion."""
    return Excursion.objects.get(sensor_id=the_sensor(shop)).id


def watching_reads(shop: Shop, medicine: Medicine) -> dict[str, str]:
    alert = the_alert(shop, medicine)
    return {
        "listAlerts": "/alerts?kind=low&is_open=true&acknowledged=false",
        "getAlert": f"/alerts/{alert}",
        "listSensors": "/sensors",
        "getSensor": f"/sensors/{the_sensor(shop)}",
        "listReadings": f"/sensors/{the_sensor(shop)}/readings?limit=2",
        "listExcursions": "/excursions?is_open=true",
        "getExcursion": f"/excursions/{the_excursion(shop)}",
        "listWants": "/wants?is_listed=true&source=low",
        "getWant": f"/wants/{the_want(medicine)}",
        "listUnmetRequests": "/unmet-requests?state=open",
        "getUnmetRequest": f"/unmet-requests/{the_unmet(shop, medicine)}",
        "countUnmetRequests": "/unmet-requests/products",
        "listReorderAlerts": "/reorder-alerts?limit=5",
        "getProductDemand": f"/products/{medicine.id}/demand",
        "listNeeds": "/needs?needed=true&limit=2",
    }


def watching_writes(shop: Shop, medicine: Medicine) -> dict[str, Asked]:
    at = f"/alerts/{the_alert(shop, medicine)}"
    want = f"/wants/{the_want(medicine)}"
    unmet = f"/unmet-requests/{the_unmet(shop, medicine)}"
    asked = {"text": "Sirup X", "quantity": 2, "note": ""}
    sensor = f"/sensors/{the_sensor(shop)}"
    facts = {"code": "T-7", "name": "Insulin", "shelf": "K2", "high": 80}
    reading = {"code": "T-1", "taken_at": "2026-01-02T03:04:00Z", "tenths": 51}
    assess = f"/excursions/{the_excursion(shop)}/assess"
    return {
        "addSensor": Asked("POST", "/sensors", facts),
        "changeSensor": Asked("PUT", sensor, {**facts, "code": "T-1"}, edits=sensor),
        "recordReadings": Asked("POST", "/temperature-readings", {"readings": [reading]}),
        "assessExcursion": Asked("POST", assess, {"note": "Nothing was in it"}),
        "addWant": Asked("POST", "/wants", {"text": "Sirup X", "unit": "btl", "quantity": 2}),
        "changeWant": Asked("PUT", want, {"quantity": 40, "note": "Soon"}, edits=want),
        "recordUnmetRequest": Asked("POST", "/unmet-requests", asked),
        "wantUnmetRequest": Asked("POST", f"{unmet}/want", edits=unmet),
        "dismissUnmetRequest": Asked("POST", f"{unmet}/dismiss", {"reason": "Typo"}, edits=unmet),
        "takeWant": Asked("POST", f"{want}/take", edits=want),
        "giveWantBack": Asked("POST", f"{want}/give-back", edits=want),
        "wantNeeds": Asked("POST", "/needs/want", {"product_ids": [str(the_needed(shop).id)]}),
        "removeWant": Asked("POST", f"{want}/remove", {"reason": "Not sold"}, edits=want),
        "acknowledgeAlert": Asked("POST", f"{at}/acknowledge", {"note": "Ordered"}),
        "assignAlert": Asked("PUT", f"{at}/owner", {"owner_id": str(shop.owner.id)}),
    }
