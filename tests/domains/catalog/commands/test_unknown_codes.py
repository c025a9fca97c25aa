"""Codes that nobody knows: kept, counted, linked, set aside, and off the list once known."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.shop import Shop, add_medicine, add_staff, open_shop
from tests.support.trail import sides_of
from tests.support.unknown_codes import UNKNOWN, kept_code
from tests.surfaces.other_branch import shop_there
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, NotPermitted, Problem, Stale, Unprocessable
from theriac.domains.catalog.commands.barcodes import add_barcode, remove_barcode
from theriac.domains.catalog.commands.products import NewPack, NewProduct, add_product
from theriac.domains.catalog.commands.unknown_codes import (
    link_unknown_code,
    put_unknown_code_back,
    set_unknown_code_aside,
)
from theriac.domains.catalog.models import CodeSighting, UnknownCode
from theriac.domains.catalog.models.unknown_code import MOST_A_DAY
from theriac.domains.catalog.problems import BarcodeTaken, TooManyCodes, UnknownCodeSettled
from theriac.domains.catalog.queries.barcodes import find_pack
from theriac.domains.catalog.queries.unknown_codes import (
    list_unknown_codes,
    open_unknown_codes,
    seen_at_branch,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAT-06")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def opened(shop: Shop) -> list[str]:
    return sorted(open_unknown_codes(actor=shop.owner).values_list("code", flat=True))


@pytest.mark.parametrize(
    "scanned",
    [
        "8992222333306",
        f"]d201{UNKNOWN}1727123110B7",
        f"(01){UNKNOWN}(10)B7",
        f"https://id.gs1.org/01/{UNKNOWN}/10/B7",
    ],
)
def test_of_any_form_its_gtin_is_kept(shop: Shop, scanned: str) -> None:
    kept_code(shop, scanned)
    assert opened(shop) == [UNKNOWN]


def test_the_same_code_counts_and_stands_once(shop: Shop) -> None:
    there = shop_there(shop)
    kept_code(shop, note="  On the  blue box ")
    kept_code(there)
    code_id = kept_code(shop, f"]d201{UNKNOWN}10B7")

    code = UnknownCode.objects.get()
    assert (code.id, code.times, code.note) == (code_id, 3, "On the blue box")
    assert (code.branch_id, code.terminal_id) == (shop.branch_id, shop.terminal_id)
    assert CodeSighting.objects.filter(branch_id=there.branch_id).count() == 1
    everything = list_unknown_codes(actor=shop.owner)
    assert seen_at_branch(everything, there.branch_id).get() == code
    elsewhere = shop_there_code(shop, there)
    assert elsewhere not in seen_at_branch(everything, shop.branch_id)
    record = AuditRecord.objects.filter(command="catalog.keep_unknown_code").latest("id")
    assert (record.terminal_id, record.branch_id) == (there.terminal_id, there.branch_id)
    assert record.facts["person_id"] == str(shop.owner.id)


def shop_there_code(shop: Shop, there: Shop) -> UnknownCode:
    return UnknownCode.objects.get(id=kept_code(there, "RAK-77"))


def test_what_is_pushed_twice_counts_once(shop: Shop) -> None:
    said: dict[str, Any] = {"id": new_id()}
    kept_code(shop, **said)
    kept_code(shop, **said)
    kept_code(shop, "RAK-77", **said)
    assert UnknownCode.objects.get().times == 1


@pytest.mark.parametrize(
    "code",
    [
        "",
        "   ",
        "8992222333307",
        "]C100123456789012345675",
        "X" * 61,
        "RAK\x1b77",
        "RAK\u202e77",
        "RAK\u200b77",
        "RAK\n77",
    ],
)
def test_what_no_barcode_can_be_isnt_kept(shop: Shop, code: str) -> None:
    with pytest.raises(Problem) as refused:
        kept_code(shop, code)
    assert str(refused.value)
    assert not UnknownCode.objects.exists()
    assert not CodeSighting.objects.exists()


def test_a_note_is_one_short_line_of_signs_that_show(shop: Shop) -> None:
    kept_code(shop, note="a\u202eb\x1bc\n" + "x" * 400)
    note = UnknownCode.objects.get().note
    assert note == ("a b c " + "x" * 400)[:120]


def test_a_terminal_keeps_no_more_than_so_many_a_day(shop: Shop) -> None:
    there = shop_there(shop)
    for number in range(MOST_A_DAY):
        kept_code(shop, f"RAK-{number % 3}00")
    with pytest.raises(TooManyCodes):
        kept_code(shop, "RAK-900")
    kept_code(there, "RAK-900")
    assert CodeSighting.objects.filter(terminal_id=shop.terminal_id).count() == MOST_A_DAY
    with clock.at(clock.now() + timedelta(days=1)):
        kept_code(shop, "RAK-901")
    assert opened(shop) == ["RAK-000", "RAK-100", "RAK-200", "RAK-900", "RAK-901"]


def test_one_that_opens_a_pack_by_now_isnt_listed(shop: Shop) -> None:
    add_barcode(actor=shop.owner, pack_id=add_medicine(shop).packs[1], code=UNKNOWN)
    with pytest.raises(IndexError):
        kept_code(shop)
    assert not CodeSighting.objects.exists()


def test_it_is_linked_and_leaves_the_list(shop: Shop) -> None:
    strip = add_medicine(shop).packs[10]
    which: dict[str, Any] = {"actor": shop.owner, "unknown_code_id": kept_code(shop)}
    version = UnknownCode.objects.get().version
    with pytest.raises(Stale):
        link_unknown_code(**which, version=version + 1, pack_id=strip)
    with pytest.raises(NotFound):
        link_unknown_code(**which, version=version, pack_id=new_id())
    link_unknown_code(**which, version=version, pack_id=strip)

    code = UnknownCode.objects.get()
    assert (code.state, code.pack_id, code.settled_by) == ("linked", strip, shop.owner.id)
    found = find_pack(actor=shop.owner, code=UNKNOWN)
    assert found is not None
    assert found.pack_id == strip
    assert opened(shop) == []
    with pytest.raises(UnknownCodeSettled):
        link_unknown_code(**which, version=code.version, pack_id=strip)
    [sides] = sides_of("catalog.link_unknown_code")[-1:]
    assert sides[1] == {"state": "linked", "pack_id": str(strip)}


def test_what_becomes_known_in_any_other_way_leaves_it_too(shop: Shop) -> None:
    medicine = add_medicine(shop)
    for code in ("RAK-77", "RAK-78", "RAK-79"):
        kept_code(shop, code)
    add_barcode(actor=shop.owner, pack_id=medicine.packs[10], code=" RAK-77 ")
    assert opened(shop) == ["RAK-78", "RAK-79"]
    add_product(
        actor=shop.owner,
        product=NewProduct(
            name="Betadine 60 ml",
            base_unit="bottle",
            legal_class="bebas",
            packs=[NewPack(name="bottle", factor=1, barcodes=["RAK-78"])],
        ),
    )
    assert opened(shop) == ["RAK-79"]


def test_what_opens_nothing_any_more_is_listed_again_once_it_is_kept(shop: Shop) -> None:
    strip = add_medicine(shop).packs[10]
    kept_code(shop)
    add_barcode(actor=shop.owner, pack_id=strip, code=UNKNOWN)
    remove_barcode(actor=shop.owner, pack_id=strip, code=UNKNOWN, reason="Not theirs")
    assert opened(shop) == []
    kept_code(shop)
    code = UnknownCode.objects.get()
    assert (code.state, code.times, code.pack_id, code.settled_at) == ("open", 2, None, None)


def test_it_is_set_aside_with_a_reason_stays_there_and_is_put_back(shop: Shop) -> None:
    which: dict[str, Any] = {"actor": shop.owner, "unknown_code_id": kept_code(shop)}
    version = UnknownCode.objects.get().version
    with pytest.raises(Unprocessable):
        set_unknown_code_aside(**which, version=version, reason=" \n ")
    with pytest.raises(UnknownCodeSettled):
        put_unknown_code_back(**which, version=version)
    version = set_unknown_code_aside(**which, version=version, reason="A customer's own bag")
    kept_code(shop)
    code = UnknownCode.objects.get()
    assert (code.state, code.times, code.reason) == ("aside", 2, "A customer's own bag")
    with pytest.raises(UnknownCodeSettled):
        set_unknown_code_aside(**which, version=code.version, reason="again")
    record = AuditRecord.objects.get(command="catalog.set_unknown_code_aside")
    assert record.reason == "A customer's own bag"
    put_unknown_code_back(**which, version=code.version)
    code = UnknownCode.objects.get()
    assert (code.state, code.reason, code.settled_by) == ("open", "", None)


def test_one_that_was_set_aside_may_be_linked(shop: Shop) -> None:
    strip = add_medicine(shop).packs[10]
    which: dict[str, Any] = {"actor": shop.owner, "unknown_code_id": kept_code(shop)}
    version = set_unknown_code_aside(
        **which, version=UnknownCode.objects.get().version, reason="A bag"
    )
    link_unknown_code(**which, version=version, pack_id=strip)
    code = UnknownCode.objects.get()
    assert (code.state, code.reason) == ("linked", "")
    with pytest.raises(UnknownCodeSettled):
        put_unknown_code_back(**which, version=code.version)


def test_a_code_that_another_took_meanwhile_is_refused(shop: Shop) -> None:
    medicine = add_medicine(shop)
    kept_code(shop)
    add_barcode(actor=shop.owner, pack_id=medicine.packs[1], code=UNKNOWN)
    UnknownCode.objects.update(state="aside", pack=None, reason="by hand")
    code = UnknownCode.objects.get()
    which: dict[str, Any] = {
        "actor": shop.owner,
        "unknown_code_id": code.id,
        "version": code.version,
    }
    with pytest.raises(BarcodeTaken):
        put_unknown_code_back(**which)
    with pytest.raises(BarcodeTaken):
        link_unknown_code(**which, pack_id=medicine.packs[10])


def test_who_may_not_change_products_settles_nothing(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    which: dict[str, Any] = {"actor": cashier, "unknown_code_id": kept_code(shop), "version": 2}
    with pytest.raises(NotPermitted):
        list_unknown_codes(actor=cashier)
    with pytest.raises(NotPermitted):
        link_unknown_code(**which, pack_id=add_medicine(shop).packs[1])
    with pytest.raises(NotPermitted):
        set_unknown_code_aside(**which, reason="no")
    with pytest.raises(NotPermitted):
        put_unknown_code_back(**which)
