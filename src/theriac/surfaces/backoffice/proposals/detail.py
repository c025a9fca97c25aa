"""One proposal: its lines with reasons, what is left out, what more or less money would buy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.budgets.orders import overrun_words
from theriac.domains.proposals.commands.decide import approve_proposal, reject_proposal
from theriac.domains.proposals.commands.submit import submit_proposal, withdraw_proposal
from theriac.domains.proposals.permissions import PROPOSE, VIEW_PROPOSALS
from theriac.domains.proposals.queries.proposals import PointView, with_goods
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.proposals.base import ProposalScreen
from theriac.surfaces.backoffice.proposals.words import (
    STATES,
    cover_words,
    kept_out_words,
    pack_words,
    reason_words,
    units_words,
)
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most, whole
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import (
    ExportedScreen,
    FurtherTable,
    FurtherTables,
)
from theriac.surfaces.backoffice.templatetags import theriac as shown

MOST_NAMED = 4
PPM = 100
"""Millionths in a hundredth of a percent."""


class ProposalDetail(ProposalScreen, FurtherTables, ExportedScreen):
    """What would be bought and why, what not and why not."""

    permission = VIEW_PROPOSALS
    template_name = "backoffice/proposals/detail.html"
    exports = (
        Export(gettext_lazy("Product"), lambda one: one.product),
        Export(gettext_lazy("Supplier"), lambda one: one.supplier),
        Export(gettext_lazy("Supplier’s code"), lambda one: one.row.supplier_code),
        Export(gettext_lazy("Pack"), lambda one: one.pack),
        Export(gettext_lazy("Packs"), lambda one: one.row.packs),
        Export(gettext_lazy("Free packs"), lambda one: one.row.bonus_packs),
        Export(gettext_lazy("Cost"), lambda one: money(one.row.cost)),
        Export(gettext_lazy("Lasts before"), lambda one: one.row.reasons["cover_before"]),
        Export(gettext_lazy("Lasts after"), lambda one: one.row.reasons["cover_after"]),
        Export(gettext_lazy("Reason"), lambda one: " ".join(reason_words(one))),
    )
    further = {
        "left-out": FurtherTable(
            gettext_lazy("Not bought"),
            (
                Export(gettext_lazy("Product"), lambda one: one.product),
                Export(gettext_lazy("Lacking, base units"), lambda one: one.lacking),
                Export(gettext_lazy("Reason"), lambda one: "; ".join(kept_out_words(one))),
            ),
            lambda screen: with_goods(actor=screen.actor, kept_out=screen.view.kept_out),
        )
    }

    def exported_rows(self) -> list[Any]:
        return list(self.view.lines)

    def context(self) -> dict[str, Any]:
        view, row = self.view, self.view.row
        people = {row.created_by, row.submitted_by}
        if view.decision:
            people.add(view.decision.person_id)
        names = names_of([one for one in people if one])
        points = [self._point(one) for one in view.outlook]
        may_withdraw = row.state == "submitted" and self.actor.may(PROPOSE, row.branch_id)
        return {
            "row": row,
            "view": view,
            "state": STATES.badge(row.state),
            "author": names.get(row.created_by, ""),
            "decider": names.get(view.decision.person_id, "") if view.decision else "",
            "lines": [
                {
                    "view": one,
                    "packs": pack_words(one.row, one.pack),
                    "before": cover_words(one.row.reasons["cover_before"]),
                    "after": cover_words(one.row.reasons["cover_after"]),
                    "cost": money(one.row.cost),
                    "reasons": reason_words(one),
                }
                for one in view.lines
            ],
            "left_out": [
                {
                    "view": one,
                    "lacking": units_words(one.lacking, one.goods),
                    "reasons": kept_out_words(one),
                }
                for one in view.kept_out
                if one.lacking
            ],
            "enough": sum(not one.lacking for one in view.kept_out),
            "cost": money(row.cost),
            "limit": money(row.money_limit),
            "freight": money(row.freight or None),
            "saved": money(row.saved),
            "gap": gap_words(row.gap),
            "points": points,
            "now": next((at for at, one in enumerate(points) if one["is_now"]), 0),
            "last": len(points) - 1,
            "step": self._step(),
            "may_withdraw": may_withdraw,
            "over_budget": sum(one.over for one in view.over_budgets),
            "over_words": overrun_words(view.over_budgets) if view.over_budgets else "",
            **history_beside(self, row.id),
        }

    def _point(self, point: PointView) -> dict[str, Any]:
        """Another limit, with what it buys and loses against the plan."""
        row = self.view.row
        return {
            "limit": money(point.limit),
            "is_now": point.limit == row.money_limit,
            "cost": money(point.cost),
            "saved": money(point.saved),
            "said": _("%(limit)s: buys for %(cost)s, protects %(saved)s")
            % {
                "limit": shown.money(money(point.limit)),
                "cost": shown.money(money(point.cost)),
                "saved": shown.money(money(point.saved)),
            },
            "change": _change(point.saved - row.saved),
            "gained": _named(point.gained),
            "lost": _named(point.lost),
            "url": reverse("backoffice:proposal_limit", args=[row.id]) + f"?limit={point.limit}",
        }

    def _step(self) -> str:
        """What the next sensible step of money buys; "" where nothing more is worth it."""
        row = self.view.row
        more = next((one for one in self.view.outlook if one.limit > row.money_limit), None)
        if more is None or more.saved <= row.saved:
            return ""
        return _("%(more)s more protects another %(saved)s.") % {
            "more": shown.money(money(more.limit - row.money_limit)),
            "saved": shown.money(money(more.saved - row.saved)),
        }


def gap_words(millionths: int) -> str:
    """How far from the best a plan may be: at most 0.01 %."""
    if not millionths:
        return _("Best possible")
    return ngettext(
        "At most %(count)s hundredth of a percent below the best",
        "At most %(count)s hundredths of a percent below the best",
        -(-millionths // PPM),
    ) % {"count": shown.number(-(-millionths // PPM))}


def _change(saved: int) -> str:
    if not saved:
        return ""
    sign = "+" if saved > 0 else "−"
    return sign + shown.money(money(abs(saved)))


def _named(products: Sequence[str]) -> str:
    """The first few, and how many more."""
    first = ", ".join(products[:MOST_NAMED])
    if len(products) <= MOST_NAMED:
        return first
    more = len(products) - MOST_NAMED
    return _("%(products)s and %(more)s more") % {"products": first, "more": more}


class SubmitProposal(ProposalScreen, ButtonScreen):
    """It awaits somebody else's approval."""

    calls = Calls(submit_proposal)
    done = gettext_lazy("Submitted. Another person can approve it now.")


class WithdrawProposal(ProposalScreen, ButtonScreen):
    """It is a draft again."""

    calls = Calls(withdraw_proposal)
    done = gettext_lazy("Withdrawn. You can change it again.")


class ApproveProposal(ProposalScreen, ButtonScreen):
    """Its orders are placed."""

    calls = Calls(approve_proposal, reason=at_most(120), over_budget=whole)

    def said(self, result: Sequence[UUID]) -> Text:
        """How many orders were placed."""
        words = ngettext_lazy(
            "Approved. %(count)s purchase order placed.",
            "Approved. %(count)s purchase orders placed.",
            "count",
        )
        return str(words % {"count": len(result)})


class RejectProposal(ProposalScreen, ButtonScreen):
    """It isn't bought so."""

    calls = Calls(reject_proposal, reason=at_most(120))
    done = gettext_lazy("Rejected.")
