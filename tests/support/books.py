"""A shop whose books are sealed, and what an intruder with the database does to them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from tests.support.triggers import lifted
from theriac.core.append_only.models import append_only_models
from theriac.core.seal.handout import VERIFIER
from theriac.core.seal.passes import seal_once
from theriac.core.verification.registry import run_checks
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem, TenderGiven
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import Sale

SEAL = ("seal.heads", "seal.new", "seal.rows", "seal.store")


def sold_shop(sales: int = 3) -> Shop:
    """A shop that sold a few times."""
    shop = open_shop()
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 500)
    for _number in range(sales):
        sell(shop, medicine.id)
    return shop


def sell(shop: Shop, product_id: Any, quantity: int = 2) -> Sale:
    """One sale, paid by transfer with a reference that names the payer."""
    done = complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(
            items=[SaleItem(product_id=product_id, quantity=quantity)],
            tenders=[
                TenderGiven(
                    method=PaymentMethod.TRANSFER, amount=700 * quantity, reference="Ny. Dewi"
                )
            ],
        ),
    )
    return done.sale


def sealed_shop(sales: int = 3) -> Shop:
    """A shop whose books are sealed and published."""
    shop = sold_shop(sales)
    seal_once()
    return shop


SEALS = ("seal_row", "seal_head", "seal_log", "seal_state")
"""What a database remembers of its seal."""


@contextmanager
def intruder(*tables: str) -> Iterator[Any]:
    """A cursor of somebody who dropped the triggers of these tables."""
    with (
        lifted(connection, [one for one in append_only_models() if one._meta.db_table in tables]),
        connection.constraint_checks_disabled(),
        connection.cursor() as cursor,
    ):
        yield cursor


def run_verifier(export: Path, *arguments: object) -> tuple[int, str]:
    """The verifier as a stranger runs it: a process that knows nothing of Theriac."""
    words = [sys.executable, "-I", "-S", str(VERIFIER), str(export), *map(str, arguments)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def seal_violations() -> list[tuple[str, dict[str, Any]]]:
    """What ``verify`` finds of the seal: codes with their facts."""
    return [(one.code, dict(one.facts)) for done in run_checks(SEAL) for one in done.violations]
