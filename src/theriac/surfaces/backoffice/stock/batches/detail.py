"""One batch: what it is, from whom it came, where it lies, who got it, what may be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from theriac.core.formatting import DASH
from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.permissions import LABEL_GOODS, SET_PRICES
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.purchasing.permissions import DRAFT_RETURN
from theriac.domains.recalls.queries.lots import recalls_of_batches
from theriac.domains.recalls.queries.trace import life_of_batch
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.stock.permissions import (
    ADJUST_STOCK,
    HOLD_STOCK,
    RELEASE_STOCK,
    SEE_COSTS,
    VIEW_STOCK,
    WRITE_OFF_STOCK,
)
from theriac.domains.stock.queries.batches.corrections import corrections_of
from theriac.domains.suppliers.queries import names_of_suppliers
from theriac.surfaces.backoffice.adverse_events.beside import adverse_events_of_batch
from theriac.surfaces.backoffice.catalog.words import counted, in_words, money, per_unit
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.base import BatchScreen
from theriac.surfaces.backoffice.stock.batches.lists import place_words, state_badge
from theriac.surfaces.backoffice.stock.words import PLACES


class BatchDetail(BatchScreen):
    """The batch's particulars and the ways on."""

    permission = VIEW_STOCK
    template_name = "backoffice/stock/batch.html"

    def page_title(self) -> Text:
        return self.batch_name

    def crumbs(self) -> Sequence[Crumb]:
        return super().crumbs()[:-1]

    def context(self) -> dict[str, Any]:
        batch = self.batch
        return {
            "batch": batch,
            "badge": state_badge(batch),
            "is_held": batch.state == "held",
            "is_recalled": batch.state == "recalled",
            "recalls": recalls_of_batches([batch.id]).get(batch.id, ()),
            "may_hold": self.may(HOLD_STOCK),
            "may_release": self.may(RELEASE_STOCK),
            "place": place_words("shelf", self.bin_code),
            "sees_costs": self.may(SEE_COSTS),
            **self._money(),
            "may_price": self.may(SET_PRICES),
            "asked": self._asked_instead(),
            "corrections": self._corrections(),
            "may_adjust": self.may(ADJUST_STOCK),
            "may_write_off": self.may(WRITE_OFF_STOCK),
            "may_label": self.may(LABEL_GOODS),
            "may_return": self.may(DRAFT_RETURN) and self.returnable > 0,
            "life": self._life(),
            "sees_sales": self.may(VIEW_SALES),
            "sees_patients": self.may(VIEW_PATIENTS),
            **adverse_events_of_batch(self, batch),
        }

    def _money(self) -> dict[str, Any]:
        """Each amount, for how many base units it is, and what one of those comes to."""
        base_unit, found = self.product.base_unit, dict[str, Any]()
        for name in ("cost", "mrp", "price", "own_price"):
            amount, units = (getattr(self.batch, f"{name}_{part}") for part in ("amount", "units"))
            found[name] = money(amount)
            found[f"{name}_for"] = counted(base_unit, units)
            found[f"{name}_each"] = per_unit(amount, units, base_unit)
        return found

    def _life(self) -> dict[str, Any]:
        """From whom it came, where it lies and who got it, in words."""
        life = life_of_batch(actor=self.actor, batch_id=self.batch.id)
        suppliers = names_of_suppliers({one.supplier_id for one in life.origins if one.supplier_id})
        came = [
            (one, suppliers.get(one.supplier_id) if one.supplier_id else None)
            for one in life.origins
        ]
        moved = [
            (one, f"{one.from_branch or DASH} → {one.to_branch or DASH}") for one in life.transfers
        ]
        return {
            "came": [
                {**self._counted(one), "whence": whence or _("No supplier on record")}
                for one, whence in (*came, *moved)
            ],
            "lying": [
                {**self._counted(one), "place": PLACES.get(one.place_kind, one.place)}
                for one in life.lying
            ],
            "deliveries": [self._counted(one) for one in life.deliveries],
            "more": life.sales - len(life.deliveries),
        }

    def _counted(self, one: Any) -> dict[str, Any]:
        """A part of its life with the units in packs."""
        return {"one": one, "quantity": in_words(one.quantity, self.product)}

    def _corrections(self) -> list[dict[str, Any]]:
        """What was changed of it, by whom and with whose yes, in words."""
        rows = corrections_of(actor=self.actor, batch_id=self.batch.id)
        names = names_of(key for row in rows for key in (row.corrected_by, row.approved_by) if key)
        return [
            {
                "row": row,
                "by": names.get(row.corrected_by, ""),
                "approver": names.get(row.approved_by, "") if row.approved_by else "",
            }
            for row in rows
        ]

    def _asked_instead(self) -> Money | None:
        """What a sale asks for as much, where that isn't the batch's own price; None otherwise."""
        batch = self.batch
        if batch.price_amount is None or batch.own_price_amount is not None:
            return None
        listed = [one.price for one in self.product.packs if one.factor == batch.price_units]
        now = next((price for price in listed if price is not None), None)
        return None if now == batch.price_amount else money(now)
