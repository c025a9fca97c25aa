"""One recall: what is accounted for, where the rest lies, who received it; and its paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.prescriptions.ids import code_of
from theriac.domains.recalls.commands.close import close_recall
from theriac.domains.recalls.commands.open import withdraw_recall
from theriac.domains.recalls.permissions import RECALL_STOCK, SETTLE_RECALL
from theriac.domains.recalls.queries.letters import letters_of
from theriac.domains.recalls.queries.recalls import closing_of, steps_of
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.suppliers.queries import names_of_suppliers
from theriac.surfaces.backoffice.compounding.words import STATES as PREPARED
from theriac.surfaces.backoffice.recalls.base import RecallScreen
from theriac.surfaces.backoffice.recalls.words import (
    LETTERS,
    SOURCES,
    STATES,
    STEPS,
)
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import (
    ExportedScreen,
    FurtherTable,
    FurtherTables,
)
from theriac.surfaces.backoffice.stock.words import PLACES

MOST_SHOWN = 50


_PRODUCT = Export(gettext_lazy("Product"), lambda row: row[2])
_BATCH = Export(gettext_lazy("Batch"), lambda row: row[1].number)
_UNITS = Export(gettext_lazy("Base units"), lambda row: row[0].quantity)
TABLES: dict[str, FurtherTable] = {
    "sums": FurtherTable(
        gettext_lazy("Accounted for"),
        (
            Export(gettext_lazy("Product"), lambda row: row["product"]),
            Export(gettext_lazy("Batch"), lambda row: row["batch"].number),
            Export(gettext_lazy("Received"), lambda row: row["sums"].received),
            Export(gettext_lazy("In quarantine"), lambda row: row["sums"].found),
            Export(gettext_lazy("Returned"), lambda row: row["sums"].returned),
            Export(gettext_lazy("Destroyed"), lambda row: row["sums"].destroyed),
            Export(gettext_lazy("Sold"), lambda row: row["sums"].sold),
            Export(gettext_lazy("Explained"), lambda row: row["sums"].explained),
            Export(gettext_lazy("Unaccounted for"), lambda row: row["sums"].unaccounted),
        ),
        lambda screen: screen.batch_rows(),
    ),
    "places": FurtherTable(
        gettext_lazy("Remaining stock"),
        (
            Export(gettext_lazy("Branch"), lambda row: row[0].branch),
            Export(gettext_lazy("Place"), lambda row: PLACES.get(row[0].place_kind, row[0].place)),
            _PRODUCT,
            _BATCH,
            _UNITS,
        ),
        lambda screen: screen.with_batches(screen.trace.lying),
    ),
    "transfers": FurtherTable(
        gettext_lazy("Between branches"),
        (
            Export(gettext_lazy("Document"), lambda row: row[0].number),
            Export(gettext_lazy("When"), lambda row: row[0].occurred_at),
            Export(gettext_lazy("From"), lambda row: row[0].from_branch),
            Export(gettext_lazy("To"), lambda row: row[0].to_branch),
            _PRODUCT,
            _BATCH,
            _UNITS,
        ),
        lambda screen: screen.with_batches(screen.trace.transfers),
    ),
    "preparations": FurtherTable(
        gettext_lazy("Compounded"),
        (
            Export(gettext_lazy("Number"), lambda row: row.number),
            Export(gettext_lazy("Preparation"), lambda row: row.product),
            Export(gettext_lazy("When"), lambda row: row.made_at),
            Export(gettext_lazy("Status"), lambda row: str(PREPARED.word(row.state))),
            Export(
                gettext_lazy("Prescription"),
                lambda row: code_of(row.prescription_id) if row.prescription_id else "",
            ),
            Export(gettext_lazy("In stock, base units"), lambda row: row.left),
        ),
        lambda screen: screen.compounded,
    ),
    "letters": FurtherTable(
        gettext_lazy("Letters"),
        (
            Export(gettext_lazy("Outcome"), lambda row: LETTERS.word(row["one"].outcome)),
            Export(gettext_lazy("Recorded"), lambda row: row["one"].at),
            Export(gettext_lazy("Who"), lambda row: row["person"]),
        ),
        lambda screen: screen.letter_rows(),
        VIEW_PATIENTS,
    ),
}
"""What the page shows besides the sales; a letter's patient stays on the page."""


