"""Pages cut by the last row seen: whole, once each, in both directions, and no others' cursors."""

from __future__ import annotations

import base64
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import F, IntegerField, Value
from django.db.models.functions import Coalesce

from theriac.core.ids import new_id
from theriac.core.jobs.models import Job
from theriac.core.listing.pages import LARGEST_SIZE, Listing, ListingRefused, Page, SortFields

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 20, 3, 42, 10, 123456, tzinfo=UTC)
TOTAL = Coalesce(F("total"), Value(0), output_field=IntegerField())
JOBS: Listing[Job] = Listing(
    name="test.jobs",
    sorts={
        "id": SortFields(()),
        "task": SortFields(("task",)),
        "created_at": SortFields(("created_at",)),
        "urgency": SortFields(("priority", "task")),
        "total": SortFields((TOTAL,)),
    },
    default_sort="task",
    filters={"task": lambda rows, task: rows.filter(task=task)},
)


@pytest.fixture
def jobs(rng: random.Random) -> list[Job]:
    made = [
        Job(
            id=new_id(),
            task=rng.choice(["count", "export", "import", "obat \N{BLACK HEART SUIT}"]),
            priority=rng.randint(-2, 2),
            total=rng.choice([None, 0, 7]),
            created_at=START + timedelta(seconds=rng.randint(0, 3)),
        )
        for _number in range(23)
    ]
    for job in made:
        job.save(force_insert=True)
    return made


def walk(sort: str, size: int) -> list[list[Any]]:
    pages = []
    cursor = ""
    while True:
        page = JOBS.page(Job.objects.all(), sort=sort, cursor=cursor, size=size)
        pages.append([row.id for row in page.items])
        if page.next is None:
            return pages
        cursor = page.next


@pytest.mark.parametrize("size", [1, 4, 23, 50])
@pytest.mark.parametrize("sort", ["task", "-task", "created_at", "-urgency", "total", "-id"])
def test_every_row_stands_on_one_page_in_order(jobs: list[Job], sort: str, size: int) -> None:
    pages = walk(sort, size)

    found = [key for page in pages for key in page]
    assert sorted(found) == sorted(job.id for job in jobs)
    assert found == [key for page in walk(sort, 200) for key in page]
    assert found == list(reversed(walk(_turned(sort), 200)[0]))
    assert [len(page) for page in pages[:-1]] == [size] * (len(pages) - 1)


def _turned(sort: str) -> str:
    return sort[1:] if sort.startswith("-") else f"-{sort}"


@pytest.mark.parametrize("sort", ["task", "-urgency", "id"])
def test_the_way_back_shows_the_same_pages(jobs: list[Job], sort: str) -> None:
    forth = walk(sort, 5)
    page: Page[Job] = JOBS.page(Job.objects.all(), sort=sort, size=5)
    while page.next is not None:
        page = JOBS.page(Job.objects.all(), sort=sort, cursor=page.next, size=5)
    back = []
    while page.previous is not None:
        page = JOBS.page(Job.objects.all(), sort=sort, cursor=page.previous, size=5)
        back.append([row.id for row in page.items])

    assert back == forth[-2::-1]
    assert page.previous is None


def test_a_row_added_meanwhile_shifts_nothing(jobs: list[Job]) -> None:
    first = JOBS.page(Job.objects.all(), size=10)
    assert first.next is not None
    Job(id=new_id(), task="a").save(force_insert=True)

    second = JOBS.page(Job.objects.all(), size=10, cursor=first.next)

    assert not {row.id for row in first.items} & {row.id for row in second.items}


def test_filters_narrow_and_none_is_not_set(jobs: list[Job]) -> None:
    wanted = [job.id for job in jobs if job.task == "import"]

    page = JOBS.page(Job.objects.all(), wanted={"task": "import"}, size=200)
    everything = JOBS.page(Job.objects.all(), wanted={"task": None}, size=200)

    assert sorted(row.id for row in page.items) == sorted(wanted)
    assert len(everything.items) == len(jobs)


def refusal(**asked: Any) -> str | None:
    with pytest.raises(ListingRefused) as refused:
        JOBS.page(Job.objects.all(), **asked)
    return refused.value.field


def test_what_isnt_declared_is_refused(jobs: list[Job]) -> None:
    assert refusal(wanted={"state": "ready"}) == "state"
    assert refusal(sort="state") == "sort"
    assert refusal(sort="--task") == "sort"
    assert refusal(size=0) == "limit"
    assert refusal(size=LARGEST_SIZE + 1) == "limit"


def test_a_cursor_is_good_for_its_own_list_and_sort_only(jobs: list[Job]) -> None:
    cursor = JOBS.page(Job.objects.all(), size=3).next
    assert cursor is not None
    raw = bytearray(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    raw[-3] ^= 1
    bent = base64.urlsafe_b64encode(bytes(raw)).decode()
    elsewhere = Listing(name="test.others", sorts=JOBS.sorts, default_sort="task")

    assert refusal(cursor=cursor, sort="-task") == "cursor"
    assert refusal(cursor=bent) == "cursor"
    for nonsense in ("x", "é", "AAAA", cursor[:-5], "\0"):
        assert refusal(cursor=nonsense) == "cursor"
    with pytest.raises(ListingRefused):
        elsewhere.page(Job.objects.all(), cursor=cursor)


def test_an_empty_list_has_one_empty_page(db: None) -> None:
    assert JOBS.page(Job.objects.all()) == Page(())
