"""What a counter sealed is opened when its sale is booked, or the sale is held."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import override_settings

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.sealing import SEEN, sealed_ground, sealed_text
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core.actor import SYSTEM
from theriac.core.idempotency.context import fingerprint
from theriac.core.ids import new_id
from theriac.core.sealing.encoding import CantOpen
from theriac.core.verification.registry import run_checks
from theriac.domains.organisation.commands.sealing_keys import keep_sealing_keys
from theriac.domains.organisation.commands.terminals import revoke_terminal
from theriac.domains.organisation.models import SealingKey
from theriac.domains.sales.commands.book_pushed import PushState, RecordedPush
from theriac.domains.sales.commands.decide_push import book_held_push
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale, SaleGround
from theriac.domains.sales.pushes.sale import PushedSale
from theriac.domains.sales.pushes.sealed import opened
from theriac.domains.sales.queries.held import HeldPrescription, sale_in

pytestmark = pytest.mark.django_db
NAMES = (SEEN["prescriber"], SEEN["number"])


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop, legal_class="keras")


def sealed_sale(
    shop: Shop, medicine: Medicine, content: Any = None, sequence: int = 1, **elsewhere: Any
) -> PushedSale:
    """A prescription line with its sealed ground, and the content that its device sends."""
    batch = stock_up(shop, medicine, 10)
    sale_id = new_id()
    ground = sealed_ground(shop, sale_id, content, **elsewhere)
    line = pushed_line(shop, medicine, [(batch, 2)], ground_id=ground.id)
    sale = pushed_sale(shop, [line], sequence, grounds=[ground], id=sale_id)
    return as_sent(sale, {"prescriber": None, "number": None, "sealed": ground.sealed})


def as_sent(sale: PushedSale, names: dict[str, Any]) -> PushedSale:
    [ground] = sale.grounds
    wire = {"id": str(ground.id), "kind": ground.kind, **names}
    content = {"id": str(sale.id), "total": sale.total, "grounds": [wire]}
    return replace(sale, content=content, content_hash=fingerprint(content))


def as_typed(sale: PushedSale) -> PushedSale:
    """The same sale as an older counter sends it, readable."""
    [ground] = sale.grounds
    seen = replace(ground, sealed="", **SEEN)  # type: ignore[arg-type]
    return as_sent(replace(sale, grounds=[seen]), dict(SEEN))


def booked() -> list[tuple[str, str]]:
    return [(row.details["prescriber"], row.details["number"]) for row in SaleGround.objects.all()]


def altered(sale: PushedSale) -> PushedSale:
    [ground] = sale.grounds
    text = ground.sealed[:-1] + ("A" if ground.sealed[-1] != "A" else "E")
    return replace(sale, grounds=[replace(ground, sealed=text)])


def book(shop: Shop) -> RecordedPush:
    held = HeldPush.objects.get(decided_at=None)
    return book_held_push(actor=shop.owner, branch_id=shop.branch_id, held_id=held.id, note="why")


def violations() -> list[str]:
    return [v.sentence for result in run_checks() for v in result.violations]


def test_it_is_opened_and_booked(shop: Shop, medicine: Medicine) -> None:
    assert push(shop, sealed_sale(shop, medicine)) == RecordedPush(
        Sale.objects.get().id, PushState.BOOKED
    )
    assert booked() == [NAMES]
    assert DiscrepancyCase.objects.count() == 0
    assert violations() == []


def test_the_same_again_changes_nothing(shop: Shop, medicine: Medicine) -> None:
    sale = sealed_sale(shop, medicine)
    push(shop, sale)
    assert push(shop, sale).state is PushState.REPLAYED
    assert (Sale.objects.count(), HeldPush.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    "elsewhere", [{"sale_id": new_id()}, {"branch_id": new_id()}, {"purpose": "patient"}]
)
def test_a_text_of_another_place_is_held(
    shop: Shop, medicine: Medicine, elsewhere: dict[str, Any]
) -> None:
    assert push(shop, sealed_sale(shop, medicine, **elsewhere)).state is PushState.HELD
    assert HeldPush.objects.get().reason == "sealed"
    assert Sale.objects.count() == 0
    assert violations() == []


def test_names_of_the_greatest_length_are_kept(shop: Shop, medicine: Medicine) -> None:
    longest = {"prescriber": "x" * 120, "number": "9" * 60}
    assert push(shop, sealed_sale(shop, medicine, longest)).state is PushState.BOOKED
    assert booked() == [("x" * 120, "9" * 60)]


@pytest.mark.parametrize(
    "content",
    [
        b"not JSON",
        b"[]",
        b"\xff",
        {"prescriber": 1},
        {"number": "9" * 61},
        {"prescriber": "x" * 121},
        {"prescriber": "\0"},
        {"prescriber": "\ud800"},
    ],
)
def test_what_cant_be_kept_is_held(shop: Shop, medicine: Medicine, content: Any) -> None:
    assert push(shop, sealed_sale(shop, medicine, content)).state is PushState.HELD
    assert HeldPush.objects.get().reason == "sealed"


def test_names_of_tomorrow_are_left_alone(shop: Shop, medicine: Medicine) -> None:
    sale = sealed_sale(shop, medicine, {**SEEN, "patient": {"name": "Ani"}})
    assert push(shop, sale).state is PushState.BOOKED
    assert booked() == [NAMES]


def test_an_altered_text_is_held_sealed_and_booked_with_a_case(
    shop: Shop, medicine: Medicine
) -> None:
    push(shop, altered(sealed_sale(shop, medicine)))
    held = HeldPush.objects.get()
    assert held.reason == "sealed"
    sale = sale_in(held, opens=True)
    assert sale is not None
    assert list(sale.prescriptions) == [HeldPrescription("", "")]
    assert book(shop).state is PushState.BOOKED
    assert booked() == [("", "")]
    [case] = DiscrepancyCase.objects.all()
    assert (case.kind, case.facts["missing"]) == ("ground", "sealed")
    assert HeldPush.objects.get().content["grounds"][0]["sealed"]
    assert violations() == []


def test_with_its_secret_back_it_opens_by_itself(shop: Shop, medicine: Medicine) -> None:
    sale = sealed_sale(shop, medicine)
    with override_settings(SEALING_SECRETS=["n" * 40]):
        keep_sealing_keys(actor=SYSTEM)
        assert push(shop, sale).state is PushState.HELD
    assert book(shop).state is PushState.BOOKED
    assert booked() == [NAMES]
    assert DiscrepancyCase.objects.count() == 0


def test_an_unknown_key_is_held(shop: Shop, medicine: Medicine) -> None:
    sale = sealed_sale(shop, medicine)
    SealingKey.objects.all().delete()
    assert push(shop, sale).state is PushState.HELD


def test_a_held_one_is_kept_sealed_and_shown_to_who_may_see_it(
    shop: Shop, medicine: Medicine
) -> None:
    sale = sealed_sale(shop, medicine)
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="stolen"
    )
    push(shop, sale)
    push(shop, as_typed(sale))  # an older form of the same is another content
    first = HeldPush.objects.order_by("received_at", "id").first()
    assert first is not None
    assert all(name not in str(first.content) for name in NAMES)
    for opens, shown in (
        (True, HeldPrescription(NAMES[1], NAMES[0])),
        (False, HeldPrescription("", "")),
    ):
        found = sale_in(first, opens=opens)
        assert found is not None
        assert list(found.prescriptions) == [shown]


def test_booked_under_new_ids_it_is_opened_by_the_old_ones(shop: Shop, medicine: Medicine) -> None:
    first = sealed_sale(shop, medicine)
    push(shop, first)
    again = replace(first, content_hash="0" * 64)
    assert push(shop, again).state is PushState.HELD
    assert book(shop).state is PushState.BOOKED
    assert booked() == [NAMES, NAMES]


def test_a_text_copied_to_another_ground_of_its_sale_is_refused(
    shop: Shop, medicine: Medicine
) -> None:
    sale = sealed_sale(shop, medicine)
    [ground] = sale.grounds
    other = replace(ground, id=new_id())
    with pytest.raises(CantOpen):
        opened(replace(sale, grounds=[ground, other]), shop.branch_id)
    own = replace(other, sealed=sealed_text(shop, sale.id, other.id, {"number": "2"}))
    both = opened(replace(sale, grounds=[ground, own]), shop.branch_id)
    assert [one.number for one in both.grounds] == [SEEN["number"], "2"]
    assert [one.sealed for one in both.grounds] == ["", ""]
