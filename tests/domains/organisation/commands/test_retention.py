"""Retention: the dry run lists what will go, a person confirms exactly that, it goes, on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from tests.support.jobs import done_now
from tests.support.patients import register
from tests.support.shop import Shop, add_staff, open_shop
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.idempotency.models import IdempotencyRecord
from theriac.core.ids import new_id
from theriac.core.problems import Conflict, NotPermitted, Stale, Unprocessable
from theriac.domains.organisation.commands.retention import (
    clear_by_itself,
    confirm_retention,
    set_retention_period,
)
from theriac.domains.organisation.jobs import review_retention, work_through
from theriac.domains.organisation.models import RetentionRun
from theriac.domains.organisation.queries.retention import dry_run, due_rows, period_of
from theriac.domains.patients.commands.open import open_patient
from theriac.domains.patients.models import Erasure, Patient

SIX_YEARS = timedelta(days=6 * 366)


@pytest.fixture
def shop(db: None, tmp_path: Path) -> Iterator[Shop]:
    with override_settings(KEY_STORE=tmp_path / "keys.sqlite3"):
        yield open_shop()


def long_ago() -> datetime:
    return clock.now() - SIX_YEARS


def counts(shop: Shop) -> dict[str, int]:
    return {due.code: due.count for _period, due in dry_run(actor=shop.owner).lists}


@pytest.mark.rows("AUD-07")
def test_the_dry_run_lists_what_goes_then_it_goes_and_is_recorded(shop: Shop) -> None:
    with clock.at(long_ago()):
        gone, opened = register(shop, "Siti"), register(shop, "Budi")
    fresh = register(shop, "Wati")
    open_patient(actor=shop.owner, branch_id=shop.branch_id, patient_id=opened)

    found = dry_run(actor=shop.owner)

    assert counts(shop)["patients.inactive"] == found.count == 1
    period, rows = due_rows(actor=shop.owner, code="patients.inactive")
    assert [row.id for row in rows] == [gone]
    assert (period.least, period.days, period.is_confirmed) == (1827, 1827, False)
    assert not Patient.objects.exclude(erased_at=None).exists()

    run_id = confirm_retention(actor=shop.owner, digest=found.digest)
    result = done_now(work_through, run_id=str(run_id))

    assert result == {"cleared": 1}
    assert [row.patient_id for row in Erasure.objects.all()] == [gone]
    assert Patient.objects.filter(erased_at=None).count() == len([opened, fresh])
    run = RetentionRun.objects.get()
    assert (run.state, run.plan[0]["cleared"], run.confirmed_by) == ("done", 1, shop.owner.id)
    commands = AuditRecord.objects.filter(object_id=run_id).order_by("id")
    assert list(commands.values_list("command", flat=True)) == [
        "organisation.confirm_retention",
        "organisation.begin_retention",
        "organisation.clear_piece",
        "organisation.end_retention",
    ]
    assert dry_run(actor=shop.owner).count == 0
    with pytest.raises(Conflict):
        confirm_retention(actor=shop.owner, digest=dry_run(actor=shop.owner).digest)


def test_a_list_that_changed_is_asked_again(shop: Shop) -> None:
    with clock.at(long_ago()):
        one = register(shop, "Siti")
        register(shop, "Budi")
    shown = dry_run(actor=shop.owner).digest

    open_patient(actor=shop.owner, branch_id=shop.branch_id, patient_id=one)

    with pytest.raises(Stale):
        confirm_retention(actor=shop.owner, digest=shown)


def test_a_list_that_changed_before_the_job_is_left_alone(shop: Shop) -> None:
    with clock.at(long_ago()):
        one = register(shop, "Siti")
    run_id = confirm_retention(actor=shop.owner, digest=dry_run(actor=shop.owner).digest)

    open_patient(actor=shop.owner, branch_id=shop.branch_id, patient_id=one)

    assert done_now(work_through, run_id=str(run_id)) == {"changed": 1}
    assert RetentionRun.objects.get().state == "changed"
    assert not Erasure.objects.exists()


def test_a_period_is_never_shorter_than_the_laws_least(shop: Shop) -> None:
    with pytest.raises(Unprocessable) as refused:
        set_retention_period(actor=shop.owner, kind="sales.prescriptions", days=1826)
    assert refused.value.field == "days"

    set_retention_period(actor=shop.owner, kind="sales.prescriptions", days=4000)
    assert (period_of("sales.prescriptions").days, period_of("sales.prescriptions").is_own) == (
        4000,
        True,
    )
    record = AuditRecord.objects.get(command="organisation.set_retention_period")
    assert record.facts == {"kind": "sales.prescriptions", "before": 1827, "after": 4000}
    set_retention_period(actor=shop.owner, kind="sales.prescriptions", days=None)
    assert period_of("sales.prescriptions").days == 1827


def test_who_lacks_the_right_sees_and_confirms_nothing(shop: Shop) -> None:
    manager = add_staff("manager", shop.branch_id)
    with pytest.raises(NotPermitted):
        dry_run(actor=manager)
    with pytest.raises(NotPermitted):
        confirm_retention(actor=manager, digest="")


def test_what_clears_itself_goes_each_night(shop: Shop) -> None:
    with clock.at(clock.now() - timedelta(days=40)):
        old = clock.now()
    for at in (old, clock.now()):
        IdempotencyRecord.objects.create(
            client_id=new_id(),
            operation="x",
            key=str(at),
            fingerprint="f",
            effect_id=new_id(),
            recorded_at=at,
        )

    assert done_now(review_retention) == {"cleared": 1, "due": 0}
    assert IdempotencyRecord.objects.count() == 1
    assert clear_by_itself(actor=SYSTEM, code="core.idempotency") == 0
