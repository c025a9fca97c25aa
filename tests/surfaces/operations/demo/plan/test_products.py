from itertools import pairwise

import pytest

from theriac.countries.registry import PROFILES, profile_for
from theriac.surfaces.operations.demo.plan.barcodes import check_digit
from theriac.surfaces.operations.demo.plan.brands import brand_name, stems
from theriac.surfaces.operations.demo.plan.products import ProductPlan, plan_products
from theriac.surfaces.operations.demo.plan.settings import COUNTRIES
from theriac.surfaces.operations.demo.plan.sources import makers

CODES = sorted(COUNTRIES)


@pytest.fixture(scope="module", params=CODES)
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def products(code: str) -> tuple[ProductPlan, ...]:
    return plan_products(COUNTRIES[code], 2_500, "test")


def test_there_is_a_demo_for_every_country() -> None:
    assert set(COUNTRIES) == set(PROFILES)


def test_there_are_as_many_as_asked_for(products: tuple[ProductPlan, ...]) -> None:
    assert len(products) == 2_500
    assert len({(product.name, product.maker) for product in products}) == 2_500
    assert [product.key for product in products[:2]] == ["P0001", "P0002"]


def test_a_small_demo_spans_the_whole_list() -> None:
    small = plan_products(COUNTRIES["id"], 160, "test")
    assert len(small) == 160
    assert {product.legal_class for product in small} == {
        "bebas",
        "bebas_terbatas",
        "keras",
        "psikotropika",
        "bukan_obat",
    }


def test_barcodes_are_unique_restricted_and_right(products: tuple[ProductPlan, ...]) -> None:
    codes = [code for product in products for pack in product.packs for code in pack.barcodes]
    assert len(codes) == len(set(codes)) > 4_000
    assert [code for code in codes if check_digit(code[:-1]) != code[-1]] == []
    assert {code[-13:][0] for code in codes if len(code) == 13} == {"2"}
    assert {code[1] for code in codes if len(code) == 14} == {"2"}
    assert {len(code) for code in codes} == {13, 14}


def test_some_packs_have_several_barcodes(products: tuple[ProductPlan, ...]) -> None:
    several = [pack for product in products for pack in product.packs if len(pack.barcodes) > 1]
    assert 200 < len(several) < 800


def test_every_level_is_a_multiple_of_the_one_below(products: tuple[ProductPlan, ...]) -> None:
    for product in products:
        factors = [pack.factor for pack in product.packs]
        assert factors[0] == 1
        assert all(large % small == 0 < large > small for small, large in pairwise(factors))
        assert [pack.level for pack in product.packs] == list(range(len(factors)))


def test_a_larger_pack_is_never_dearer_by_the_unit(products: tuple[ProductPlan, ...]) -> None:
    for product in products:
        priced = [(pack.factor, pack.price) for pack in product.packs if pack.price is not None]
        for (few, little), (many, much) in pairwise(priced):
            assert much * few <= little * many, product


def test_what_is_sold_has_a_price_or_a_larger_pack_with_one(
    products: tuple[ProductPlan, ...],
) -> None:
    for product in products:
        assert product.shelf_price > 0
        assert any(pack.sellable for pack in product.packs)
        for pack in product.packs:
            larger = [one for one in product.packs if one.factor >= pack.factor and one.sellable]
            assert not pack.sellable or any(one.price is not None for one in larger)


def test_classes_exist_in_the_countrys_profile(
    code: str, products: tuple[ProductPlan, ...]
) -> None:
    profile = profile_for(code)
    assert {product.legal_class for product in products} <= {
        one.code for one in profile.legal_classes
    }
    assert {product.tax_class for product in products} <= {one.code for one in profile.tax_classes}


def test_a_few_indonesian_medicines_have_a_ceiling_that_their_prices_keep() -> None:
    products = plan_products(COUNTRIES["id"], 2_500, "test")
    ceilings = [product for product in products if product.ceiling]
    assert 40 < len(ceilings) < 120
    for product in ceilings:
        assert product.ceiling is not None
        for pack in product.packs:
            price = pack.price or 0
            assert price * product.ceiling.units <= product.ceiling.amount * pack.factor


def test_brands_of_a_country_are_all_different() -> None:
    for code in CODES:
        brands = [brand_name(substance, maker) for substance in stems() for maker in makers(code)]
        assert len(brands) == len(set(brands))


def test_a_maker_has_one_brand_for_all_strengths_and_forms() -> None:
    products = plan_products(COUNTRIES["id"], 2_500, "test")
    names: dict[tuple[str, str], set[str]] = {}
    for product in products:
        if product.is_medicine:
            key = (product.maker, product.substance)
            names.setdefault(key, set()).add(product.name.split(f" {product.strength} ")[0])
    mixed = {key: found for key, found in names.items() if len(found - {key[1]}) > 1}
    assert mixed == {}
