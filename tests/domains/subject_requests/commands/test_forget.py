"""What people wrote goes with them, after a restore too, and after its period; the facts stay."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domains.subject_requests.commands.test_steps import named
from tests.support.jobs import done_now
from tests.support.patients import register
from tests.support.shop import Shop
from tests.support.subject_requests import a_subject_request, kept
from theriac.core import clock
from theriac.core.privacy.erasure import apply_destroyed_keys
from theriac.core.privacy.keys import destroyed_owners, open_keys
from theriac.core.problems import NotPermitted
from theriac.domains.organisation.commands.retention import confirm_retention
from theriac.domains.organisation.jobs import work_through
from theriac.domains.organisation.queries.retention import dry_run, due_rows
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.subject_requests.commands.answer import close_request
from theriac.domains.subject_requests.commands.forget import forget_texts
from theriac.domains.subject_requests.commands.open import open_request

pytestmark = pytest.mark.django_db
KIND = "subject_requests.texts"


def test_an_erasure_leaves_the_facts_and_the_next_start_empties_the_row(shop: Shop) -> None:
    patient = register(shop)
    request_id = a_subject_request(shop, patient)
    other = a_subject_request(shop)
    erase_patient(actor=shop.owner, branch_id=shop.branch_id, patient_id=patient)
    assert apply_destroyed_keys() == 1
    one = kept(request_id)
    assert one.text_gone_at is not None
    assert (one.content, one.kind, one.subject_id) == ("", "access", patient)
    assert kept(other).text_gone_at is None
    assert apply_destroyed_keys() == 0


def test_after_its_period_the_text_goes_with_its_own_key(shop: Shop) -> None:
    closed, waits = a_subject_request(shop), a_subject_request(shop)
    close_request(**named(shop, closed), why="withdrawn")
    with clock.at(clock.now() + timedelta(days=1095)):
        assert not due_rows(actor=shop.owner, code=KIND)[1]
    with clock.at(clock.now() + timedelta(days=1098)):
        _period, due = due_rows(actor=shop.owner, code=KIND)
        assert [row.id for row in due] == [closed]
        run = confirm_retention(actor=shop.owner, digest=dry_run(actor=shop.owner).digest)
        done_now(work_through, run_id=str(run))
        assert open_request(**named(shop, closed)) is None
    assert closed in destroyed_owners()
    assert kept(closed).text_gone_at is not None
    assert kept(waits).text_gone_at is None
    assert open_keys([waits])
    assert apply_destroyed_keys() == 0


def test_only_the_program_itself_forgets(shop: Shop) -> None:
    with pytest.raises(NotPermitted):
        forget_texts(actor=shop.owner, request_ids=[])