class RecallDetail(RecallScreen, FurtherTables, ExportedScreen):
    """The sums, the places, the recipients, the steps."""

    permission = VIEW_STOCK
    template_name = "backoffice/recalls/detail.html"
    most_shown: int | None = MOST_SHOWN
    exports: ClassVar[Sequence[Export]] = (
        Export(gettext_lazy("Sale"), lambda row: row[0].number),
        Export(gettext_lazy("When"), lambda row: row[0].occurred_at),
        _PRODUCT,
        _BATCH,
        _UNITS,
        Export(gettext_lazy("Identified patient"), lambda row: row[0].patient_id is not None),
    )

    further = TABLES

    def context(self) -> dict[str, Any]:
        trace, recall, steps = self.trace, self.recall, self._steps()
        batches = {one.id: one for one in trace.batches}
        people = names_of({recall.opened_by, *(one.person_id for one in steps)})
        walk_ins = [one for one in trace.deliveries if one.patient_id is None]
        return {
            "recall": recall,
            "badge": STATES.badge(recall.state),
            "source": SOURCES[recall.source],
            "opened_by": people.get(recall.opened_by, ""),
            "trace": trace,
            "rows": self.batch_rows(),
            "lying": [
                {
                    "batch": batches[one.batch_id],
                    "branch": one.branch,
                    "place": PLACES.get(one.place_kind, one.place),
                    "is_safe": one.place_kind == "quarantine",
                    "is_here": one.branch_id == self.branch_id and one.place_kind == "shelf",
                    "quantity": self.words(one.quantity, batches[one.batch_id]),
                }
                for one in trace.lying
            ],
            "known": self._deliveries(trace.known),
            "walk_in_rows": self._deliveries(walk_ins),
            "compounded": self._compounded(),
            "origins": self._origins(),
            "transfers": [
                {"one": one, "quantity": self.words(one.quantity, batches[one.batch_id])}
                for one in trace.transfers
            ],
            "letters": self.letter_rows(),
            "steps": [
                {
                    "step": STEPS[one.step],
                    "batch": one.batch.number if one.batch else "",
                    "quantity": self.words(one.quantity, batches[one.batch_id])
                    if one.batch_id in batches
                    else "",
                    "at": one.recorded_at,
                    "person": people.get(one.person_id, ""),
                    "reason": one.reason,
                }
                for one in steps
            ],
            "is_open": recall.state == recall.State.OPEN,
            "turned_up": recall.state == recall.State.CLOSED and trace.total.elsewhere,
            "is_settled": all(one.is_settled for one in trace.accounts.values()),
            "may_recall": self.may(RECALL_STOCK),
            "may_settle": self.may(SETTLE_RECALL) and recall.state != recall.State.WITHDRAWN,
            "may_write": self.may(VIEW_PATIENTS) and self.may(SETTLE_RECALL),
            "sees_sales": self.may(VIEW_SALES),
            "sees_patients": self.may(VIEW_PATIENTS),
        }

    def exported_rows(self) -> list[tuple[Any, Any, str]]:
        """Every sale that gave some of it away, with the batch and its product's name."""
        return self.with_batches(self.trace.deliveries)

    def with_batches(self, found: Sequence[Any]) -> list[tuple[Any, Any, str]]:
        """What names a batch, with that batch and its product's name."""
        batches = {one.id: one for one in self.trace.batches}
        return [
            (one, batches[one.batch_id], self.products[batches[one.batch_id].product_id].name)
            for one in found
        ]

    def _steps(self) -> list[Any]:
        found: list[Any] = steps_of(actor=self.actor, recall_id=self.recall.id)
        return found

    def letter_rows(self) -> list[dict[str, Any]]:
        """What came of each letter, for who may see patients."""
        if not self.may(VIEW_PATIENTS):
            return []
        found = letters_of(actor=self.actor, recall_id=self.recall.id) or []
        people = names_of({one.person_id for one in found})
        return [
            {"one": one, "badge": LETTERS.badge(one.outcome), "person": people.get(one.person_id)}
            for one in found
        ]

    def batch_rows(self) -> list[dict[str, Any]]:
        """A line a batch: in numbers, so that the columns can be added up."""
        closed = {
            one.batch_id: one for one in closing_of(actor=self.actor, recall_id=self.recall.id)
        }
        return [
            {
                "batch": batch,
                "product": self.products[batch.product_id].name,
                "sums": self.trace.accounts[batch.id],
                "closed": closed.get(batch.id),
            }
            for batch in self.trace.batches
        ]

    def _deliveries(self, found: Any) -> list[dict[str, Any]]:
        batches = {one.id: one for one in self.trace.batches}
        return [
            {"one": one, "quantity": self.words(one.quantity, batches[one.batch_id])}
            for one in list(found)[: self.most_shown]
        ]

    def _compounded(self) -> list[dict[str, Any]]:
        return [
            {
                "one": one,
                "badge": PREPARED.badge(one.state),
                "is_seen": self.actor.may(VIEW_STOCK, one.branch_id),
                "code": code_of(one.prescription_id) if one.prescription_id else "",
            }
            for one in self.compounded
        ]

    def _origins(self) -> list[dict[str, Any]]:
        batches = {one.id: one for one in self.trace.batches}
        suppliers = names_of_suppliers(
            {one.supplier_id for one in self.trace.origins if one.supplier_id}
        )
        return [
            {
                "one": one,
                "supplier": suppliers.get(one.supplier_id, "") if one.supplier_id else "",
                "quantity": self.words(one.quantity, batches[one.batch_id]),
            }
            for one in self.trace.origins
        ]


class PrintRecall(RecallDetail):
    """The whole file on paper: sums, places, every recipient, every step."""

    permission = VIEW_STOCK
    template_name = "backoffice/recalls/print.html"
    most_shown = None
    exports = ()
    further: ClassVar[dict[str, FurtherTable]] = {}


class CloseRecall(RecallScreen, ButtonScreen):
    """All is accounted for."""

    calls = Calls(close_recall, reason=at_most(250))
    done = gettext_lazy("Recall closed. You can print its record.")


class WithdrawRecall(RecallScreen, ButtonScreen):
    """It was opened by mistake."""

    calls = Calls(withdraw_recall, reason=at_most(250))
    done = gettext_lazy("Recall withdrawn. The batches are back to their earlier status.")
