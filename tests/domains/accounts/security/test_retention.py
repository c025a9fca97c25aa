"""Sign-ins and addresses of security events go once their period is over, and no sooner."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory

from tests.support.jobs import done_now
from tests.support.shop import Shop
from tests.support.triggers import lifted
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.accounts.commands.tokens.families import end_family, start_family
from theriac.domains.accounts.models import (
    RefreshToken,
    SecurityEvent,
    SecurityOrigin,
    SignIn,
    TokenFamily,
)
from theriac.domains.accounts.security.address import from_address
from theriac.domains.accounts.security.events import SecurityEventKind, note
from theriac.domains.organisation.commands.retention import confirm_retention
from theriac.domains.organisation.jobs import review_retention, work_through
from theriac.domains.organisation.queries.retention import dry_run, due_rows, period_of

pytestmark = pytest.mark.django_db


def test_a_family_is_forgotten_a_month_after_its_end_and_no_sooner(shop: Shop) -> None:
    ended, going = (
        start_family(actor=shop.owner, client_id=uuid4(), client_name="").family_id
        for _ in range(2)
    )
    end_family(actor=shop.owner, family_id=ended, why="signed out")
    with clock.at(clock.now() + timedelta(days=29)):
        done_now(review_retention)
        assert TokenFamily.objects.count() == 2
    with clock.at(clock.now() + timedelta(days=32)):
        done_now(review_retention)
        assert list(TokenFamily.objects.values_list("id", flat=True)) == [going]
        assert RefreshToken.objects.count() == 1


def test_a_browsers_sign_in_is_forgotten_after_three_months(shop: Shop) -> None:
    for days in (89, 92):
        at = clock.now() - timedelta(days=days)
        SignIn.objects.create(
            id=new_id(), user_id=shop.owner.id, signed_in_at=at, last_used_at=at, address="::1"
        )
    done_now(review_retention)
    assert SignIn.objects.count() == 1
    record = AuditRecord.objects.filter(facts__kind="accounts.sign_ins", facts__cleared=1)
    assert record.get().facts["days"] == 90


def failed_from(address: str, user_id: UUID | None = None) -> None:
    """A sign-in that failed there."""
    with from_address(RequestFactory().get("/", REMOTE_ADDR=address)):
        note(SecurityEventKind.SIGN_IN_FAILED, user_id=user_id)


@pytest.mark.rows("AUD-07")
def test_addresses_of_events_go_once_a_person_confirmed_the_list(shop: Shop) -> None:
    for days in (10, 800):
        with clock.at(clock.now() - timedelta(days=days)):
            failed_from("203.0.113.5", shop.owner.id)
    period, rows = due_rows(actor=shop.owner, code="accounts.security_origins")
    assert (period.least, period.days, len(rows)) == (180, 731, 1)

    run = confirm_retention(actor=shop.owner, digest=dry_run(actor=shop.owner).digest)
    assert done_now(work_through, run_id=str(run)) == {"cleared": 1}

    events = SecurityEvent.objects.order_by("recorded_at")
    assert [event.address for event in events] == ["", "203.0.113.5"]
    assert SecurityOrigin.objects.count() == 1
    assert period_of("accounts.security_origins").source
    assert found_by_verify() == []


def found_by_verify() -> list[str]:
    """What verify says of origins."""
    (line,) = run_checks(["accounts.origins"])
    return [one.code for one in line.violations]


@pytest.mark.real_time
@pytest.mark.parametrize(("days", "goes"), [(1, False), (179, False), (181, True)])
def test_the_database_lets_no_young_address_go(shop: Shop, days: int, goes: bool) -> None:
    with clock.at(clock.now() - timedelta(days=days)):
        failed_from("203.0.113.5")

    def change(sql: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)

    for table in ("accounts_security_event", "accounts_security_origin"):
        with pytest.raises(DatabaseError, match="append-only"):
            change(f"UPDATE {table} SET recorded_at = NULL")
    if goes:
        change("DELETE FROM accounts_security_origin")
    else:
        with pytest.raises(DatabaseError, match="append-only"):
            change("DELETE FROM accounts_security_origin")
    with pytest.raises(DatabaseError):
        change("DELETE FROM accounts_security_event")
    assert SecurityOrigin.objects.exists() is not goes


@pytest.mark.rows("AUD-11")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("done", "said"),
    [
        ("UPDATE accounts_security_origin SET address = '198.51.100.1'", "origin_differs"),
        ("DELETE FROM accounts_security_origin", "origin_gone"),
    ],
)
def test_an_address_changed_or_taken_away_by_sql_is_found(done: str, said: str) -> None:
    failed_from("203.0.113.5")
    assert found_by_verify() == []
    with lifted(connection, [SecurityOrigin]), connection.cursor() as cursor:
        cursor.execute(done)
    assert found_by_verify() == [f"accounts.{said}"]
