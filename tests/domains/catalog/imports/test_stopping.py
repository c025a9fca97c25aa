"""An import that is stopped, killed, refused in part, or goes on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.domains.catalog.imports.importing import (
    LIST,
    Stepping,
    answer_class,
    bring_in,
    check,
    choose,
    codes,
    commit,
    csv_bytes,
    hand_in,
    many,
    problems,
    ready,
)
from tests.support.shop import add_medicine, open_shop
from theriac.core.jobs.context import JobCancelled, JobInterrupted
from theriac.core.tables.problems import TableBroken
from theriac.domains.catalog.commands.imports.steps import (
    change_mapping,
    check_import,
    commit_import,
)
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.imports import work
from theriac.domains.catalog.imports.work import check_rows, commit_rows
from theriac.domains.catalog.models import Import, Pack, Price, Product
from theriac.domains.catalog.problems import ImportRefused

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("stop", [JobCancelled, JobInterrupted, KeyboardInterrupt])
def test_all_or_nothing_that_is_stopped_midway_leaves_nothing(stop: type[BaseException]) -> None:
    shop = open_shop("id")
    import_id = ready(shop, many(1_200), "all")
    with pytest.raises(stop):
        commit_rows(import_id, Stepping(5, stop))
    assert (Product.objects.count(), Price.objects.count()) == (0, 0)
    assert commit_rows(import_id, Stepping()).actions["new"] == 1_200
    assert Product.objects.count() == 1_200


@pytest.mark.parametrize("stop", [JobInterrupted, KeyboardInterrupt])
def test_good_rows_go_on_where_a_killed_worker_left_them(stop: type[BaseException]) -> None:
    shop = open_shop("id")
    import_id = ready(shop, many(900))
    with pytest.raises(stop):
        commit_rows(import_id, Stepping(3, stop))
    batch = Import.objects.get(id=import_id)
    there = Product.objects.count()
    assert 0 < there < 900
    assert batch.committed_through == there + 1
    tally = commit_rows(import_id, Stepping())
    assert dict(tally.actions) == {"new": 900}
    assert Product.objects.count() == 900
    assert Price.objects.count() == 900


def test_a_stopped_import_is_found_again_and_goes_on() -> None:
    shop = open_shop("id")
    import_id = ready(shop, many(900))
    with pytest.raises(JobCancelled):
        commit_rows(import_id, Stepping(3))
    there = Product.objects.count()
    Import.objects.filter(id=import_id).update(job_id=None)
    assert dict(commit(shop, import_id).actions) == {"new": 900}
    assert there < Product.objects.count() == 900


def test_a_chunk_is_committed_once_even_when_two_workers_have_the_job() -> None:
    shop = open_shop("id")
    import_id = ready(shop, many(300))

    class Twice(Stepping):
        """While the first works, a second does the whole job."""

        def check(self) -> None:
            super().check()
            if self.count == 2:
                commit_rows(import_id, Stepping())

    with pytest.raises(ImportRefused):
        commit_rows(import_id, Twice())
    assert Product.objects.count() == 300
    assert Import.objects.get(id=import_id).counts["committed"]["actions"] == {"new": 300}


def test_a_barcode_that_another_product_got_meanwhile_is_found_and_left_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shop = open_shop("id")
    content = csv_bytes(
        "code,name,barcode",
        *(f"C{n},N{n}," for n in range(50)),
        "D,Clash,12345X",
        *(f"E{n},M{n}," for n in range(50)),
    )
    import_id = ready(shop, content)
    taken_meanwhile: Any = work.commit_chunk
    added: list[UUID] = []

    def commit_late(**given: Any) -> Any:
        """Somebody gives the same code to another product just before the chunk is written."""
        if not added:
            packs = [NewPack(name="tablet", factor=1, barcodes=["12345X"])]
            added.append(add_medicine(shop, "Other", packs=packs).id)
        return taken_meanwhile(**given)

    monkeypatch.setattr(work, "commit_chunk", commit_late)
    tally = commit_rows(import_id, Stepping())
    assert (dict(tally.actions), tally.notes["without_barcode"]) == ({"new": 101}, 1)
    assert problems(import_id) == [(52, "barcode", "12345X", "barcode_taken")]


def test_progress_is_told_and_ends_with_all_rows() -> None:
    shop = open_shop("id")
    import_id = hand_in(shop, many(700))
    answer_class(shop, import_id)
    check_import(actor=shop.owner, import_id=import_id)
    checking = Stepping()
    check_rows(import_id, checking)
    assert checking.told == [(500, None), (700, None)]
    commit_import(actor=shop.owner, import_id=import_id, mode="good")
    committing = Stepping()
    commit_rows(import_id, committing)
    assert committing.told[-1] == (700, 700)
    assert [done for done, _total in committing.told] == sorted(
        {done for done, _total in committing.told}
    )


def test_a_file_that_breaks_off_sends_its_person_back_to_the_columns() -> None:
    shop = open_shop("id")
    lines = [f"P{n},Product {n}" for n in range(400)]
    import_id = hand_in(shop, csv_bytes("code,name", *lines, '"P,broken'))
    answer_class(shop, import_id)
    check_import(actor=shop.owner, import_id=import_id)
    with pytest.raises(TableBroken):
        check_rows(import_id, Stepping())
    batch = Import.objects.get(id=import_id)
    assert (batch.state, batch.refusal) == (
        "columns",
        "Row 402 has a quotation mark that isn't closed. Correct it in the file.",
    )


def test_other_columns_forget_the_check() -> None:
    shop = open_shop("id")
    import_id = hand_in(shop, LIST)
    check(shop, import_id)
    choose(shop, import_id, {"identity": "name"})
    batch = Import.objects.get(id=import_id)
    assert (batch.state, batch.counts, batch.report_id, codes(import_id)) == (
        "columns",
        {},
        None,
        [],
    )


def test_a_list_may_name_prices_of_one_branch() -> None:
    shop = open_shop("id")
    content = csv_bytes("code,name,price", "A,Oralit,1000")
    bring_in(shop, content)
    tally = bring_in(shop, content.replace(b"1000", b"1200"), branch_id=shop.branch_id)
    assert dict(tally.what) == {"price": 1}
    assert list(Price.objects.order_by("valid_from").values_list("branch_id", "amount")) == [
        (None, 1000),
        (shop.branch_id, 1200),
    ]
    again = bring_in(shop, content.replace(b"1000", b"1200"), branch_id=shop.branch_id)
    assert dict(again.actions) == {"unchanged": 1}


def test_a_mapping_is_kept_for_the_next_file_of_its_source() -> None:
    shop = open_shop("id")
    head, row = "Nama Dagang;Kolom X;Kolom Y", "Oralit;1.000;SACH"
    import_id = hand_in(shop, csv_bytes(head, row))
    batch = Import.objects.get(id=import_id)
    assert batch.mapping["columns"] == {"name": ["Nama Dagang"]}
    change_mapping(
        actor=shop.owner,
        import_id=import_id,
        version=batch.version,
        mapping={
            **batch.mapping,
            "columns": {
                "name": ["Nama Dagang"],
                "price": ["Kolom X"],
                "base_unit": ["Kolom Y"],
            },
        },
    )
    check(shop, import_id)
    commit(shop, import_id)
    assert (Pack.objects.get().name, Price.objects.get().amount) == ("sachet", 1000)
    tally = bring_in(shop, csv_bytes(head, "Oralit;1.100;SACH", "Antasida;500;TAB"))
    assert dict(tally.actions) == {"changed": 1, "new": 1}
