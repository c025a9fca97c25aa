"""Approvals in the reader's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from theriac.core.approval.actions import ApprovalAction, Measure, find_action
from theriac.core.formatting import format_minor_units, format_money
from theriac.core.ids import parse_id
from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.clinical.rules.kinds import CheckKind
from theriac.domains.clinical.words import CHECKS
from theriac.domains.stock.queries.batches.by_place import names_of_batches
from theriac.surfaces.backoffice.clinical.words import REASON_WORDS
from theriac.surfaces.backoffice.customer_returns.words import WHY_ASKED
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.stock.words import KINDS as MOVEMENT_KINDS
from theriac.surfaces.backoffice.templatetags import theriac as shown

MEANS: dict[str, Text] = {
    "pin": gettext_lazy("PIN"),
    "passkey": gettext_lazy("Passkey"),
    "badge": gettext_lazy("Badge"),
    "own": gettext_lazy("Program's own sign-in"),
}


MOST_TOLD = 20
REGISTER_KINDS: dict[str, Text] = {**MOVEMENT_KINDS, "release": gettext_lazy("Release")}


def action_title(code: str) -> str:
    """What the action is called; its code where it isn't declared any more."""
    action = find_action(code)
    return str(action.title) if action else code


def limit_words(action: ApprovalAction, amount: int | None) -> str:
    """Up to where nobody is asked."""
    if action.measure is Measure.ALWAYS:
        return _("Always needs approval")
    if amount is None:
        return _("No approval needed")
    return _("No approval needed up to %(amount)s") % {"amount": amount_words(action, amount)}


def amount_words(action: ApprovalAction, amount: int) -> str:
    """10 %, or Rp 500.000."""
    pharmacy = frame.pharmacy()
    if action.measure is Measure.SHARE:
        return f"{format_minor_units(amount, 2, pharmacy.country)} %"
    return format_money(Money(amount, pharmacy.currency), pharmacy.country)


class ApprovalSubject(NamedTuple):
    """What a content names, the page where it is looked at, and where it is done again."""

    key: str
    seen: str
    done: str


SUBJECTS = {
    "customer_returns.refund": ApprovalSubject("sale_id", "sale_detail", "sale_return"),
    "clinical.override": ApprovalSubject(
        "prescription_id", "prescription_detail", "prescription_approve"
    ),
    "controlled.settle": ApprovalSubject("count_case_id", "count_case", "count_case_settle"),
    "purchasing.over_order": ApprovalSubject("receipt_id", "receipt_detail", "receipt_over_order"),
    "stock.batch": ApprovalSubject("batch_id", "stock_batch", "stock_correct"),
    "stock.change": ApprovalSubject("batch_id", "stock_batch", "stock_batch"),
    "stock.count": ApprovalSubject("count_id", "count_variances", "count_post"),
    "stock.destroy": ApprovalSubject("destruction_id", "destruction_detail", "destruction_sign"),
}


def subject_urls(code: str, content: Mapping[str, Any]) -> tuple[str, str]:
    """Where what the content is about is looked at, and done; "" where it has no page."""
    subject = SUBJECTS.get(code)
    found = parse_id(str(content.get(subject.key, ""))) if subject else None
    if subject is None or found is None:
        return "", ""
    seen, done = (reverse(f"backoffice:{name}", args=[found]) for name in subject[1:])
    return seen, done


