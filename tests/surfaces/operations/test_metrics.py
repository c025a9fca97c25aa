"""``/metrics`` shows what was counted to this machine and to who holds the token."""

from __future__ import annotations

import pytest
from django.test import Client

from theriac.core.telemetry.metrics import count_refusal, count_sale


def _value(client: Client, name: str) -> float:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    for line in answer.content.decode().splitlines():
        if line.startswith(name + " "):
            return float(line.split()[1])
    return 0.0


@pytest.mark.django_db
@pytest.mark.rows("API-19")
def test_a_scrape_shows_a_sale_counted_before_it(client: Client) -> None:
    sales = _value(client, "theriac_sales_total")
    refusals = _value(client, 'theriac_refusals_total{type="stock.insufficient"}')
    count_sale()
    count_refusal("stock.insufficient")
    assert _value(client, "theriac_sales_total") == sales + 1
    assert _value(client, 'theriac_refusals_total{type="stock.insufficient"}') == refusals + 1


@pytest.mark.django_db
@pytest.mark.rows("API-19")
def test_request_times_are_counted_by_route_pattern(client: Client) -> None:
    name = 'theriac_request_seconds_count{method="GET",route="/health/live",status="2xx"}'
    before = _value(client, name)
    client.get("/health/live")
    assert _value(client, name) == before + 1
    client.get("/no/such/page/4711")
    text = client.get("/metrics").content.decode()
    assert 'route="unmatched"' in text or 'route="/' in text
    assert "page/4711" not in text


@pytest.mark.django_db
def test_gauges_of_the_queue_are_there(client: Client) -> None:
    assert "theriac_failed_jobs 0.0" in client.get("/metrics").content.decode().splitlines()


@pytest.mark.django_db
def test_only_this_machine_and_the_token_may_read(client: Client, settings: object) -> None:
    settings.METRICS_TOKEN = "a-long-token"  # type: ignore[attr-defined]
    away = {"REMOTE_ADDR": "10.0.0.7"}
    assert client.get("/metrics", REMOTE_ADDR="::1").status_code == 200
    assert client.get("/metrics", **away).status_code == 403
    assert client.get("/metrics", headers={"X-Forwarded-For": "10.0.0.7"}).status_code == 403
    for given, status in [("Bearer a-long-token", 200), ("Bearer x", 403), ("a-long-token", 403)]:
        answer = client.get("/metrics", headers={"Authorization": given}, **away)
        assert answer.status_code == status


@pytest.mark.django_db
def test_without_a_token_nobody_else_may_read(client: Client, settings: object) -> None:
    settings.METRICS_TOKEN = ""  # type: ignore[attr-defined]
    for given in ("Bearer ", "Bearer", ""):
        answer = client.get("/metrics", headers={"Authorization": given}, REMOTE_ADDR="10.0.0.7")
        assert answer.status_code == 403
    assert client.get("/metrics", REMOTE_ADDR="unix:").status_code == 403
