"""The differences of a count: looked at, asked to be counted again, exported, posted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from theriac.core.ids import parse_id
from theriac.core.money import Money
from theriac.core.problems import Problem
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.controlled.signatures import REGISTER_CHANGE
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.domains.stocktaking.approval import COUNT
from theriac.domains.stocktaking.commands.post import post_count
from theriac.domains.stocktaking.commands.recount import ask_another_look
from theriac.domains.stocktaking.permissions import POST_COUNT, REVIEW_COUNT, VIEW_VARIANCES
from theriac.domains.stocktaking.queries.variances import Sums, Variance, sums_of, variances
from theriac.surfaces.backoffice.approvals.forms import ApprovedForm
from theriac.surfaces.backoffice.approvals.screen import ApprovedScreen
from theriac.surfaces.backoffice.catalog.words import in_words, money
from theriac.surfaces.backoffice.shell.listing.export import export_response
from theriac.surfaces.backoffice.stocktaking.base import CountPart, sheet_words
from theriac.surfaces.backoffice.stocktaking.words import LINES
from theriac.surfaces.backoffice.templatetags import theriac as shown

SHOWN = 300


@dataclass(frozen=True, slots=True)
class VarianceRow:
    """A line in words."""

    line: Variance
    product: ProductDetail | None

    def _units(self, units: int | None) -> str:
        if units is None:
            return ""
        if self.product is None:
            return shown.number(units)
        words = in_words(abs(units), self.product)
        return f"−{words}" if units < 0 else words

    @property
    def counted(self) -> str:
        """What was found."""
        return self._units(self.line.counted)

    @property
    def expected(self) -> str:
        """What the ledger had at the look."""
        return self._units(self.line.expected)

    @property
    def difference(self) -> str:
        """With its sign."""
        units = self.line.difference
        return self._units(units) if not units or units < 0 else f"+{self._units(units)}"

    @property
    def late(self) -> str:
        """What came late and was made good."""
        return self._units(self.line.late) if self.line.late else ""

    @property
    def value(self) -> Money | None:
        """At cost, with its sign."""
        return money(self.line.value) if self.line.value is not None else None

    @property
    def badge(self) -> Any:
        """The line's state."""
        return LINES.badge(self.line.state)

    @property
    def sheet(self) -> str:
        """The sheet's name."""
        return sheet_words(self.line.sheet)


class _Figures(CountPart):
    @property
    def figures(self) -> list[Variance]:
        """The lines, the largest value first."""
        return variances(actor=self.actor, branch_id=self.at_branch, count=self.count)

    def told(self, lines: Sequence[Variance]) -> dict[str, Any]:
        """Sums and how many lines want something."""
        sees = self.actor.may(SEE_COSTS, self.at_branch)
        sums: Sums = sums_of(lines, costs=sees)
        return {
            "count": self.count,
            "sums": sums,
            "sees_costs": sees,
            "value_over": money(sums.value_over),
            "value_short": money(sums.value_short),
            "net": money(sums.value),
            "differing": sum(1 for one in lines if one.difference),
            "again": sum(1 for one in lines if one.state == "again"),
            "open": sum(1 for one in lines if one.state == "open"),
            "total": len(lines),
        }


def _wants_a_look(one: Variance) -> bool:
    return bool(one.difference) or one.state in {"open", "again"}


WAYS: dict[str, Callable[[Variance], bool]] = {
    "differs": lambda one: bool(one.difference),
    "over": lambda one: (one.difference or 0) > 0,
    "short": lambda one: (one.difference or 0) < 0,
}
"""The lines that each figure of the count adds up."""


