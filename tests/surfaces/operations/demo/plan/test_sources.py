import csv

import pytest

from theriac.domains.catalog.pack_words import known_pack_words
from theriac.surfaces.backoffice.catalog.storage import STORAGES
from theriac.surfaces.operations.demo.plan import sources
from theriac.surfaces.operations.demo.plan.sources import (
    forms,
    in_words_of,
    makers,
    names,
    presentations,
    size_in_words_of,
)


def test_the_lists_hold_what_the_demo_promises() -> None:
    every = presentations()
    assert len({one.substance for one in every if one.is_medicine}) == 340
    assert sum(not one.is_medicine for one in every) == 188
    assert [len(makers(country)) for country in ("id", "in", "generic")] == [40, 40, 40]


def test_every_unit_pack_and_storage_has_words_in_both_languages() -> None:
    packs = {
        name
        for form in forms().values()
        for structure in (*form.packs, *form.packs_in)
        for name, _factor in structure
    }
    units = {form.base_unit for form in forms().values()}

    assert (units | packs) - set(known_pack_words()) == set()
    assert {one.storage for one in presentations()} - {"", *STORAGES} == set()


def test_each_presentation_comes_once() -> None:
    keys = [(one.substance, one.form.name, one.strength) for one in presentations()]
    assert len(keys) == len(set(keys))


def test_a_row_is_read_as_written() -> None:
    one = next(one for one in presentations() if one.strength == "500 mg + 125 mg")
    assert (one.substance, one.local_name) == (
        "Amoxicillin + clavulanic acid",
        "Amoksisilin + asam klavulanat",
    )
    assert one.packs == ((("strip", 6), ("box", 30)), (("strip", 10), ("box", 30)))
    assert one.classes == {"id": "keras", "in": "H", "generic": "rx"}
    assert (one.price, one.season, one.chronic) == (5900, "cold", False)


def test_a_form_may_have_no_pack_above_its_unit() -> None:
    assert forms()["inhaler"].packs == ((), (("box", 10),))


def test_every_form_listed_is_used() -> None:
    assert {one.form.name for one in presentations()} == set(forms())


def test_names_are_told_apart_by_country_and_kind() -> None:
    assert names("in", "family")[:3] == ("Devi", "Kumar", "Singh")
    assert names("id", "family") == ("Rahman", "Lim", "Tan")


def test_the_files_hold_no_empty_line_and_no_loose_blank() -> None:
    for path in sorted(sources._DATA.glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as lines:
            rows = list(csv.reader(lines))
        assert {len(row) for row in rows} == {len(rows[0])}, path.name
        assert [cell for row in rows for cell in row if cell != cell.strip()] == [], path.name


@pytest.mark.rows("UX-12")
def test_goods_forms_categories_and_sizes_have_indonesian_words() -> None:
    with (sources._DATA / "words.csv").open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    known = [row["english"] for row in rows]
    assert len(known) == len(set(known))
    assert [row for row in rows if not all(row.values())] == []
    every = presentations()
    assert {one.category for one in every} - {*known} == set()
    vitamins = "Vitamins and minerals"
    goods = [one for one in every if not one.is_medicine]
    assert {one.substance for one in goods if one.category != vitamins} - {*known} == set()
    spoken = {one.form.name for one in every if one.is_medicine or one.category == vitamins}
    assert spoken - {*known} == set()


def test_a_size_is_said_in_the_countrys_words() -> None:
    assert size_in_words_of("id", "6-12 months 400 g") == "6-12 bulan 400 g"
    assert size_in_words_of("id", "adult over 50") == "dewasa 50+"
    assert size_in_words_of("in", "7 days") == "7 days"
    assert in_words_of("id", "Cotton wool") == "Kapas"
    assert in_words_of("generic", "Cotton wool") == "Cotton wool"
