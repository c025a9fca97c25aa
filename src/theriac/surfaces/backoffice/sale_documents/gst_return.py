"""GSTR-1 of a month: what it comes to, what must be mended first, and the file for the portal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from theriac.core.formatting import format_month
from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.countries.tax_returns.faults import hsn_rows, section_total
from theriac.domains.books.permissions import VIEW_BOOKS
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.sale_documents.gst_return import GstReturn, gst_return
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

SECTIONS: dict[str, Text] = {
    "b2b": _("Businesses (B2B)"),
    "b2cl": _("Large consumer sales to other States (B2CL)"),
    "b2cs": _("Other consumer sales (B2CS), by State and rate"),
    "cdnr": _("Credit notes to businesses (CDNR)"),
    "cdnur": _("Credit notes for large consumer sales (CDNUR)"),
}
MONTHS_BACK = 12
_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


class GstReturnPage(Screen):
    """The return of the month that the address asks for; last month's unless told."""

    permission = VIEW_BOOKS
    title = _("GSTR-1")
    template_name = "backoffice/sale_documents/gst_return.html"

    @cached_property
    def month(self) -> date:
        """Its first day."""
        found = _MONTH.fullmatch(self.request.GET.get("month", ""))
        if found:
            return date(int(found[1]), int(found[2]), 1)
        return _before(branch_date(self.branch).replace(day=1))

    @cached_property
    def told(self) -> GstReturn:
        """The return."""
        return gst_return(actor=self.actor, branch_id=self.branch, month=self.month)

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Books"), reverse("backoffice:books"))]

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The page, or the file where that is asked."""
        return self._file() if "file" in request.GET else super().get(request, **parts)

    def context(self) -> dict[str, Any]:
        if frame.pharmacy().country != "in":
            return {"is_indian": False}
        content = self.told.content
        this = branch_date(self.branch).replace(day=1)
        months = [this]
        while len(months) < MONTHS_BACK:
            months.append(_before(months[-1]))
        language = get_language() or "en"
        return {
            "is_indian": True,
            "told": self.told,
            "month": f"{self.month:%Y-%m}",
            "months": [(f"{one:%Y-%m}", format_month(one, language)) for one in months],
            "is_open": self.month >= this,
            "sections": [(name, len(content.get(key, ()))) for key, name in SECTIONS.items()],
            "hsn": len(hsn_rows(content)),
            "taxable": Money(int(section_total(content) * 100), "INR"),
        }

    def _file(self) -> HttpResponse:
        """The file for the portal, as it stands now."""
        content = self.told
        name = f"GSTR1_{content.content.get('gstin', '')}_{self.month:%m%Y}.json"
        headers = {
            "Cache-Control": "private, no-store",
            "Content-Disposition": f'attachment; filename="{name}"',
        }
        return HttpResponse(content.text, content_type="application/json", headers=headers)


def _before(month: date) -> date:
    """The first day of the month before."""
    year, number = (month.year, month.month - 1) if month.month > 1 else (month.year - 1, 12)
    return date(year, number, 1)
