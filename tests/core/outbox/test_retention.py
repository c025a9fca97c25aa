"""Announced events go a year later, in order, and never before everybody heard them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.support.jobs import done_now
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.api.program import program
from theriac.core import clock
from theriac.core.outbox.models import EventPosition, OutboxEvent, PendingReaction
from theriac.core.outbox.positions import give_positions, kept_span, last_position
from theriac.core.outbox.relay import relay_once
from theriac.domains.organisation.jobs import review_retention
from theriac.domains.organisation.queries.retention import due_rows

pytestmark = pytest.mark.django_db


def announce(shop: Shop, days_ago: int, name: str) -> int:
    """A product with stock, long ago; the position of its last event."""
    with clock.at(clock.now() - timedelta(days=days_ago)):
        stock_up(shop, add_medicine(shop, name), 5)
        relay_once()
    return last_position()


def due(shop: Shop) -> int:
    return len(due_rows(actor=shop.owner, code="core.events")[1])


@pytest.mark.rows("AUD-07")
def test_events_of_last_year_go_by_themselves_and_younger_ones_stay(shop: Shop) -> None:
    last_old = announce(shop, 400, "Salts")
    old = OutboxEvent.objects.count()
    announce(shop, 300, "Sugar")
    young = OutboxEvent.objects.count() - old
    assert due(shop) == old

    done_now(review_retention)

    assert OutboxEvent.objects.count() == EventPosition.objects.count() == young
    assert kept_span().first > last_old
    assert relay_once() == 0


def test_what_nobody_heard_or_what_is_parked_stays_with_all_behind_it(shop: Shop) -> None:
    with clock.at(clock.now() - timedelta(days=400)):
        stock_up(shop, add_medicine(shop, "Salts"), 5)
        give_positions()
    assert due(shop) == 0
    relay_once()
    assert due(shop) == EventPosition.objects.count() - 1  # the last one always stays
    second = EventPosition.objects.order_by("position")[1]
    PendingReaction.objects.create(
        event_id=second.event_id,
        position=second.position,
        reaction="x",
        subject="x",
        state=PendingReaction.State.PARKED,
        next_attempt_at=clock.now(),
    )
    assert due(shop) == 1


def test_a_late_one_in_between_keeps_what_stands_behind_it(shop: Shop) -> None:
    young = announce(shop, 10, "Salts")
    announce(shop, 400, "Sugar")
    assert due(shop) == 0
    assert kept_span().goes_on_from(young)


def test_a_follower_from_before_learns_that_it_missed_something(shop: Shop) -> None:
    old = announce(shop, 400, "Salts")
    announce(shop, 1, "Sugar")
    owner = program(shop, "owner")
    begun = kept_span().first
    behind = owner.get("/feed").json()["after"].rpartition(".")[0] + f".{begun}"
    assert owner.get(f"/events?after={begun}").status_code == 200
    assert owner.get(f"/feed?after={behind}").json()["snapshot"] is None
    done_now(review_retention)

    refused = owner.get(f"/events?after={begun}")
    assert (refused.status_code, refused.json()["code"]) == (410, "events.gone")
    first = kept_span().first
    assert refused.json()["first"] == first > old
    told = owner.get(f"/events?after={first - 1}").json()["events"]
    assert told == owner.get("/events").json()["events"]
    kept = EventPosition.objects.order_by("position").values_list("position", flat=True)
    assert [event["position"] for event in told] == list(kept)
    assert owner.get(f"/feed?after={behind}").json()["snapshot"] is not None


def test_a_position_that_was_never_given_is_missed_by_nobody(shop: Shop) -> None:
    announce(shop, 1, "Salts")
    EventPosition.objects.all().delete()
    EventPosition.objects.create(position=9_000_000_000, event=OutboxEvent.objects.all()[0])
    assert kept_span().goes_on_from(0)
    assert not kept_span().goes_on_from(9_000_000_001)


@pytest.mark.real_time
@pytest.mark.parametrize(("days", "goes"), [(89, False), (91, True)])
def test_the_database_lets_no_young_event_go(shop: Shop, days: int, goes: bool) -> None:
    OutboxEvent.objects.filter(id__in=[]).delete()
    with clock.at(clock.now() - timedelta(days=days)):
        add_medicine(shop, "Salts")

    def change(sql: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)

    with pytest.raises(DatabaseError, match="append-only"):
        change("UPDATE core_outbox_event SET subject = 'x'")
    if goes:
        change("DELETE FROM core_outbox_event")
    else:
        with pytest.raises(DatabaseError, match="append-only"):
            change("DELETE FROM core_outbox_event")
    assert OutboxEvent.objects.exists() is not goes
