"""Security events are sealed: what became of one by SQL is told, and its address goes in peace."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test import RequestFactory

from tests.support.books import seal_violations
from tests.support.triggers import lifted
from theriac.core.ids import new_id
from theriac.core.seal.passes import seal_once
from theriac.domains.accounts.models import SecurityEvent, SecurityOrigin
from theriac.domains.accounts.security.address import from_address
from theriac.domains.accounts.security.events import SecurityEventKind, note

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("AUD-11")]


def sealed_event() -> SecurityEvent:
    """A failed sign-in of somebody, sealed."""
    with from_address(RequestFactory().get("/", REMOTE_ADDR="203.0.113.5")):
        note(SecurityEventKind.SIGN_IN_FAILED, user_id=new_id())
    seal_once()
    assert seal_violations() == []
    return SecurityEvent.objects.latest("recorded_at")


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize(
    "change", ["kind = 'share_made'", "user_id = NULL", "origin_hash = ''", "request_id = 'x'"]
)
def test_an_event_that_was_changed_is_named(change: str) -> None:
    event = sealed_event()
    with lifted(connection, [SecurityEvent]), connection.cursor() as cursor:
        cursor.execute(f"UPDATE accounts_security_event SET {change}")
    ((code, facts),) = seal_violations()
    assert (code, facts["row"]) == ("seal.row_changed", str(event.id))


@pytest.mark.usefixtures("books")
def test_an_event_that_was_removed_is_named() -> None:
    event = sealed_event()
    with lifted(connection, [SecurityEvent, SecurityOrigin]):
        SecurityOrigin.objects.all().delete()
        SecurityEvent.objects.all().delete()
    ((code, facts),) = seal_violations()
    assert (code, facts["row"]) == ("seal.row_gone", str(event.id))


@pytest.mark.usefixtures("books")
def test_an_address_that_retention_took_changes_no_leaf(store: Path) -> None:
    sealed_event()
    leaves = b"".join(path.read_bytes() for path in store.rglob("*.leaves"))
    assert b"accounts.security_event" in leaves
    assert b"203.0.113.5" not in leaves
    with lifted(connection, [SecurityOrigin]):
        SecurityOrigin.objects.all().delete()
    assert seal_violations() == []