class CountVariancesScreen(_Figures):
    """Differences with their cost; a box at each to have it counted again, for who may ask it."""

    permission = VIEW_VARIANCES
    title = gettext_lazy("Differences")
    template_name = "backoffice/stocktaking/variances.html"

    def context(self) -> dict[str, Any]:
        lines = self.figures
        every = self.request.GET.get("all") == "1"
        keeps = WAYS.get(self.request.GET.get("way", ""), _wants_a_look)
        kept = [one for one in lines if every or keeps(one)]
        found = product_details(
            actor=self.actor, product_ids=list({one.product_id for one in kept[:SHOWN]})
        )
        products = {one.id: one for one in found}
        return {
            **self.told(lines),
            "rows": [VarianceRow(one, products.get(one.product_id)) for one in kept[:SHOWN]],
            "more": max(0, len(kept) - SHOWN),
            "every": every,
            "may_ask": self.is_open and self.may(REVIEW_COUNT),
            "may_post": self.may(POST_COUNT) and self.is_open,
        }


class AskAnotherLook(CountPart):
    """The chosen lines are to be counted again, by somebody else."""

    permission = REVIEW_COUNT
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Have the chosen lines counted again."""
        chosen = [key for key in map(parse_id, request.POST.getlist("line")[:500]) if key]
        try:
            asked = ask_another_look(
                actor=self.actor,
                branch_id=self.at_branch,
                count_id=self.count.id,
                line_ids=chosen,
            )
        except Problem as problem:
            messages.error(request, str(problem.detail or problem.title))
        else:
            words = ngettext(
                "Recount of %(count)s line requested.",
                "Recount of %(count)s lines requested.",
                asked,
            )
            messages.success(request, words % {"count": shown.number(asked)})
        return HttpResponseRedirect(reverse("backoffice:count_variances", args=[self.count.id]))


class PostForm(ApprovedForm):
    """Whether lines that nobody counted are left out."""

    leave_out = forms.BooleanField(
        label=gettext_lazy("Post without uncounted lines"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class PostCount(_Figures, ApprovedScreen):
    """Approve and post: the differences are booked as of the looks."""

    permission = POST_COUNT
    action = COUNT
    further_actions = (REGISTER_CHANGE,)
    form_class = PostForm
    title = gettext_lazy("Approve and post")
    template_name = "backoffice/stocktaking/post.html"
    submit_label = gettext_lazy("Post stock count")
    done = gettext_lazy("Stock count posted. Each variance is listed on its stock card.")

    def initial(self) -> dict[str, Any]:
        """The version that is looked at."""
        return {"version": self.count.version}

    def context(self) -> dict[str, Any]:
        return self.told(self.figures)

    def cancel_url(self) -> str:
        """Back to the differences."""
        return reverse("backoffice:count_variances", args=[self.count.id])

    def act(self, form: Any) -> str:
        self.approved(
            form,
            lambda approval_id: post_count(
                actor=self.actor,
                branch_id=self.at_branch,
                count_id=self.count.id,
                version=form.cleaned_data["version"],
                leave_out=form.cleaned_data["leave_out"],
                approval_id=approval_id,
            ),
        )
        return self.address()


HEAD = (
    gettext_lazy("Product"),
    gettext_lazy("Batch"),
    gettext_lazy("Expiry"),
    gettext_lazy("Sheet"),
    gettext_lazy("Status"),
    gettext_lazy("Counted at"),
    gettext_lazy("Counted by"),
    gettext_lazy("Expected"),
    gettext_lazy("Counted"),
    gettext_lazy("Difference"),
    gettext_lazy("At cost"),
    gettext_lazy("Corrected for late entries"),
)


class CountReport(_Figures):
    """Every line of the count as a file with real numbers and dates, in base units."""

    permission = VIEW_VARIANCES

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """CSV, or a workbook."""
        kind = "xlsx" if request.GET.get("as") == "xlsx" else "csv"
        rows = (
            (
                one.product,
                one.batch,
                one.expires_on,
                one.sheet,
                str(LINES.word(one.state)),
                one.looked_at,
                ", ".join(one.people),
                one.expected,
                one.counted,
                one.difference,
                money(one.value),
                one.late,
            )
            for one in self.figures
        )
        return export_response(kind, f"count-{self.count.number}", HEAD, rows)
