"""Imports as pages read them."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.domains.catalog.imports.importing import (
    answer_class,
    check,
    commit,
    csv_bytes,
    hand_in,
)
from tests.support.shop import Shop, add_staff, open_shop
from theriac.core.actor import SYSTEM
from theriac.core.jobs.models import Job, JobState
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.catalog.commands.imports.steps import (
    check_import,
    commit_import,
    discard_import,
    set_rows_aside,
)
from theriac.domains.catalog.imports.details import ImportCounts, ImportResult
from theriac.domains.catalog.models import Import
from theriac.domains.catalog.queries.imports import (
    IMPORTS,
    PROBLEMS,
    find_mapping,
    get_import,
    list_imports,
    list_kinds,
    list_problems,
    saved_mappings,
)
from theriac.domains.organisation.commands.found import open_branch

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = ("kode;nama;harga", "A;Oralit;1.000", "B;Antasida;O", "C;;1", "D;=1;500", "E;X;700")


def started(shop: Shop) -> Import:
    return Import.objects.get(id=hand_in(shop, csv_bytes(*ROWS)))


def state_of(shop: Shop, batch: Import) -> str:
    return get_import(actor=shop.owner, import_id=batch.id).state


def test_the_four_counts_and_the_result() -> None:
    shop = open_shop("id")
    batch = started(shop)
    detail = get_import(actor=shop.owner, import_id=batch.id)
    assert (detail.state, detail.counts, detail.result) == ("columns", None, None)
    check(shop, batch.id)
    detail = get_import(actor=shop.owner, import_id=batch.id)
    assert detail.counts == ImportCounts(
        rows=5,
        new=2,
        changed=0,
        unchanged=0,
        problems=3,
        left_out=2,
        look=1,
        passed_over=0,
        taken=3,
        what={},
        columns={"harga": 1, "nama": 2},
        notes={"class_chosen": 3},
    )
    set_rows_aside(actor=shop.owner, import_id=batch.id, rows=[5])
    commit(shop, batch.id)
    detail = get_import(actor=shop.owner, import_id=batch.id)
    assert (detail.state, detail.left_out_rows) == ("done", (5,))
    assert detail.result == ImportResult(
        added=2, changed=0, unchanged=0, left_out=3, taken=2, without_barcode=0, through=6
    )


def test_problems_are_paged_and_filtered() -> None:
    shop = open_shop("id")
    batch = started(shop)
    check(shop, batch.id)
    rows = list_problems(actor=shop.owner, import_id=batch.id)
    first = PROBLEMS.page(rows, size=2)
    assert [row.number for row in first.items] == [3, 4]
    assert first.next is not None
    second = PROBLEMS.page(rows, size=2, cursor=first.next)
    assert [row.number for row in second.items] == [5]
    by_column = PROBLEMS.page(rows, wanted={"column": "nama", "consequence": "left_out"})
    assert [row.number for row in by_column.items] == [4]


@pytest.mark.parametrize(
    ("ended", "checking", "committing"),
    [
        (JobState.FAILED, "columns", "stopped"),
        (JobState.CANCELLED, "columns", "stopped"),
        (JobState.RUNNING, "checking", "committing"),
    ],
)
def test_a_job_that_died_leaves_no_import_hanging(
    ended: JobState, checking: str, committing: str
) -> None:
    shop = open_shop("id")
    batch = started(shop)
    answer_class(shop, batch.id)
    job_id = check_import(actor=shop.owner, import_id=batch.id)
    assert state_of(shop, batch) == "checking"
    keys = {} if ended == JobState.RUNNING else {"live_key": None}
    Job.objects.filter(id=job_id).update(state=ended, error_sentence="It broke.", **keys)
    detail = get_import(actor=shop.owner, import_id=batch.id)
    assert (detail.state, detail.refusal) == (checking, "It broke.")
    if ended == JobState.RUNNING:
        return
    check(shop, batch.id)
    job_id = commit_import(actor=shop.owner, import_id=batch.id, mode="good")
    Job.objects.filter(id=job_id).update(state=ended, **keys)
    assert state_of(shop, batch) == committing


def test_imports_are_seen_by_those_who_may_import_there() -> None:
    shop = open_shop("id")
    other = open_branch(
        actor=SYSTEM, pharmacy_id=shop.pharmacy_id, code="MWR", name="Mawar", time_zone="UTC"
    )
    general = started(shop)
    here = hand_in(shop, csv_bytes("nama,harga", "X,1"), branch_id=shop.branch_id)
    there = hand_in(shop, csv_bytes("nama,harga", "X,1"), branch_id=other)
    manager = add_staff("manager", shop.branch_id)
    page = IMPORTS.page(list_imports(actor=manager))
    assert [row.id for row in page.items] == [here, general.id]
    with pytest.raises(NotFound):
        get_import(actor=manager, import_id=there)
    with pytest.raises(NotFound):
        get_import(actor=shop.owner, import_id=uuid4())
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        list_imports(actor=cashier)


def test_what_can_be_imported_is_told_with_its_fields() -> None:
    shop = open_shop("id")
    kinds = {kind.code: kind for kind in list_kinds(actor=shop.owner)}
    assert {code: kind.at_branch for code, kind in kinds.items()} == {
        "bills": True,
        "credit": True,
        "numbers": True,
        "products": False,
        "stock": True,
    }
    assert [field.code for field in kinds["products"].fields if field.required] == ["name"]
    assert {field.code for field in kinds["stock"].fields if field.required} == {
        "quantity",
        "name",
        "code",
        "barcode",
    }


def test_saved_mappings_are_found_by_name() -> None:
    shop = open_shop("id")
    batch = started(shop)
    check(shop, batch.id)
    batch.refresh_from_db()
    assert [saved.name for saved in saved_mappings(actor=shop.owner)] == ["daftar"]
    mapping = find_mapping(actor=shop.owner, kind="products", name="daftar")
    assert mapping == batch.mapping
    with pytest.raises(NotFound):
        find_mapping(actor=shop.owner, kind="products", name="other")


def test_a_discarded_import_is_remembered_without_its_content() -> None:
    shop = open_shop("id")
    batch = started(shop)
    check(shop, batch.id)
    discard_import(actor=shop.owner, import_id=batch.id)
    detail = get_import(actor=shop.owner, import_id=batch.id)
    assert (detail.state, detail.counts) == ("discarded", None)
    assert list_problems(actor=shop.owner, import_id=batch.id).count() == 0
