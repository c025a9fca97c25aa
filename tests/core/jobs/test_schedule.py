"""Schedules are due at exact instants, and each instant is enqueued once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connections

from tests.core.jobs import sample_tasks
from theriac.core.clock import at, now
from theriac.core.jobs import schedule
from theriac.core.jobs.models import Job, ScheduledRun
from theriac.core.jobs.schedule import Schedule, Scheduler, declared_schedules, scheduled

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
NAME = "sample.rare"


def _at(hour: int, minute: int, day: int = 20) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("every", "instant", "last"),
    [
        (timedelta(minutes=5), _at(12, 4), _at(12, 0)),
        (timedelta(minutes=5), _at(12, 5), _at(12, 5)),
        (timedelta(hours=1), _at(12, 59), _at(12, 0)),
        (timedelta(days=1), _at(12, 0), _at(0, 0)),
    ],
)
def test_every_so_long(every: timedelta, instant: datetime, last: datetime) -> None:
    entry = Schedule("x", sample_tasks.rare, every=every)
    assert entry.last_due(instant, "Asia/Jakarta") == last
    assert entry.next_due(instant, "Asia/Jakarta") == last + every


@pytest.mark.parametrize(
    ("time_zone", "instant", "last", "following"),
    [
        ("UTC", _at(2, 29), _at(2, 30, 19), _at(2, 30)),
        ("UTC", _at(2, 30), _at(2, 30), _at(2, 30, 21)),
        ("Asia/Jakarta", _at(19, 29), _at(19, 30, 19), _at(19, 30)),
        ("Asia/Kolkata", _at(21, 0), _at(21, 0), _at(21, 0, 21)),
        ("Asia/Jayapura", _at(17, 31), _at(17, 30), _at(17, 30, 21)),
    ],
)
def test_daily_at_the_pharmacys_time(
    time_zone: str, instant: datetime, last: datetime, following: datetime
) -> None:
    entry = Schedule("x", sample_tasks.rare, at=time(2, 30))
    assert entry.last_due(instant, time_zone) == last
    assert entry.next_due(instant, time_zone) == following


@pytest.mark.parametrize(
    ("instant", "last", "following"),
    [
        (_at(15, 9), _at(17, 10, 19), _at(15, 10)),
        (_at(15, 10), _at(15, 10), _at(16, 10)),
        (_at(16, 59), _at(16, 10), _at(17, 10)),
        (_at(17, 10), _at(17, 10), _at(15, 10, 21)),
    ],
)
def test_daily_at_the_time_of_each_zone(
    instant: datetime, last: datetime, following: datetime
) -> None:
    zones = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
    entry = Schedule("x", sample_tasks.rare, at=time(0, 10), in_each_zone=True)
    assert entry.last_due(instant, *zones) == last
    assert entry.next_due(instant, *zones) == following


def test_a_schedule_is_one_or_the_other() -> None:
    for wrong in ({}, {"every": timedelta(minutes=1), "daily_at": "02:30"}):
        with pytest.raises(ValueError, match="every so long, or daily"):
            scheduled(**wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="every second at most"):
        scheduled(every=timedelta(0))
    with pytest.raises(ValueError, match="Invalid isoformat"):
        scheduled(daily_at="half past two")


@pytest.fixture
def only_rare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Only the sample's schedule, every five minutes."""
    entry = Schedule(NAME, sample_tasks.rare, every=timedelta(minutes=5))
    monkeypatch.setattr(schedule, "_schedules", {NAME: entry})
    return None


@pytest.mark.django_db
def test_a_new_schedule_waits_for_its_next_time_and_then_runs_once(only_rare: None) -> None:
    scheduler = Scheduler()
    with at(NOON):
        assert scheduler.enqueue_due() == []
    with at(NOON + timedelta(minutes=4)):
        assert scheduler.enqueue_due() == []
    with at(NOON + timedelta(minutes=5)):
        assert scheduler.enqueue_due() == [NAME]
        assert scheduler.enqueue_due() == []
        assert Scheduler().enqueue_due() == []
    assert list(ScheduledRun.objects.order_by("due_at").values_list("due_at", "job_id")) == [
        (NOON, None),
        (NOON + timedelta(minutes=5), Job.objects.get().id),
    ]


@pytest.mark.django_db
def test_of_the_times_missed_only_the_latest_is_made_up_for(only_rare: None) -> None:
    with at(NOON):
        Scheduler().enqueue_due()
    with at(NOON + timedelta(hours=3, minutes=7)):
        assert Scheduler().enqueue_due() == [NAME]
    assert ScheduledRun.objects.latest("due_at").due_at == _at(15, 5)
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_while_a_job_is_under_way_no_second_one_is_made(only_rare: None) -> None:
    for minutes in (0, 5, 10):
        with at(NOON + timedelta(minutes=minutes)):
            Scheduler().enqueue_due()
    runs = ScheduledRun.objects.filter(job_id__isnull=False)
    assert (runs.count(), Job.objects.count()) == (2, 1)


@pytest.mark.django_db(transaction=True)
def test_several_workers_enqueue_a_due_time_once(only_rare: None) -> None:
    with at(NOON):
        Scheduler().enqueue_due()
    enqueued: list[str] = []
    failures: list[BaseException] = []
    start = threading.Barrier(4)

    def work() -> None:
        try:
            scheduler = Scheduler()
            start.wait(60)
            for minutes in (5, 10, 15):
                with at(NOON + timedelta(minutes=minutes)):
                    enqueued.extend(scheduler.enqueue_due())
        except BaseException as problem:  # noqa: BLE001 (shown below)
            failures.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    due = list(ScheduledRun.objects.order_by("due_at").values_list("due_at", flat=True))
    assert len(due) == len(set(due))
    assert due[-1] == NOON + timedelta(minutes=15)
    assert len(enqueued) == len(due) - 1


@pytest.mark.django_db
def test_the_pharmacys_time_zone_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = Schedule(NAME, sample_tasks.rare, at=time(2, 30))
    monkeypatch.setattr(schedule, "_schedules", {NAME: entry})
    monkeypatch.setattr(schedule, "_time_zones", schedule._time_zones)
    schedule.use_time_zones_of(lambda: ("Asia/Jakarta", "Asia/Jayapura"))
    with at(NOON):
        Scheduler().enqueue_due()
    assert ScheduledRun.objects.get().due_at == _at(19, 30, 19)


@pytest.mark.django_db
def test_a_zone_that_is_unknown_stops_no_other_schedule(
    monkeypatch: pytest.MonkeyPatch, only_rare: None
) -> None:
    daily = Schedule("a", sample_tasks.rare, at=time(2, 30))
    monkeypatch.setitem(schedule._schedules, "a", daily)
    with at(NOON):
        Scheduler().enqueue_due()
    monkeypatch.setattr(schedule, "_time_zones", lambda: ("Nowhere/At_all",))
    with at(NOON + timedelta(minutes=5)):
        assert Scheduler().enqueue_due() == [NAME]


def test_the_projects_own_schedules_are_declared() -> None:
    names = {entry.name for entry in declared_schedules()}
    assert {
        "jobs.forget_old_jobs",
        "files.sweep_unnamed_files",
    } <= names
    assert all(entry.next_due(now(), "UTC") > now() for entry in declared_schedules())
