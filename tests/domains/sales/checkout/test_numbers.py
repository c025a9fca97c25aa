"""Who numbers what: a counter its own generations, the server a program's first."""

from __future__ import annotations

import pytest

from tests.support.pushing import point_of, series_of
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.problems import Unprocessable
from theriac.domains.organisation.commands.series import open_series
from theriac.domains.organisation.commands.terminals import issue_pairing_code
from theriac.domains.organisation.ids import TerminalId
from theriac.domains.organisation.models import DocumentSeries
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale
from theriac.domains.sales.models import Sale
from theriac.domains.sales.problems import PairingNeeded

pytestmark = pytest.mark.django_db


def sell_at(shop: Shop, terminal_id: TerminalId) -> CompletedSale:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    return complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=terminal_id,
        draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=1)]),
    )


def test_nobody_takes_a_number_of_a_counters_series(shop: Shop) -> None:
    series_of(shop)

    with pytest.raises(PairingNeeded):
        sell_at(shop, shop.terminal_id)
    assert Sale.objects.count() == 0
    assert point_of(shop).terminal_kind == "counter"


def test_a_programs_terminal_is_never_paired(shop: Shop) -> None:
    with pytest.raises(Unprocessable):
        issue_pairing_code(
            actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.api_terminal_id
        )


def test_the_server_keeps_to_its_own_generation_beside_a_devices(shop: Shop) -> None:
    first = sell_at(shop, shop.api_terminal_id).sale
    open_series(
        actor=shop.owner,
        terminal_id=shop.api_terminal_id,
        kind="sale",
        prefix=f"MLT-A1B-{shop.today:%y}-",
        period=f"{shop.today:%Y}",
        generation=2,
    )

    second = sell_at(shop, shop.api_terminal_id).sale

    assert DocumentSeries.objects.get(id=first.series_id).generation == 1
    assert (second.series_id, second.sequence) == (first.series_id, 2)
