"""What the screens of one transfer share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.money import Money
from theriac.core.permissions import Permission
from theriac.core.problems import Text
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.organisation.ids import BranchId
from theriac.domains.transfers.ids import TransferId
from theriac.domains.transfers.queries import TransferLineSeen, find_transfer, transfer_lines
from theriac.surfaces.backoffice.catalog.words import in_words, money
from theriac.surfaces.backoffice.shell.one import One, OneScreen
from theriac.surfaces.backoffice.transfers.words import branch_names, end_words


@dataclass(frozen=True, slots=True)
class LineWords:
    """A line with its product, quantities in packs."""

    line: TransferLineSeen
    product: ProductDetail

    def __getattr__(self, name: str) -> str:
        """The quantity of that name in packs; empty for none."""
        quantity = getattr(self.line, name.removesuffix("_words"))
        return in_words(quantity, self.product) if quantity else ""

    @property
    def value(self) -> Money | None:
        """At cost."""
        return money(self.line.value) if self.line.value else None

    @property
    def batch(self) -> str:
        """The number, or that it has none."""
        return self.line.batch_number or _("No number")

    @property
    def expires_on(self) -> date | None:
        """The batch's expiry."""
        return self.line.expires_on


class TransferScreen(OneScreen):
    """A screen of the transfer that the address names."""

    own_page = "backoffice:transfer_detail"
    among = ((gettext_lazy("Transfers"), "backoffice:transfer_list"),)

    transfer: One[Any] = One(
        "transfer_id",
        lambda at, key: find_transfer(actor=at.actor, transfer_id=key),
        missing=gettext_lazy("This transfer doesn’t exist. Choose one from the list."),
    )

    @property
    def transfer_id(self) -> TransferId:
        return TransferId(self.transfer.id)

    @cached_property
    def lines(self) -> list[LineWords]:
        rows = transfer_lines(actor=self.actor, transfer_id=self.transfer.id)
        ids = list({row.product_id for row in rows})
        products = {one.id: one for one in product_details(actor=self.actor, product_ids=ids)}
        return [LineWords(row, products[row.product_id]) for row in rows]

    @property
    def sender(self) -> BranchId:
        """The branch that sends."""
        return BranchId(self.transfer.from_branch_id)

    @property
    def receiver(self) -> BranchId:
        """The branch that receives."""
        return BranchId(self.transfer.to_branch_id)

    def may_send(self, permission: Permission) -> bool:
        """Whether the person holds it at the branch that sends."""
        return self.actor.may(permission, self.sender)

    def may_receive(self, permission: Permission) -> bool:
        """Whether the person holds it at the branch that receives."""
        return self.actor.may(permission, self.receiver)

    @cached_property
    def ends(self) -> tuple[str, str]:
        """From where and to where."""
        names, row = branch_names(), self.transfer
        return (
            end_words(names.get(row.from_branch_id, ""), row.from_place.kind),
            end_words(names.get(row.to_branch_id, ""), row.to_place.kind),
        )

    def name(self) -> Text:
        number: str = self.transfer.number
        return number
