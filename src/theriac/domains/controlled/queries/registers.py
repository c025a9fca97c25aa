"""What the registers of a branch say."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.database.among import Among
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.countries.controlled.registers import REGISTERS
from theriac.domains.catalog.queries.product_facts import products_of_classes
from theriac.domains.controlled.entries import registers_by_class
from theriac.domains.controlled.models import RegisterLine
from theriac.domains.controlled.permissions import VIEW_REGISTERS
from theriac.domains.controlled.problems import ExtractTooLong
from theriac.domains.organisation.queries.branches import branch_zone, day_begins
from theriac.domains.stock.commands.registers import registers_differ

MOST_PRINTED = 5_000
LINES: Listing[RegisterLine] = Listing(
    name="controlled.lines",
    sorts={"number": SortFields(("recorded_at", "number"))},
    default_sort="number",
    filters={
        "code": lambda rows, value: rows.filter(code=value),
        "product_id": lambda rows, value: rows.filter(product_id=value),
        "batch_id": lambda rows, value: rows.filter(batch_id=value),
        "kind": lambda rows, value: rows.filter(kind=value),
    },
)


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A product's page in a register: its last number and what stands there."""

    code: str
    product_id: UUID
    last_number: int
    balance: int


@query(permission=VIEW_REGISTERS)
def list_lines(*, actor: Actor, branch_id: UUID) -> QuerySet[RegisterLine]:
    """Every line of the branch's registers, in no order."""
    return RegisterLine.objects.filter(branch_id=branch_id).order_by()


@query(permission=VIEW_REGISTERS)
def list_pages(*, actor: Actor, branch_id: UUID) -> list[RegisterPage]:
    """A page for each product that ever stood in a register of the branch, by register."""
    newest = RegisterLine.objects.filter(branch_id=branch_id).annotate(
        place=Window(
            RowNumber(),
            partition_by=[F("code"), F("product_id")],
            order_by=F("number").desc(),
        )
    )
    rows = newest.filter(place=1).order_by("code", "product_id")
    return [RegisterPage(one.code, one.product_id, one.number, one.balance) for one in rows]


def products_to_move(product_ids: Collection[UUID] | None = None) -> list[UUID]:
    """Products, of these or of all, of which a balance isn't in the register of its class.

    For who keeps registers, so nothing is asked.
    """
    named = products_of_classes(REGISTERS) if product_ids is None else product_ids
    return registers_differ(registers_by_class(named), product_ids)


@dataclass(frozen=True, slots=True)
class RegisterExtract:
    """A product's lines in a register over some days, with what stood before and after them."""

    code: str
    opening: int
    lines: Sequence[RegisterLine]

    @property
    def closing(self) -> int:
        """What stands after the last of them."""
        return self.lines[-1].balance if self.lines else self.opening


@query(permission=VIEW_REGISTERS)
def register_extract(
    *, actor: Actor, branch_id: UUID, product_id: UUID, code: str, days: tuple[date, date]
) -> RegisterExtract:
    """The lines that were written on these days of the branch, the first on top.

    ``code`` "": the register of the product's class. Raises ExtractTooLong.
    """
    rows = RegisterLine.objects.filter(branch_id=branch_id, product_id=product_id)
    register = code or registers_by_class([product_id]).get(product_id, "")
    own = rows.filter(code=register).order_by("number")
    zone = branch_zone(branch_id)
    begin = day_begins(days[0], zone)
    end = day_begins(days[1] + timedelta(days=1), zone)
    before = own.filter(recorded_at__lt=begin).order_by("-number").first()
    found = list(own.filter(recorded_at__gte=begin, recorded_at__lt=end)[: MOST_PRINTED + 1])
    if len(found) > MOST_PRINTED:
        raise ExtractTooLong(
            _("These days have more than %(most)s entries. Choose fewer days.")
            % {"most": MOST_PRINTED}
        )
    return RegisterExtract(register, before.balance if before else 0, found)


def numbers_of(line_ids: Collection[UUID]) -> dict[UUID, int]:
    """The number of each of these lines; for who shows lines that name them."""
    rows = RegisterLine.objects.filter(id__in=list(line_ids)).order_by()
    return dict(rows.values_list("id", "number"))


def answered_by(line_ids: Collection[UUID]) -> dict[UUID, int]:
    """The number of the line that corrects each of these; for who shows the lines."""
    rows = RegisterLine.objects.filter(corrects_id__in=list(line_ids)).order_by()
    return {
        line_id: number for line_id, number in rows.values_list("corrects_id", "number") if line_id
    }


def handed_out(branch_id: UUID, line_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The movements of those of these lines of the branch that are sales, by line.

    For who reads whom the goods went to, which asks its own right.
    """
    rows = RegisterLine.objects.filter(Among("id", line_ids), kind="sale", branch_id=branch_id)
    own = rows.order_by().values_list("id", "movement_id")
    return {key: movement_id for key, movement_id in own if movement_id}
