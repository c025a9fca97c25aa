"""A product's page on paper, in the form of the bound register: received, issued, balance, sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.paper.documents import PaperColumn, PaperDocument, drawn_document
from theriac.countries.controlled.rules import ControlledRule
from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.domains.controlled.permissions import VIEW_REGISTERS
from theriac.domains.controlled.queries.registers import RegisterExtract, register_extract
from theriac.domains.organisation.queries.branches import get_branch
from theriac.surfaces.backoffice.catalog.words import pack_title
from theriac.surfaces.backoffice.controlled.people import (
    lacks_of,
    people_of,
    rule_for_product,
    sees_all,
    told_of,
)
from theriac.surfaces.backoffice.controlled.words import (
    REGISTERS,
    RegisterLineWords,
    lines_in_words,
)
from theriac.surfaces.backoffice.shell.forms.days import day_of
from theriac.surfaces.backoffice.shell.one import One, OneScreen
from theriac.surfaces.backoffice.templatetags import theriac as shown

CELL_LINES = 4
MOST_TOLD = 12
SIGN = "____________"


class RegisterPdf(OneScreen):
    """The entries of the year until today, or of the days that the address says, to print."""

    permission = VIEW_REGISTERS
    own_page = "backoffice:register_page"
    among = ((gettext_lazy("Controlled medicines"), "backoffice:register_list"),)
    http_method_names = ("get",)

    product: One[ProductDetail] = One(
        "product_id",
        lambda at, key: get_product(actor=at.actor, product_id=key) if at.branch_id else None,
        missing=gettext_lazy("This product isn’t in the catalogue. Choose one from the list."),
    )

    def name(self) -> str:
        """The product's."""
        return self.product.name

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Draw it. Raises NotFound."""
        until = day_of(request.GET.get("until", "")) or shown.today()
        since = day_of(request.GET.get("since", "")) or until.replace(month=1, day=1)
        code = request.GET.get("code", "")
        extract = register_extract(
            actor=self.actor,
            branch_id=self.branch,
            product_id=self.product.id,
            code=code if code in REGISTERS else "",
            days=(since, until),
        )
        handed = people_of(self.actor, self.branch, extract.lines)
        printed = RegisterPrint(
            self.product,
            self.branch,
            extract,
            (since, until),
            lines_in_words(extract.lines, handed),
            rule_for_product(self.product, until),
            is_whole=sees_all(self.actor, self.branch),
        )
        content = drawn_document(_paper_of(printed))
        headers = {
            "Cache-Control": "private, no-store",
            "Content-Disposition": f'inline; filename="register-{until:%Y%m%d}.pdf"',
        }
        return HttpResponse(content, content_type="application/pdf", headers=headers)


@dataclass(frozen=True, slots=True)
class RegisterPrint:
    """What is printed; ``is_whole`` where its reader sees patients and prescribers."""

    product: ProductDetail
    branch_id: Any
    extract: RegisterExtract
    days: tuple[date, date]
    lines: Sequence[RegisterLineWords]
    rule: ControlledRule | None
    is_whole: bool


def _paper_of(printed: RegisterPrint) -> PaperDocument:
    product, extract, days = printed.product, printed.extract, printed.days
    branch: Any = get_branch(printed.branch_id)
    title = REGISTERS.get(extract.code, _("Controlled register"))
    named = f"{product.name} ({pack_title(product.base_unit)})"
    heads = [
        f"{named} · {product.manufacturer}" if product.manufacturer else named,
        f"{branch.pharmacy.name} · {branch.name}",
        f"{shown.local_date(days[0])} – {shown.local_date(days[1])}",
    ]
    if not printed.is_whole:
        heads.append(
            _(
                "Without patients and prescribers: your role doesn’t show them. Ask a pharmacist "
                "to print the full register."
            )
        )
    return PaperDocument(
        title=str(title),
        heads=heads,
        bold=frozenset(heads[:1]),
        columns=(
            PaperColumn(_("No."), 12),
            PaperColumn(_("Date"), 20),
            PaperColumn(_("Received from / supplied to"), 62),
            PaperColumn(_("Batch"), 22),
            PaperColumn(_("In"), 12, is_number=True),
            PaperColumn(_("Out"), 12, is_number=True),
            PaperColumn(_("Balance"), 14, is_number=True),
            PaperColumn("", 2),
            PaperColumn(_("Signed"), 18),
        ),
        rows=[_carried(extract), *(_row(one, printed.rule) for one in printed.lines)],
        total=(_("Balance"), shown.number(extract.closing)),
        note=_incomplete(printed),
        cell_lines=CELL_LINES,
        foot=[_("Checked by"), SIGN],
    )


def _carried(extract: RegisterExtract) -> Sequence[str]:
    brought = shown.number(extract.opening)
    return ("", "", _("Brought forward"), "", "", "", brought, " ", " ")


def _incomplete(printed: RegisterPrint) -> str:
    """Which entries lack what the form asks, for who sees all of them."""
    if not printed.is_whole:
        return ""
    lacking = [(one, lacks_of(one, printed.product, printed.rule)) for one in printed.lines]
    told = [f"{line.name} ({', '.join(lacks)})" for line, lacks in lacking if lacks]
    if not told:
        return ""
    more = len(told) - MOST_TOLD
    words = "; ".join(told[:MOST_TOLD]) + (f"; +{more}" if more > 0 else "")
    return _("Incomplete entries: %(entries)s.") % {"entries": words}


def _row(line: RegisterLineWords, rule: ControlledRule | None) -> Sequence[str]:
    what = f"{line.what}. {line.note}" if line.note else line.what
    expires_on = line.origin.expires_on if line.origin else None
    batch = [line.batch, _("Exp %(day)s") % {"day": shown.local_date(expires_on)}]
    return (
        line.name,
        shown.local_date(line.line.recorded_at),
        "\n".join([what, *told_of(line, rule)]),
        "\n".join(batch) if expires_on else line.batch,
        line.came or " ",
        line.went or " ",
        shown.number(line.line.balance),
        " ",
        line.signed,
    )
