"""One transfer: its lines, where they are, its steps, and what is missing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.ids import parse_id
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.domains.transfers.commands.draft import cancel_transfer
from theriac.domains.transfers.commands.send import approve_transfer, dispatch_transfer
from theriac.domains.transfers.commands.settle import close_transfer, explain_transfer
from theriac.domains.transfers.permissions import APPROVE_TRANSFER, SETTLE_TRANSFER, TRANSFER
from theriac.domains.transfers.queries import transfer_moves
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import in_words, money
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most, whole
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.transfers.base import TransferScreen
from theriac.surfaces.backoffice.transfers.pick_list import BEFORE_SENDING
from theriac.surfaces.backoffice.transfers.words import EXPLANATIONS, STATES, move_words

ON_WAY = ("dispatched", "partly_received")


class TransferDetail(TransferScreen, ExportedScreen):
    """Everything about a transfer, and the next step for who may take it."""

    permission = VIEW_STOCK
    template_name = "backoffice/transfers/detail.html"
    exports = (
        Export(gettext_lazy("Product"), lambda row: row.product.name),
        Export(gettext_lazy("Batch"), lambda row: row.line.batch_number),
        Export(gettext_lazy("Expiry"), lambda row: row.line.expires_on),
        Export(gettext_lazy("Requested"), lambda row: row.line.quantity),
        Export(gettext_lazy("Sent"), lambda row: row.line.sent),
        Export(gettext_lazy("Received"), lambda row: row.line.received),
        Export(gettext_lazy("In transit"), lambda row: row.line.in_transit),
        Export(gettext_lazy("Lost"), lambda row: row.line.lost),
        Export(gettext_lazy("Returned to stock"), lambda row: row.line.returned),
        Export(gettext_lazy("At cost"), lambda row: money(row.line.value), SEE_COSTS),
    )

    def exported_rows(self) -> list[Any]:
        """Its lines, in base units."""
        return list(self.lines)

    def context(self) -> dict[str, Any]:
        row = self.transfer
        left = sum(one.line.in_transit for one in self.lines)
        lost = sum(one.line.lost for one in self.lines)
        return {
            "transfer": row,
            "state": STATES.badge(row.state),
            "source": self.ends[0],
            "target": self.ends[1],
            "lines": self.lines,
            "was_sent": row.dispatched_at is not None,
            "any_lost": lost > 0,
            "any_back": any(one.line.returned for one in self.lines),
            "value": money(sum(one.line.value or 0 for one in self.lines)),
            "moves": self._moves(),
            "people": names_of(
                key
                for key in (row.created_by, row.approved_by, row.dispatched_by, row.closed_by)
                if key
            ),
            "can": self._can(left, lost),
            "explanations": self._explanations(lost),
            **history_beside(self, row.id),
        }

    def _can(self, left: int, lost: int) -> dict[str, bool]:
        """Which steps the state and the reader's rights allow."""
        state, send = self.transfer.state, self.may_send
        settles = send(SETTLE_TRANSFER)
        open_ = state in (*ON_WAY, "received")
        return {
            "change": state == "draft" and send(TRANSFER) and self.branch_id == self.sender,
            "pick": state in BEFORE_SENDING and send(TRANSFER),
            "approve": state == "draft" and send(APPROVE_TRANSFER),
            "dispatch": state == "approved" and send(TRANSFER),
            "cancel": state in BEFORE_SENDING and send(TRANSFER),
            "receive": state in ON_WAY and self.may_receive(TRANSFER),
            "explain": open_ and settles and bool(left or lost),
            "close": open_ and settles and not left,
        }

    def _explanations(self, lost: int) -> list[tuple[str, Any]]:
        kinds = EXPLANATIONS.items()
        return [(code, words) for code, words in kinds if lost or code != "found"]

    def _moves(self) -> list[dict[str, Any]]:
        moves = transfer_moves(actor=self.actor, transfer_id=self.transfer.id)
        people = names_of(move.actor_id for move in moves)
        products = {one.line.product_id: one.product for one in self.lines}
        return [
            {
                "what": move_words(move, self.transfer),
                "product": products[move.product_id].name,
                "batch": move.batch.number or _("No number"),
                "quantity": in_words(move.quantity, products[move.product_id]),
                "when": move.recorded_at,
                "person": people.get(move.actor_id, ""),
                "reason": move.reason,
            }
            for move in moves
            if move.product_id in products
        ]


class TransferNote(TransferScreen):
    """The dispatch note on paper: what travels, who sent it, and room to sign."""

    permission = VIEW_STOCK
    template_name = "backoffice/transfers/note.html"

    def context(self) -> dict[str, Any]:
        row = self.transfer
        return {
            "transfer": row,
            "source": self.ends[0],
            "target": self.ends[1],
            "lines": self.lines,
            "people": names_of(key for key in (row.approved_by, row.dispatched_by) if key),
        }


class TransferButton(TransferScreen, ButtonScreen):
    """A button of a transfer, for its sender."""

    @property
    def at_branch(self) -> BranchId:
        return self.sender


class ApproveTransfer(TransferButton):
    """It may leave."""

    calls = Calls(approve_transfer)
    done = gettext_lazy("Approved. You can send it now.")


class DispatchTransfer(TransferButton):
    """It leaves."""

    calls = Calls(dispatch_transfer)
    done = gettext_lazy("Sent. The goods are in transit until they are received.")


class CancelTransfer(TransferButton):
    """It isn't sent."""

    calls = Calls(cancel_transfer, reason=at_most(120))
    done = gettext_lazy("Transfer withdrawn. Its number won’t be used again.")


class ExplainTransfer(TransferButton):
    """What became of goods that didn't come."""

    calls = Calls(
        explain_transfer,
        line_id=lambda text: parse_id(text) or UUID(int=0),
        explanation=str,
        quantity=lambda text: whole(text.replace(".", "").replace(",", "")),
        reason=at_most(120),
    )
    done = gettext_lazy("Difference reported. It is recorded in the audit log under your name.")


class CloseTransfer(TransferButton):
    """Nothing is on the way any more."""

    calls = Calls(close_transfer)
    done = gettext_lazy("Transfer closed. All units are accounted for.")
