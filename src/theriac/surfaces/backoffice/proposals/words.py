"""How proposals read."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.proposals.queries.proposals import KeptOutView, ProposalLineView
from theriac.domains.proposals.rules.reasons import BuyingLimit
from theriac.surfaces.backoffice.catalog.words import counted, in_words, money
from theriac.surfaces.backoffice.forecasting.need_words import asked_words
from theriac.surfaces.backoffice.shell.badges import States
from theriac.surfaces.backoffice.shell.quantities import days_words
from theriac.surfaces.backoffice.templatetags import theriac as shown

STATES = States(
    draft=(gettext_lazy("Draft"), "pencil", "line"),
    submitted=(gettext_lazy("Awaiting approval"), "hourglass-split", "look"),
    ordered=(gettext_lazy("Approved and ordered"), "check-circle-fill", "go"),
    rejected=(gettext_lazy("Rejected"), "x-circle", "stop"),
    expired=(gettext_lazy("Expired"), "clock-history", "line"),
)
LIMITS = {
    BuyingLimit.NO_OFFER: gettext_lazy("No offer"),
    BuyingLimit.BLOCKED: gettext_lazy("Supplier blocked"),
    BuyingLimit.STRUCK: gettext_lazy("Removed by you"),
    BuyingLimit.ENOUGH: gettext_lazy("Enough stock"),
    BuyingLimit.OVERSTOCK: gettext_lazy("Overstock"),
    BuyingLimit.EXPIRY: gettext_lazy("Expiry too short"),
    BuyingLimit.AVAILABLE: gettext_lazy("Supplier has too few"),
    BuyingLimit.LEAST: gettext_lazy("Minimum quantity"),
    BuyingLimit.PACK: gettext_lazy("Pack too large"),
    BuyingLimit.MINIMUM_ORDER: gettext_lazy("Minimum order"),
    BuyingLimit.FREIGHT: gettext_lazy("Freight"),
    BuyingLimit.SUPPLIERS: gettext_lazy("Number of suppliers"),
    BuyingLimit.CAPITAL: gettext_lazy("Capital"),
}


def pack_words(line: Any, pack: str) -> str:
    """The packs that are bought, with the free ones: 10 boxes + 1 free."""
    paid = counted(pack, line.packs)
    if not line.bonus_packs:
        return paid
    return _("%(paid)s + %(free)s free") % {"paid": paid, "free": line.bonus_packs}


def cover_words(days: int | None) -> str:
    """How long stock lasts; a product that doesn't sell lasts for ever."""
    return _("Not selling") if days is None else days_words(days)


def reason_words(line: ProposalLineView) -> list[str]:
    """Why a line stands there, a sentence each."""
    told, row = line.row.reasons, line.row
    found = [_need_words(line), _price_words(line)]
    if told["asked_times"]:
        found.insert(1, asked_words(told["asked_times"]))
    if told["saved"]:
        found.append(
            _("It protects %(saved)s of margin until the next delivery.")
            % {"saved": shown.money(money(told["saved"]))}
        )
    else:
        found.append(_("It protects no margin until the next delivery."))
    if row.is_settled:
        found.append(_("The quantity was set by a person."))
    if row.offer_line_id is None:
        found.append(_("No offer is valid: the last price paid counts."))
    if told["next_cost"] is None:
        found.append(_("No other supplier offers it."))
    else:
        found.append(
            _("Next best: %(supplier)s for %(cost)s.")
            % {"supplier": line.next_supplier, "cost": shown.money(money(told["next_cost"]))}
        )
    return found


def _need_words(line: ProposalLineView) -> str:
    told = line.row.reasons
    figures = {
        "lacking": units_words(told["lacking"], line.goods),
        "there": units_words(told["position"], line.goods),
    }
    if told["minimum"]:
        figures["minimum"] = units_words(told["minimum"], line.goods)
        return (
            _("Needs %(lacking)s to reach its minimum of %(minimum)s. Here or coming: %(there)s.")
            % figures
        )
    return _("Needs %(lacking)s to reach its order level. Here or coming: %(there)s.") % figures


def _price_words(line: ProposalLineView) -> str:
    row = line.row
    figures = {
        "packs": shown.number(row.packs),
        "price": shown.money(money(row.price)),
        "discount": shown.money(money(row.discount)),
        "tax": shown.rate(row.tax_bp),
        "cost": shown.money(money(row.cost)),
    }
    if row.discount:
        return _("%(packs)s × %(price)s less %(discount)s, plus %(tax)s tax: %(cost)s.") % figures
    return _("%(packs)s × %(price)s, plus %(tax)s tax: %(cost)s.") % figures


def units_words(units: int, goods: ProductDetail | None) -> str:
    """Base units in the product's packs: 2 strips + 3 tablets."""
    if goods is None:
        return ngettext("%(count)s base unit", "%(count)s base units", units) % {"count": units}
    return in_words(units, goods)


def limit_words(limit: str, amount: int, supplier: str, goods: ProductDetail | None) -> str:
    """A limit that keeps a product out, and by how much it would have to give."""
    kind = BuyingLimit(limit)
    title = str(LIMITS[kind])
    if not amount:
        return title
    if kind in {BuyingLimit.OVERSTOCK, BuyingLimit.EXPIRY}:
        by = days_words(amount)
    elif kind in {BuyingLimit.MINIMUM_ORDER, BuyingLimit.FREIGHT, BuyingLimit.CAPITAL}:
        by = shown.money(money(amount))
    elif kind in {BuyingLimit.AVAILABLE, BuyingLimit.LEAST}:
        by = ngettext("%(count)s pack", "%(count)s packs", amount) % {"count": amount}
    elif kind is BuyingLimit.SUPPLIERS:
        by = ngettext("%(count)s supplier", "%(count)s suppliers", amount) % {"count": amount}
    else:
        by = units_words(amount, goods)
    return _SENTENCES[kind] % {"title": title, "by": by, "supplier": supplier}


_MORE, _LESS = gettext_lazy("%(title)s: %(by)s more needed"), gettext_lazy("%(title)s: %(by)s less")
_SENTENCES = {
    BuyingLimit.ENOUGH: gettext_lazy("%(title)s: %(by)s above the order level"),
    BuyingLimit.OVERSTOCK: gettext_lazy("%(title)s: lasts %(by)s longer than allowed"),
    BuyingLimit.EXPIRY: gettext_lazy("%(title)s: needs %(by)s more to sell"),
    BuyingLimit.AVAILABLE: _MORE,
    BuyingLimit.LEAST: gettext_lazy("%(title)s: %(by)s too many"),
    BuyingLimit.PACK: gettext_lazy("%(title)s: %(by)s too many"),
    BuyingLimit.MINIMUM_ORDER: gettext_lazy("%(title)s of %(supplier)s: %(by)s missing"),
    BuyingLimit.FREIGHT: gettext_lazy("%(title)s of %(supplier)s: %(by)s not worth it"),
    BuyingLimit.SUPPLIERS: _MORE,
    BuyingLimit.CAPITAL: _MORE,
}


def kept_out_words(one: KeptOutView) -> list[str]:
    """Every limit of a product."""
    return [limit_words(*limit, one.goods) for limit in one.limits]
