"""How budgets read."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from theriac.core.formatting import format_month
from theriac.core.problems import Text
from theriac.domains.budgets.queries.budgets import BudgetView, CountedDocument
from theriac.domains.budgets.queries.used import BudgetStanding
from theriac.domains.budgets.rules.periods import BudgetPeriod
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.templatetags import theriac as shown

PERIODS: dict[str, Text] = {
    "month": gettext_lazy("Every month"),
    "quarter": gettext_lazy("Every quarter"),
    "year": gettext_lazy("Every year"),
    "days": gettext_lazy("Fixed dates"),
}
DOCUMENTS: dict[str, tuple[Text, str]] = {
    "purchase_order": (gettext_lazy("Purchase order, not received yet"), "order_detail"),
    "receipt": (gettext_lazy("Goods receipt"), "receipt_detail"),
    "credit": (gettext_lazy("Credit note"), "return_detail"),
}
"""What counts, and the page of each."""
FULL = 100


def scope_words(view: BudgetView) -> str:
    """What it is of: category, supplier, branch."""
    told = [one for one in (view.category, view.supplier, view.branch) if one]
    return " · ".join(told) or _("All goods, suppliers and branches")


def period_words(period: BudgetPeriod, kind: str) -> str:
    """The month's name, or the days."""
    if kind == "month":
        return format_month(period.first_on, get_language() or "en")
    return _("%(first)s to %(last)s") % {
        "first": shown.local_date(period.first_on),
        "last": shown.local_date(period.last_on),
    }


def budget_badge(standing: BudgetStanding) -> SafeString:
    """How far it is used, by icon and word."""
    if standing.row.ended_at is not None:
        return badge(_("Ended"), "slash-circle", "line")
    if standing.left < 0:
        return badge(_("Over budget"), "exclamation-octagon", "stop")
    if standing.is_nearly_used:
        return badge(_("Nearly used"), "exclamation-triangle", "look")
    return badge(_("Within budget"), "check-circle", "go")


def bar(standing: BudgetStanding) -> SafeString:
    """What is used as a bar; the words beside it say the same."""
    share = min(FULL, max(0, standing.share))
    return format_html(
        '<progress class="t-progress" max="100" value="{}" aria-label="{}"></progress>'
        '<span class="t-2 t-sm">{}</span>',
        str(share),
        _("Used"),
        _("%(percent)s%% used") % {"percent": shown.number(standing.share)},
    )


def document_link(one: CountedDocument) -> SafeString:
    """What counted, as the link that opens it for who may see it."""
    words, page = DOCUMENTS[one.kind]
    if one.document_id is None:
        return format_html("{}", words)
    url = reverse(f"backoffice:{page}", args=[one.document_id])
    return format_html('<a class="t-name t-code" href="{}">{}</a> {}', url, one.number, words)
