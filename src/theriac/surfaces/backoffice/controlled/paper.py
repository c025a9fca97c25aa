"""A product's page on paper, in the form of the bound register: received, issued, balance, sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.paper.documents import PaperColumn, PaperDocument, drawn_document
from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.domains.controlled.permissions import VIEW_REGISTERS
from theriac.domains.controlled.queries.registers import RegisterExtract, register_extract
from theriac.domains.organisation.queries.branches import get_branch
from theriac.surfaces.backoffice.catalog.words import pack_title
from theriac.surfaces.backoffice.controlled.words import (
    REGISTERS,
    RegisterLineWords,
    lines_in_words,
)
from theriac.surfaces.backoffice.shell.forms.days import day_of
from theriac.surfaces.backoffice.shell.one import One, OneScreen
from theriac.surfaces.backoffice.templatetags import theriac as shown

CELL_LINES = 4
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
        content = drawn_document(_paper_of(self.product, self.branch, extract, (since, until)))
        headers = {
            "Cache-Control": "private, no-store",
            "Content-Disposition": f'inline; filename="register-{until:%Y%m%d}.pdf"',
        }
        return HttpResponse(content, content_type="application/pdf", headers=headers)


def _paper_of(
    product: ProductDetail, branch_id: Any, extract: RegisterExtract, days: tuple[date, date]
) -> PaperDocument:
    branch: Any = get_branch(branch_id)
    shop = f"{branch.pharmacy.name} · {branch.name}"
    title = REGISTERS.get(extract.code, _("Controlled register"))
    return PaperDocument(
        title=str(title),
        heads=[
            f"{product.name} ({pack_title(product.base_unit)})",
            shop,
            f"{shown.local_date(days[0])} – {shown.local_date(days[1])}",
        ],
        bold=frozenset({f"{product.name} ({pack_title(product.base_unit)})"}),
        columns=(
            PaperColumn(_("No."), 12),
            PaperColumn(_("Date"), 22),
            PaperColumn(_("Received from / supplied to"), 50),
            PaperColumn(_("Batch"), 22),
            PaperColumn(_("In"), 14, is_number=True),
            PaperColumn(_("Out"), 14, is_number=True),
            PaperColumn(_("Balance"), 16, is_number=True),
            PaperColumn("", 4),
            PaperColumn(_("Signed"), 20),
        ),
        rows=[_carried(extract), *map(_row, lines_in_words(extract.lines))],
        total=(_("Balance"), shown.number(extract.closing)),
        cell_lines=CELL_LINES,
        foot=[_("Checked by"), SIGN],
    )


def _carried(extract: RegisterExtract) -> Sequence[str]:
    brought = shown.number(extract.opening)
    return ("", "", _("Brought forward"), "", "", "", brought, " ", " ")


def _row(line: RegisterLineWords) -> Sequence[str]:
    what = f"{line.what}. {line.note}" if line.note else line.what
    return (
        line.name,
        shown.local_date(line.line.recorded_at),
        what,
        line.batch,
        line.came or " ",
        line.went or " ",
        shown.number(line.line.balance),
        " ",
        line.person,
    )