def subject_words(contents: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The goods that contents name by their batch, in words, by the batch's id as it stands."""
    named = {str(one["batch_id"]) for one in contents if "batch_id" in one}
    found = names_of_batches(filter(None, map(parse_id, named)))
    return {
        str(key): _("%(product)s, batch %(number)s") % {"product": product, "number": number}
        if number
        else product
        for key, (product, number) in found.items()
    }


def content_words(code: str, content: Mapping[str, Any]) -> str:
    """What exactly was approved, in a few words."""
    pharmacy = frame.pharmacy()

    def money(amount: Any) -> str:
        return format_money(Money(int(amount), pharmacy.currency), pharmacy.country)

    if code == "sales.discount":
        lines = content.get("lines", [])
        off = money(sum(line["discount"] for line in lines))
        whole = money(sum(line["gross"] for line in lines))
        found = ngettext(
            "Discount of %(off)s on %(whole)s, %(count)s line",
            "Discount of %(off)s on %(whole)s, %(count)s lines",
            len(lines),
        )
        return found % {"off": off, "whole": whole, "count": len(lines)}
    if teller := _tellers().get(code):
        return teller(content, money)
    if code == "stock.batch":
        number, expiry = content.get("number", ["", ""]), content.get("expires_on", ["", ""])
        days = [shown.local_date(date.fromisoformat(day)) if day else "–" for day in expiry]
        said = [_("expiry %(before)s → %(after)s") % {"before": days[0], "after": days[1]}]
        if number[0] != number[1]:
            before, after = (text or "–" for text in number)
            said.append(_("number %(before)s → %(after)s") % {"before": before, "after": after})
        return ", ".join(said)
    return ""


Teller = Callable[[Mapping[str, Any], Callable[[Any], str]], str]


def _tellers() -> Mapping[str, Teller]:
    return {
        "budgets.exceed": _over_budget,
        "clinical.override": _overridden,
        "controlled.change": _registered,
        "controlled.settle": _difference,
        "credit.over_limit": _over_limit,
        "customer_returns.refund": _returned,
        "customer_returns.unreceipted": _returned,
        "purchase_orders.controlled": _ordered,
        "purchase_orders.place": _ordered,
        "purchase_orders.prescription": _ordered,
        "purchasing.over_order": _over_order,
        "sales.hand_over": _handed_over,
        "stock.change": _changed_units,
        "stock.count": _counted,
    }


def _returned(content: Mapping[str, Any], money: Callable[[Any], str]) -> str:
    """What is refunded of how many lines, and what is unusual about it."""
    lines = content.get("lines", [])
    words = ngettext(
        "Refund of %(total)s, %(count)s line", "Refund of %(total)s, %(count)s lines", len(lines)
    )
    told = words % {"total": money(content.get("total", 0)), "count": len(lines)}
    return "; ".join([told, *(str(WHY_ASKED.get(one, one)) for one in content.get("why", []))])


def _over_limit(content: Mapping[str, Any], money: Callable[[Any], str]) -> str:
    """How much more an account owes, and its limit."""
    told = {"amount": money(content.get("amount", 0)), "limit": money(content.get("limit", 0))}
    return _("%(amount)s on credit, the limit is %(limit)s") % told


def _difference(content: Mapping[str, Any], _money: Callable[[Any], str]) -> str:
    """By how much a count differs."""
    told = {"units": shown.number(content.get("difference", 0))}
    return _("Difference in base units: %(units)s") % told


def _registered(content: Mapping[str, Any], _money: Callable[[Any], str]) -> str:
    """Each batch of a controlled medicine with what happens to it."""
    lines = content.get("lines", [])
    names = product_names(filter(None, (parse_id(one.get("product_id", "")) for one in lines)))
    found = []
    for one in lines[:MOST_TOLD]:
        product_id, batch = parse_id(one.get("product_id", "")), one.get("batch", "")
        product = names.get(product_id, "") if product_id else ""
        what = f"{product}, {batch}" if batch else product
        kind = str(REGISTER_KINDS.get(one.get("kind", ""), ""))
        found.append(f"{kind}: {what}, {shown.number(one.get('units', 0))}")
    more = len(lines) - MOST_TOLD
    return "; ".join(found) + (f"; +{more}" if more > 0 else "")


def _overridden(content: Mapping[str, Any], _money: Callable[[Any], str]) -> str:
    """Which check's alert, and why medicines go out in spite of it."""
    alert = content.get("alert", {})
    check, reason = alert.get("check", ""), alert.get("reason", "")
    words = CHECKS[CheckKind(check)] if check in list(CheckKind) else check
    return f"{words}: {REASON_WORDS.get(reason, reason)}"


def _handed_over(content: Mapping[str, Any], _money: Callable[[Any], str]) -> str:
    """How much of how many controlled medicines goes."""
    lines = content.get("lines", [])
    units = sum(line["quantity"] for line in lines)
    words = ngettext(
        "%(count)s controlled medicine, base units: %(units)s",
        "%(count)s controlled medicines, base units: %(units)s",
        len(lines),
    )
    return words % {"count": len(lines), "units": shown.number(units)}


def _ordered(content: Mapping[str, Any], money: Callable[[Any], str]) -> str:
    lines = len(content.get("lines", []))
    words = ngettext(
        "Order of %(total)s, %(count)s line", "Order of %(total)s, %(count)s lines", lines
    )
    return words % {"total": money(content["total"]), "count": lines}


def _over_budget(content: Mapping[str, Any], money: Callable[[Any], str]) -> str:
    """What is ordered, and which budgets that takes over by how much."""
    words = _("Over the budget “%(name)s” by %(amount)s.")
    over = [
        words % {"name": name, "amount": money(by)} for _key, name, by in content.get("budgets", [])
    ]
    return ". ".join([_ordered(content, money), " ".join(over)])


def _over_order(content: Mapping[str, Any], _money: Callable[[Any], str]) -> str:
    count = len(content.get("differences", []))
    words = ngettext(
        "%(count)s price or quantity above the order",
        "%(count)s prices or quantities above the order",
        count,
    )
    return words % {"count": count}


def _changed_units(content: Mapping[str, Any], money: Callable[[Any], str]) -> str:
    """Without a value where whoever asked may not see costs."""
    told = {"before": content.get("before"), "after": content.get("after")}
    value = content.get("value")
    if value is None:
        return _("from %(before)s to %(after)s base units") % told
    words = _("from %(before)s to %(after)s base units, worth %(value)s")
    return words % {**told, "value": money(value)}


def _counted(content: Mapping[str, Any], money: Callable[[Any], str]) -> str:
    value = content.get("value")
    if value is None:
        return _("the variances of a stock count")
    return _("variance worth %(value)s") % {"value": money(value)}


def alone_badge(is_alone: bool, known_by: str) -> SafeString:
    """Whether one person confirmed twice, or two did, and by what the approver was known."""
    if is_alone:
        shown = badge(_("Self-confirmed under a signed rule"), "person", "look")
    else:
        shown = badge(_("Two people"), "people", "go")
    return format_html('{} <span class="t-2 t-sm">{}</span>', shown, known_by)
