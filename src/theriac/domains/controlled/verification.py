"""What must always be true of the registers, recomputed from the rows."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.controlled.models import Register, RegisterLine
from theriac.domains.controlled.queries.registers import products_to_move
from theriac.domains.stock.commands.registers import registered_stock

NUMBER_DIFFERS = finding(
    "controlled.number_differs",
    _("Register %(register)s has number %(found)s where %(expected)s should be."),
)
BALANCE_DIFFERS = finding(
    "controlled.balance_differs",
    _("Line %(number)s of register %(register)s: %(kept)s by the line, %(sum)s by the lines."),
)
LEDGER_DIFFERS = finding(
    "controlled.ledger_differs",
    _("Batch %(batch)s at branch %(branch)s: %(registered)s by the register, %(lying)s in stock."),
)
CLASS_DIFFERS = finding(
    "controlled.class_differs",
    _("Product %(product)s has stock that isn’t in the register of its class."),
)


@verifies("controlled.lines")
def lines_follow_each_other(findings: Findings) -> None:
    """Numbers run from 1 without gaps, and each balance is the sum of the changes until there."""
    for register in Register.objects.order_by("branch_id", "code"):
        expected = 0
        products: dict[UUID, int] = defaultdict(int)
        batches: dict[UUID, int] = defaultdict(int)
        lines = RegisterLine.objects.filter(register_id=register.id).order_by("number")
        for line in lines.iterator(chunk_size=2_000):
            expected += 1
            products[line.product_id] += line.change
            batches[line.batch_id] += line.change
            _check(findings, line, expected)
            sums = (products[line.product_id], batches[line.batch_id])
            for kept, told in zip((line.balance, line.batch_balance), sums, strict=True):
                if kept != told:
                    findings.violate(
                        BALANCE_DIFFERS,
                        register=register.id,
                        number=line.number,
                        kept=kept,
                        sum=told,
                    )
            expected = line.number
        if register.last_number != expected:
            findings.violate(
                NUMBER_DIFFERS,
                register=register.id,
                found=register.last_number,
                expected=expected,
            )
        findings.look(expected)


def _check(findings: Findings, line: RegisterLine, expected: int) -> None:
    if line.number != expected:
        findings.violate(
            NUMBER_DIFFERS, register=line.register_id, found=line.number, expected=expected
        )


@verifies("controlled.stock")
def registers_are_the_ledger(findings: Findings) -> None:
    """What a register has of each batch is what the branch has, and no other stock needs one."""
    keys = ("branch_id", "batch_id", "code")
    sums = RegisterLine.objects.values(*keys).annotate(units=Sum("change")).order_by(*keys)
    told = {tuple(row[key] for key in keys): row["units"] for row in sums}
    lying = {(one.branch_id, one.batch_id, one.register): one.units for one in registered_stock()}
    for key in sorted(told.keys() | lying.keys()):
        kept = told.get(key, 0), lying.get(key, 0)
        if kept[0] != kept[1]:
            findings.violate(
                LEDGER_DIFFERS, branch=key[0], batch=key[1], registered=kept[0], lying=kept[1]
            )
        findings.look(1)
    for product_id in products_to_move():
        findings.violate(CLASS_DIFFERS, product=product_id)
