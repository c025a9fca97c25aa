"""Money entered by hand, for tests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.shop import Shop
from theriac.core.facts.records import given
from theriac.domains.books.commands.vouchers import enter_voucher
from theriac.domains.books.models import Posting
from theriac.domains.books.voucher import VOUCHER, VoucherNew


def a_voucher(shop: Shop, **facts: Any) -> UUID:
    """Capital paid in today, unless told otherwise; its id."""
    voucher = given(
        VoucherNew, **{"kind": "capital_in", "amount": 5_000_000, "on": shop.today, **facts}
    )
    return enter_voucher(actor=shop.owner, branch_id=shop.branch_id, voucher=voucher)


def the_voucher() -> UUID:
    """The first one."""
    rows = Posting.objects.filter(document_kind=VOUCHER).order_by("id")
    return rows.values_list("document_id", flat=True)[0]
