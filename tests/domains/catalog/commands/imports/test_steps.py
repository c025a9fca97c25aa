"""What a person may do with an import, and when."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.domains.catalog.imports.importing import (
    answer_class,
    check,
    commit,
    csv_bytes,
    hand_in,
)
from tests.support.jobs import run_due_jobs
from tests.support.shop import Shop, add_staff, open_shop
from theriac.core.audit.models import AuditRecord
from theriac.core.files.models import StoredFile
from theriac.core.jobs.models import Job, JobState
from theriac.core.problems import NotFound, NotPermitted, Stale
from theriac.domains.catalog.commands.imports.steps import (
    change_mapping,
    check_import,
    commit_import,
    discard_import,
    set_rows_aside,
)
from theriac.domains.catalog.models import Import, ImportProblem, Product
from theriac.domains.catalog.problems import ImportRefused, MappingRefused

pytestmark = pytest.mark.django_db(transaction=True)

GOOD = csv_bytes("kode;nama;harga", "A;Oralit;1.000", "B;Antasida;500")


@pytest.fixture
def shop() -> Shop:
    return open_shop("id")


@pytest.fixture
def import_id(shop: Shop) -> UUID:
    return hand_in(shop, GOOD)


def test_a_changed_mapping_has_a_new_version(shop: Shop, import_id: UUID) -> None:
    batch = Import.objects.get(id=import_id)
    mapping = {**batch.mapping, "identity": "name"}
    version = change_mapping(actor=shop.owner, import_id=import_id, version=1, mapping=mapping)
    assert version == 2
    with pytest.raises(Stale) as refusal:
        change_mapping(actor=shop.owner, import_id=import_id, version=1, mapping=mapping)
    assert refusal.value.facts["current"]["version"] == 2


def test_a_mapping_must_fit_the_file(shop: Shop, import_id: UUID) -> None:
    with pytest.raises(MappingRefused) as refusal:
        change_mapping(
            actor=shop.owner,
            import_id=import_id,
            version=1,
            mapping={"columns": {"name": ["merk"]}},
        )
    assert {field: str(text) for field, text in refusal.value.errors.items()} == {
        "columns.name": "The file doesn’t have this column. Choose another one."
    }


def test_a_check_needs_the_name(shop: Shop, import_id: UUID) -> None:
    change_mapping(
        actor=shop.owner, import_id=import_id, version=1, mapping={"columns": {"code": ["kode"]}}
    )
    with pytest.raises(MappingRefused) as refusal:
        check_import(actor=shop.owner, import_id=import_id)
    assert {field: str(text) for field, text in refusal.value.errors.items()} == {
        "columns.name": "Choose the column for this: Name."
    }


def test_a_check_is_one_job_at_a_time(shop: Shop, import_id: UUID) -> None:
    answer_class(shop, import_id)
    check_import(actor=shop.owner, import_id=import_id)
    with pytest.raises(ImportRefused) as refusal:
        check_import(actor=shop.owner, import_id=import_id)
    assert refusal.value.facts == {"state": "checking"}
    assert Job.objects.count() == 1


@pytest.mark.parametrize("mode", ["good", "all", "most"])
def test_what_wasnt_checked_isnt_brought_in(shop: Shop, import_id: UUID, mode: str) -> None:
    with pytest.raises(ImportRefused):
        commit_import(actor=shop.owner, import_id=import_id, mode=mode)


def test_one_import_at_a_time_is_brought_in(shop: Shop, import_id: UUID) -> None:
    other = hand_in(shop, GOOD)
    check(shop, import_id)
    check(shop, other)
    commit_import(actor=shop.owner, import_id=import_id, mode="good")
    with pytest.raises(ImportRefused) as refusal:
        commit_import(actor=shop.owner, import_id=other, mode="good")
    assert str(refusal.value) == "Another import is running. Wait until it is finished."
    assert Import.objects.get(id=other).state == "checked"
    run_due_jobs()
    assert dict(commit(shop, other).actions) == {"unchanged": 2}


def test_a_done_import_stays_as_it_is(shop: Shop, import_id: UUID) -> None:
    check(shop, import_id)
    commit(shop, import_id)
    batch = Import.objects.get(id=import_id)
    with pytest.raises(ImportRefused):
        change_mapping(
            actor=shop.owner, import_id=import_id, version=batch.version, mapping=batch.mapping
        )
    with pytest.raises(ImportRefused):
        commit_import(actor=shop.owner, import_id=import_id, mode="good")
    with pytest.raises(ImportRefused):
        discard_import(actor=shop.owner, import_id=import_id)


def test_a_discarded_import_forgets_its_file_and_findings(shop: Shop, import_id: UUID) -> None:
    import_id = hand_in(shop, GOOD + b"\nC;;1")
    check(shop, import_id)
    assert ImportProblem.objects.count() == 1
    files = StoredFile.objects.count()
    discard_import(actor=shop.owner, import_id=import_id)
    batch = Import.objects.get(id=import_id)
    assert (batch.state, batch.counts, ImportProblem.objects.count()) == ("discarded", {}, 0)
    assert StoredFile.objects.exclude(keep_until=None).count() == 2
    assert StoredFile.objects.count() == files
    assert Product.objects.count() == 0


def test_discarding_stops_running_work(shop: Shop, import_id: UUID) -> None:
    answer_class(shop, import_id)
    job_id = check_import(actor=shop.owner, import_id=import_id)
    discard_import(actor=shop.owner, import_id=import_id)
    assert Job.objects.get(id=job_id).state == JobState.CANCELLED
    assert run_due_jobs() == 0


def test_rows_are_set_aside_only_after_a_check(shop: Shop, import_id: UUID) -> None:
    with pytest.raises(ImportRefused):
        set_rows_aside(actor=shop.owner, import_id=import_id, rows=[2])
    check(shop, import_id)
    with pytest.raises(ImportRefused) as refusal:
        set_rows_aside(actor=shop.owner, import_id=import_id, rows=range(2, 3000))
    assert refusal.value.field == "rows"
    assert set_rows_aside(actor=shop.owner, import_id=import_id, rows=[2]) == 1
    with pytest.raises(ImportRefused):
        commit_import(actor=shop.owner, import_id=import_id, mode="all")
    assert dict(commit(shop, import_id).actions) == {"new": 1}


def test_only_who_may_import_does(shop: Shop, import_id: UUID) -> None:
    check(shop, import_id)
    for role in ("pharmacist", "cashier", "restocker"):
        other = add_staff(role, shop.branch_id)
        with pytest.raises(NotPermitted):
            commit_import(actor=other, import_id=import_id, mode="good")
    manager = add_staff("manager", shop.branch_id)
    commit_import(actor=manager, import_id=import_id, mode="good")
    run_due_jobs()
    record = AuditRecord.objects.filter(object_kind="catalog.product").first()
    assert record is not None
    assert (record.actor_id, record.command) == (manager.id, "catalog.commit_chunk")


def test_an_unknown_import_isnt_there(shop: Shop) -> None:
    with pytest.raises(NotFound):
        check_import(actor=shop.owner, import_id=shop.branch_id)
