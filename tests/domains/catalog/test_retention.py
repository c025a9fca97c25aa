"""Files of imports: gone a day after the import ended, unless the pharmacy keeps them longer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.domains.catalog.imports.importing import LIST, check, commit, hand_in, problems
from tests.support.jobs import done_now
from tests.support.shop import Shop, open_shop
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.files.jobs import end_kept_files
from theriac.core.files.models import StoredFile
from theriac.domains.catalog.queries.imports import problem_report
from theriac.domains.organisation.commands.retention import set_retention_period
from theriac.domains.organisation.jobs import review_retention

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shop(tmp_path: Path, settings: Any) -> Shop:
    settings.MEDIA_ROOT = tmp_path
    return open_shop()


@contextmanager
def days_later(days: int) -> Iterator[None]:
    with clock.at(clock.now() + timedelta(days=days)):
        yield


def nights(days: int) -> None:
    """What the nights do until so many days from now."""
    for day in range(1, days + 1):
        with days_later(day):
            done_now(review_retention)
            done_now(end_kept_files)


def test_table_and_report_go_and_what_they_brought_stays(shop: Shop) -> None:
    done = hand_in(shop, LIST)
    check(shop, done)
    commit(shop, done)
    waits = hand_in(shop, LIST + b"\n")
    told = problems(done)
    assert StoredFile.objects.count() == 3

    nights(1)
    assert StoredFile.objects.count() == 3  # the day isn't over
    nights(4)

    assert [row.purpose for row in StoredFile.objects.all()] == ["catalog.import"]  # of ``waits``
    check(shop, waits)
    assert problems(done) == told
    _names, rows = problem_report(actor=shop.owner, import_id=done)
    assert [row.number for row in rows] == sorted({number for number, *_rest in told})
    assert AuditRecord.objects.filter(object_id=done, reason="retention").exists()
    assert AuditRecord.objects.filter(object_kind="files.file", reason="past its day").count() == 2


def test_the_pharmacy_may_keep_them_longer(shop: Shop) -> None:
    set_retention_period(actor=shop.owner, kind="catalog.import_files", days=9)
    done = hand_in(shop, LIST)
    check(shop, done)
    commit(shop, done)
    nights(8)
    assert StoredFile.objects.count() == 2
    nights(13)
    assert StoredFile.objects.count() == 0
