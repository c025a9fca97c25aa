"""A proposal on paper, for who decides away from a screen: its lines with why, what is left out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from theriac.core.paper.documents import PaperColumn, PaperDocument, PaperTable, drawn_document
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.queries.branches import get_branch
from theriac.domains.proposals.permissions import VIEW_PROPOSALS
from theriac.domains.proposals.queries.proposals import ProposalView
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
from theriac.surfaces.backoffice.templatetags import theriac as shown

CELL_LINES = 7
BLANK = "______________________"


class ProposalPdf(ProposalScreen):
    """What would be bought and why, what not and why not, to print."""

    permission = VIEW_PROPOSALS
    http_method_names = ("get",)

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Draw it. Raises NotFound."""
        view = self.view
        content = drawn_document(_paper_of(view, str(self.name())))
        name = f'inline; filename="proposal-{view.row.created_at:%Y%m%d}.pdf"'
        headers = {"Cache-Control": "private, no-store", "Content-Disposition": name}
        return HttpResponse(content, content_type="application/pdf", headers=headers)


def _paper_of(view: ProposalView, title: str) -> PaperDocument:
    row = view.row
    branch: Any = get_branch(row.branch_id)
    shop = f"{branch.pharmacy.name} · {branch.name}"
    lacking = [one for one in view.kept_out if one.lacking]
    tables = [_left_out(view)] if lacking else []
    return PaperDocument(
        title=title,
        heads=[shop, *_heads(view)],
        bold=frozenset({shop}),
        columns=(
            PaperColumn(_("Product"), 36),
            PaperColumn(_("Supplier"), 26),
            PaperColumn(_("Quantity"), 20),
            PaperColumn(_("Lasts"), 18),
            PaperColumn(_("Why"), 52),
            PaperColumn(_("Cost"), 22, is_number=True),
        ),
        rows=_rows(view),
        total=(_("Total with tax"), shown.money(money(row.cost))),
        further=tables,
        cell_lines=CELL_LINES,
        foot=_foot(view),
    )


def _heads(view: ProposalView) -> list[str]:
    """Who proposed it, where it stands, and what it may cost."""
    row = view.row
    author = names_of([row.created_by]).get(row.created_by, "")
    return [
        f"{_('Proposed by')}: {author} · {STATES.word(row.state)}",
        f"{_('Limit')}: {shown.money(money(row.money_limit))} · "
        f"{_('Margin protected')}: {shown.money(money(row.saved))} · "
        f"{_('Valid until')}: {shown.local_date(row.valid_until)}",
    ]


def _rows(view: ProposalView) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        (
            one.product,
            one.supplier,
            pack_words(one.row, one.pack),
            _lasts(one.row.reasons["cover_before"], one.row.reasons["cover_after"]),
            " ".join(reason_words(one)),
            shown.money(money(one.row.cost)),
        )
        for one in view.lines
    ]
    if view.row.freight:
        rows.append((_("Freight"), "–", "–", "–", "–", shown.money(money(view.row.freight))))
    return rows


def _lasts(before: int | None, after: int | None) -> str:
    """How long stock lasts before and after; once where both read the same."""
    return " – ".join(dict.fromkeys((cover_words(before), cover_words(after))))


def _left_out(view: ProposalView) -> PaperTable:
    return PaperTable(
        _("Not bought"),
        (
            PaperColumn(_("Product"), 70),
            PaperColumn(_("Lacking"), 40),
            PaperColumn(_("Reason"), 64),
        ),
        [
            (one.product, units_words(one.lacking, one.goods), "; ".join(kept_out_words(one)))
            for one in view.kept_out
            if one.lacking
        ],
    )


def _foot(view: ProposalView) -> list[str]:
    """Who decided, or room for who does; a signature here approves nothing."""
    if view.decision is None:
        return [_("Decision"), BLANK, _("The proposal is approved on screen, by another person.")]
    person = names_of([view.decision.person_id]).get(view.decision.person_id, "")
    when = shown.local_moment(view.decision.recorded_at)
    return [f"{STATES.word(view.row.state)}: {person}, {when}. {view.decision.reason}"]
