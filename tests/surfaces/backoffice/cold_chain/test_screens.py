"""Cold places: set up, read by eye, shown over a period, taken out, assessed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.cold_chain import a_sensor, an_excursion, minutes_ago, said
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.cold_chain.models import ColdReading, ColdSensor, Excursion
from theriac.domains.stock.models import Batch
from theriac.surfaces.backoffice.cold_chain.detail import MOST_POINTS, thinned


@pytest.fixture
def pharmacist(shop: Shop) -> Client:
    return client_of(shop, "pharmacist")


def test_a_sensor_is_set_up_read_by_eye_and_changed(shop: Shop, pharmacist: Client) -> None:
    facts = {
        "name": "Kulkas vaksin",
        "code": "T-1",
        "shelf": "K1",
        "storage": "fridge",
        "low": "2,0",
        "high": "8",
        "minutes": "30",
        "silent_minutes": "720",
        "is_active": "on",
    }
    made = pharmacist.post("/stock/cold/new/", facts, follow=True)
    assert "Sensor added." in made.text
    sensor = ColdSensor.objects.get()
    at = f"/stock/cold/{sensor.id}/"
    assert pharmacist.post(f"{at}read/", {"tenths": "warm"}).status_code == 422
    assert "Temperature saved" in pharmacist.post(f"{at}read/", {"tenths": "5,4"}, follow=True).text
    assert ColdReading.objects.get().tenths == 54
    assert "5,4 °C" in pharmacist.get("/stock/cold/").text
    pharmacist.post(f"{at}edit/", {**facts, "high": "9,5", "version": "1"})
    assert ColdSensor.objects.get().high == 95
    assert pharmacist.post(f"{at}edit/", {**facts, "version": "1"}).status_code == 409


@pytest.mark.rows("STK-31")
def test_a_period_is_shown_and_taken_out(shop: Shop, pharmacist: Client) -> None:
    sensor = a_sensor(shop)
    an_excursion(shop)
    page = pharmacist.get(f"/stock/cold/{sensor}/")
    assert page.context["chart"]["data"]["sets"][0]["data"] == [50, 95, 95, 60]
    assert page.context["chart"]["data"]["sets"][1]["data"] == [80] * 4
    assert sum(day.outside for day, _least, _most in page.context["days"]) == 2
    assert len(page.context["excursions"]) == 1
    far = pharmacist.get(f"/stock/cold/{sensor}/?since=2020-01-01&until=2020-02-01")
    assert far.context["chart"] is None
    assert pharmacist.get(f"/stock/cold/{sensor}/?since=0&until=9999-99-99").status_code == 200
    listed = pharmacist.get(f"/stock/cold/{sensor}/readings/?is_out=true")
    assert len(listed.context["rows"]) == 2
    file = pharmacist.get(f"/stock/cold/{sensor}/readings/?export=csv").getvalue().decode()
    assert len(file.splitlines()) == 5
    excursions = pharmacist.get("/stock/excursions/?export=csv").getvalue().decode()
    assert ",95,95,20,80,0," in excursions


def test_a_chart_keeps_the_highest_and_lowest() -> None:
    points: list[Any] = [(minutes_ago(n), 50 + n % 7) for n in range(3000, 0, -1)]
    points[1500] = (points[1500][0], 120)
    kept = thinned(points)
    assert len(kept) <= MOST_POINTS + 2
    assert max(tenths for _moment, tenths in kept) == 120


@pytest.mark.rows("STK-31")
def test_held_batches_are_decided_on_the_excursions_page(shop: Shop, pharmacist: Client) -> None:
    batch = stock_up(shop, add_medicine(shop, storage="fridge"), 5)
    a_sensor(shop)
    an_excursion(shop)
    excursion = Excursion.objects.get()
    at = f"/stock/excursions/{excursion.id}/"
    assert "Temperature outside limits" in pharmacist.get("/stock/alerts/").text
    page = pharmacist.get(at)
    assert "9,5 °C" in page.text
    refused = pharmacist.post(f"{at}assess/", {f"decision_{batch}": "release"}, follow=True)
    assert "Enter a reason." in refused.text
    done = pharmacist.post(
        f"{at}assess/",
        {f"decision_{batch}": "release", f"reason_{batch}": "Stable", "note": "Door"},
        follow=True,
    )
    assert "Assessment saved." in done.text
    assert Batch.objects.get().state == "released"
    assert pharmacist.get("/stock/excursions/?waiting=true").context["rows"] == []
    assert "Decision</label>" not in client_of(shop, "manager").get(at).text


def test_a_place_that_is_still_outside_says_so(shop: Shop, pharmacist: Client) -> None:
    a_sensor(shop)
    said(shop, [(minutes_ago(50), 10), (minutes_ago(5), 12)])
    at = f"/stock/excursions/{Excursion.objects.get().id}/"
    assert "Still outside the limits" in pharmacist.get(at).text
