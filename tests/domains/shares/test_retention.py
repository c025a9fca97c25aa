"""Who read by a share is forgotten once its retention is over, also in a restored backup."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.support.jobs import done_now
from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.privacy.erasure import apply_destroyed_keys
from theriac.core.privacy.keys import destroy_keys, destroyed_owners, make_keys
from theriac.core.privacy.orphans import orphans
from theriac.core.privacy.problems import Erased
from theriac.domains.organisation.commands.retention import confirm_retention
from theriac.domains.organisation.jobs import work_through
from theriac.domains.organisation.queries.retention import dry_run, due_rows
from theriac.domains.shares.commands import ShareDraft, end_share, make_share, note_look
from theriac.domains.shares.models import Share, ShareLook
from theriac.domains.shares.queries import names_of_shares
from theriac.domains.shares.rights import bearer_of

pytestmark = pytest.mark.django_db
NAME = "Kantor Akuntan Sari"


def shared(shop: Shop, name: str = NAME) -> Share:
    now = clock.now()
    draft = ShareDraft(
        name=name,
        email="sari@example.org",
        kinds=("sales",),
        branches=(),
        since=date(2026, 1, 1),
        until=date(2026, 6, 30),
        ends_at=now + timedelta(days=14),
        passphrase="long enough",
    )
    share: Share = Share.objects.get(id=make_share(actor=shop.owner, draft=draft).id)
    return share


def test_the_row_in_the_database_names_nobody(shop: Shop) -> None:
    share = shared(shop)
    assert (share.name, share.email) == (NAME, "sari@example.org")
    raw = Share.objects.get().__dict__
    assert all(part not in str((raw["name"].text, raw["email"].text)) for part in ("Sari", "sari"))


@pytest.mark.rows("AUD-07")
def test_the_reader_is_erased_on_the_date_with_each_look_and_the_trail_stays(shop: Shop) -> None:
    with clock.at(clock.now() - timedelta(days=760)):
        old, ended = shared(shop), shared(shop, "Notaris")
        note_look(actor=bearer_of(old), share_id=old.id, page="sales")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            ShareLook.objects.update(page="x")
        end_share(actor=shop.owner, share_id=ended.id)
    young = shared(shop, "Inspektur")
    note_look(actor=bearer_of(young), share_id=young.id, page="stock")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ShareLook.objects.filter(share=young).delete()
    period, rows = due_rows(actor=shop.owner, code="shares.shares")
    assert (period.least, period.days) == (180, 731)
    assert {row.id for row in rows} == {old.id, ended.id}

    events = len(due_rows(actor=shop.owner, code="accounts.security_origins")[1])
    run = confirm_retention(actor=shop.owner, digest=dry_run(actor=shop.owner).digest)
    assert done_now(work_through, run_id=str(run)) == {"cleared": 2 + events}

    row = Share.objects.get(id=old.id)
    assert (row.name, row.email, row.passphrase) == ("", "", "")
    assert row.erased_at is not None
    assert {old.id, ended.id} <= set(destroyed_owners())
    assert ShareLook.objects.get().share_id == young.id
    looked = AuditRecord.objects.filter(object_id=old.id, command="shares.note_look")
    assert looked.get().facts == {"page": "sales"}
    names = names_of_shares([old.id, young.id])
    assert names == {old.id: f"Former reader {old.id.hex[-6:].upper()}", young.id: "Inspektur"}
    record = AuditRecord.objects.filter(object_id=old.id, reason="retention").get()
    assert len(record.facts["key"]) == 64
    assert not due_rows(actor=shop.owner, code="shares.shares")[1]


def test_a_restored_backup_that_still_knows_the_reader_forgets_them_again(shop: Shop) -> None:
    share = shared(shop)
    destroy_keys([share.id])
    with pytest.raises(Erased):
        _ = Share.objects.get().name
    assert Share.objects.get().reader.startswith("Former reader ")
    assert apply_destroyed_keys() == 1
    row = Share.objects.get()
    assert row.erased_at is not None
    assert row.ended_at is not None
    assert apply_destroyed_keys() == 0


@pytest.mark.real_time
def test_nobody_takes_the_key_of_a_share_for_left_over(shop: Shop) -> None:
    share, nobody = shared(shop), new_id()
    make_keys([nobody])
    with clock.at(clock.now() + timedelta(days=3)):
        found = orphans()
    assert nobody in found
    assert share.id not in found
