"""Files end by their policy alone, and their end is on record."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.core.files import samples
from tests.support.jobs import run_due_jobs
from tests.support.shop import add_medicine, open_shop
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.clock import FixedClock, use_clock
from theriac.core.files.commands import add_file, end_files, release_files
from theriac.core.files.intake import take
from theriac.core.files.jobs import end_kept_files
from theriac.core.files.models import StoredFile
from theriac.core.files.purposes import declared_purposes, purpose, purpose_of
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.domains.catalog.files import LEAFLET, PICTURE
from theriac.domains.organisation.files import PAPER

BEGUN = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def root(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def hand_in(shop: Any, rule: Any, record_id: Any = None) -> StoredFile:
    prepared = take(io.BytesIO(samples.picture("PNG")), purpose=rule, actor=shop.owner)
    file_id = add_file(
        actor=shop.owner,
        branch_id=shop.branch_id,
        purpose=rule,
        prepared=prepared,
        record_id=record_id,
    )
    return StoredFile.objects.get(id=file_id)


@pytest.mark.django_db(transaction=True)
@pytest.mark.rows("API-12")
def test_a_file_ends_after_its_last_day_and_never_before(root: Path) -> None:
    with use_clock(FixedClock(BEGUN)):
        shop = open_shop()
        paper = hand_in(shop, PAPER)
        leaflet = hand_in(shop, LEAFLET, add_medicine(shop).id)
    assert (paper.keep_until, leaflet.keep_until) == (date(2036, 11, 20), None)
    assert paper.branch_id == shop.branch_id
    assert leaflet.branch_id is None
    with use_clock(FixedClock(BEGUN)):
        release_files([paper.id, leaflet.id])
        with pytest.raises(NotPermitted):
            end_files(actor=shop.owner, file_ids=[paper.id, leaflet.id])
        assert end_files(actor=SYSTEM, file_ids=[paper.id, leaflet.id]) == 0
    days = dict(StoredFile.objects.values_list("id", "keep_until"))
    assert days == {paper.id: date(2026, 12, 20), leaflet.id: date(2026, 12, 20)}

    with use_clock(FixedClock(datetime(2026, 12, 21, 11, tzinfo=UTC))):
        assert end_files(actor=SYSTEM, file_ids=[paper.id]) == 0  # the day isn't over everywhere
    with use_clock(FixedClock(datetime(2026, 12, 21, 12, tzinfo=UTC))):
        end_kept_files.enqueue()
        run_due_jobs()
    assert StoredFile.objects.count() == 0
    assert [path for path in root.rglob("*") if path.is_file()] == []
    record = AuditRecord.objects.get(object_id=paper.id, command="files.end_files")
    assert record.facts == {
        "purpose": "organisation.paper",
        "sha256": paper.sha256,
        "size": paper.size,
        "kept_until": "2026-12-20",
    }


@pytest.mark.django_db
def test_what_a_purpose_asks_is_asked() -> None:
    shop = open_shop()
    with pytest.raises(Unprocessable):
        hand_in(shop, LEAFLET)
    with pytest.raises(Unprocessable):
        hand_in(shop, PAPER, shop.branch_id)
    with pytest.raises(NotPermitted):
        hand_in(shop, PICTURE)
    with pytest.raises(NotFound) as refusal:
        hand_in(shop, LEAFLET, shop.branch_id)
    assert refusal.value.field == "record_id"
    assert StoredFile.objects.count() == 0


def test_purposes_are_a_closed_list() -> None:
    assert [one.code for one in declared_purposes()] == [
        "accounts.licence",
        "catalog.import",
        "catalog.import_report",
        "catalog.leaflet",
        "catalog.picture",
        "offers.offer",
        "organisation.paper",
        "organisation.receipt_logo",
        "patients.card",
        "patients.letter",
        "patients.prescription",
        "prescriptions.picture",
        "purchasing.invoice",
    ]
    with pytest.raises(NotFound):
        purpose_of("anything")
    with pytest.raises(ValueError, match="declared twice"):
        purpose(PAPER)
