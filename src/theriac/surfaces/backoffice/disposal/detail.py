"""One destruction: its lines, who signed; a witness signs; the certificate on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.products import product_details
from theriac.domains.disposal.commands.draft import discard_destruction
from theriac.domains.disposal.commands.sign import WITNESS, sign_destruction
from theriac.domains.disposal.permissions import DESTROY_STOCK
from theriac.domains.disposal.queries import get_destruction, lines_of, posting_of, signatures_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import get_branch
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.surfaces.backoffice.approvals.forms import ApprovedForm, add_approval_fields
from theriac.surfaces.backoffice.approvals.screen import ApprovedScreen
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import in_words, money
from theriac.surfaces.backoffice.disposal.lists import STATES
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.shell.one import One, OneScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.words import PLACES


class DestructionScreen(OneScreen):
    """A screen of the destruction that the address names."""

    own_page = "backoffice:destruction_detail"
    among = ((gettext_lazy("Destructions"), "backoffice:destruction_list"),)

    draft: One[Any] = One(
        "destruction_id",
        lambda at, key: get_destruction(actor=at.actor, destruction_id=key),
        missing=gettext_lazy("This destruction doesn’t exist. Choose one from the list."),
    )

    def parts(self) -> dict[str, Any]:
        """The document in words."""
        draft = self.draft
        lines = lines_of(actor=self.actor, destruction_id=draft.id)
        wanted = list({one.product_id for one in lines})
        products = {one.id: one for one in product_details(actor=self.actor, product_ids=wanted)}
        signed = signatures_of(actor=self.actor, destruction_id=draft.id)
        people = names_of({draft.created_by, *(one.witness_id for one in signed)})
        branch = get_branch(draft.branch_id)
        return {
            "draft": draft,
            "badge": STATES.badge(draft.state),
            "lines": [
                {
                    "line": one,
                    "quantity": in_words(one.quantity, products[one.product_id]),
                    "cost": money(one.cost),
                }
                for one in lines
            ],
            "sees_costs": self.actor.may(SEE_COSTS, draft.branch_id),
            "total": money(sum(one.cost or 0 for one in lines)),
            "writer": people.get(draft.created_by, ""),
            "signed": [(people.get(one.witness_id, ""), one.signed_at) for one in signed],
            "posting": posting_of(actor=self.actor, destruction_id=draft.id),
            "branch": branch,
        }

    def name(self) -> Text:
        """Its number, or that it is a draft."""
        if not self.draft.number:
            return _("Destruction, not signed")
        return _("Destruction %(number)s") % {"number": self.draft.number}


class DestructionDetail(DestructionScreen, ExportedScreen):
    """Lines, signatures, and what is to be done."""

    permission = VIEW_STOCK
    template_name = "backoffice/disposal/detail.html"
    exports = (
        Export(gettext_lazy("Product"), lambda row: row["line"].product),
        Export(gettext_lazy("Batch"), lambda row: row["line"].number),
        Export(gettext_lazy("Expiry"), lambda row: row["line"].expires_on),
        Export(gettext_lazy("Place"), lambda row: PLACES[row["line"].place_kind]),
        Export(gettext_lazy("Base units"), lambda row: row["line"].quantity),
        Export(gettext_lazy("At cost"), lambda row: row["cost"], SEE_COSTS),
    )

    def exported_rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.parts()["lines"]
        return rows

    def context(self) -> dict[str, Any]:
        """The document, and whether the reader may go on with it."""
        is_draft = self.draft.state == "draft"
        may = is_draft and self.may(DESTROY_STOCK) and self.draft.branch_id == self.branch_id
        return {**self.parts(), "may_sign": may, **history_beside(self, self.draft.id)}


class Certificate(DestructionScreen):
    """The certificate on paper: batches, quantities, cost, two signatures."""

    permission = VIEW_STOCK
    template_name = "backoffice/disposal/certificate.html"

    def page_title(self) -> Text:
        return _("Certificate of destruction")

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(super().page_title(), self.address())]

    def context(self) -> dict[str, Any]:
        return self.parts()


class SignDestruction(DestructionScreen, ApprovedScreen):
    """A witness chooses their name and types their PIN, or confirms by passkey."""

    permission = DESTROY_STOCK
    action = WITNESS
    form_class = ApprovedForm
    template_name = "backoffice/disposal/sign.html"
    submit_label = gettext_lazy("Sign")
    lead = gettext_lazy(
        "The witness must see the goods being destroyed. The witness chooses their name and "
        "enters their own PIN."
    )

    def page_title(self) -> Text:
        return _("Witness signature")

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(super().page_title(), self.address())]

    @property
    def at_branch(self) -> BranchId:
        return BranchId(self.draft.branch_id)

    def form(self, **options: Any) -> ScreenForm:
        """With who signs, from the start."""
        form = cast("ApprovedForm", super().form(**options))
        if not form.is_bound:
            add_approval_fields(form, self.actor, self.at_branch, WITNESS)
        return form

    def context(self) -> dict[str, Any]:
        return self.parts()

    def act(self, form: Any) -> str:
        count = self.approved(
            form,
            lambda approval_id: sign_destruction(
                actor=self.actor,
                branch_id=self.at_branch,
                destruction_id=self.draft.id,
                approval_id=approval_id,
            ),
        )
        words = _("Signed. One more witness must sign.")
        if count > 1:
            words = _(
                "Both witnesses signed. The goods are removed from stock. Print the certificate."
            )
        messages.success(self.request, words)
        return self.address()


class DiscardDestruction(DestructionScreen, ButtonScreen):
    """Let the draft go."""

    calls = Calls(discard_destruction, reason=at_most(120))
    done = gettext_lazy("Draft discarded. Stock is unchanged.")

    @property
    def at_branch(self) -> BranchId:
        return BranchId(self.draft.branch_id)
