"""Why so much is to be ordered, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.core.formatting import format_minor_units
from theriac.core.money import divide_half_up
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.forecasting.queries.needs import ProductNeed
from theriac.domains.forecasting.rules.lead_times import LeadSource, LeadTime
from theriac.domains.forecasting.rules.needs import LEAST_DAYS, NeedLimit
from theriac.surfaces.backoffice.catalog.words import counted, in_words, pack_title
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.quantities import days_words, part_days_words
from theriac.surfaces.backoffice.templatetags import theriac as shown

ONE, MANY = 10, 2
"""Tenths that are one unit; what is no whole one is said as several are."""


def a_day_words(mean: Fraction, base_unit: str) -> str:
    """Base units a day, with one decimal: 4,2 tablet; < 0,1 tablet for the least."""
    tenths = divide_half_up(mean.numerator * 10, mean.denominator)
    number = format_minor_units(max(tenths, int(mean > 0)), 1, frame.pharmacy().country)
    less = "< " if mean and not tenths else ""
    return f"{less}{number} {pack_title(base_unit, 1 if tenths == ONE else MANY)}"


def lead_words(lead: LeadTime) -> str:
    """3 days; 3.4 days where that was measured."""
    return part_days_words(lead.days, frame.pharmacy().country)


def lead_source_words(lead: LeadTime) -> str:
    """Where the delivery time was taken from."""
    if lead.source is LeadSource.SUPPLIER:
        return _("Delivery time: as set for the supplier.")
    if lead.source is LeadSource.PHARMACY:
        return _("Delivery time: from the settings.")
    words = ngettext(
        "Delivery time: measured over %(count)s order of the last year.",
        "Delivery time: measured over %(count)s orders of the last year.",
        lead.orders,
    )
    return words % {"count": shown.number(lead.orders)}


def order_words(need: ProductNeed, product: ProductDetail) -> str:
    """5 boxes, in the pack that is ordered; "" for nothing."""
    order = need.order
    if not order.units:
        return ""
    names = {pack.factor: pack.name for pack in product.packs}
    if order.pack in names:
        return counted(names[order.pack], order.packs)
    return in_words(order.units, product)


def cover_days(need: ProductNeed) -> int | None:
    """The whole days that what is there and comes lasts; None where none sells."""
    if not need.spread.mean:
        return None
    return max(0, int(need.position.units / need.spread.mean))


def reason_words(need: ProductNeed, product: ProductDetail) -> list[str]:
    """How the order comes about, from what is sold to what is ordered."""
    return [
        *_sold(need, product),
        *_asked(need, product),
        *_wanted(need, product),
        *_there(need, product),
        _ordered(need, product),
    ]


def _sold(need: ProductNeed, product: ProductDetail) -> Iterator[str]:
    rate = need.rate
    if not rate.days:
        yield _("Not in stock here so far.")
        return
    if not rate.days_in_stock:
        yield _("Not in stock in the last %(days)s days.") % {"days": _number(rate.days)}
        if not rate.out_counted:
            return
    days = {"stock": _number(rate.days_in_stock), "days": _number(rate.days)}
    if not rate.demanded:
        yield _("No sales on %(stock)s of %(days)s days with stock.") % days
        return
    sells = {"rate": a_day_words(need.spread.mean, product.base_unit)}
    if rate.out_counted:
        yield _("Demand %(rate)s a day, over all %(days)s days.") % {**days, **sells}
        return
    yield _("Sells %(rate)s a day, on %(stock)s of %(days)s days with stock.") % {**days, **sells}
    if rate.days_in_stock < LEAST_DAYS:
        yield _("Fewer than %(days)s days with stock are counted as %(days)s.") % {
            "days": _number(LEAST_DAYS)
        }


def _asked(need: ProductNeed, product: ProductDetail) -> Iterator[str]:
    """What was asked for and not in stock, and what of it is in the demand."""
    if need.asked_times:
        yield asked_words(need.asked_times)
    if need.rate.asked:
        yield _("Demand includes %(units)s asked for and not sold.") % {
            "units": in_words(need.rate.asked, product)
        }


def asked_words(times: int) -> str:
    """That customers asked for it and it wasn't there."""
    words = ngettext(
        "Asked for %(times)s time in 30 days and not in stock.",
        "Asked for %(times)s times in 30 days and not in stock.",
        times,
    )
    return words % {"times": shown.number(times)}


def _wanted(need: ProductNeed, product: ProductDetail) -> Iterator[str]:
    terms, order = need.terms, need.order
    if need.spread.mean:
        sells = ceil(need.spread.mean * (terms.lead_days + terms.review_days))
        yield _(
            "Expected sales over %(lead)s until delivery and %(review)s until the next order: "
            "%(sells)s."
        ) % {
            "lead": lead_words(need.lead),
            "review": days_words(int(terms.review_days)),
            "sells": in_words(sells, product),
        }
        yield lead_source_words(need.lead)
    if order.safety:
        yield _("Safety stock for a service level of %(percent)s%%: %(safety)s.") % {
            "percent": _number(terms.service_percent),
            "safety": in_words(order.safety, product),
        }
    if need.minimum:
        yield _("Minimum stock: %(minimum)s.") % {"minimum": in_words(need.minimum, product)}


def _there(need: ProductNeed, product: ProductDetail) -> Iterator[str]:
    there = need.position
    parts = [_("Can be sold: %(units)s") % {"units": in_words(there.sellable, product)}]
    for words, units in (
        (_("reserved: %(units)s"), there.reserved),
        (_("in transit: %(units)s"), there.in_transit),
        (_("ordered: %(units)s"), there.on_order),
    ):
        if units:
            parts.append(words % {"units": in_words(units, product)})
    yield "; ".join(parts) + "."
    if need.expiring:
        yield _("Won’t sell before expiry and not counted: %(units)s.") % {
            "units": in_words(need.expiring, product)
        }


def _ordered(need: ProductNeed, product: ProductDetail) -> str:
    order = need.order
    if not order.lacking:
        return _("Enough until the next order.")
    lacking = {"lacking": in_words(order.lacking, product)}
    if order.limit is NeedLimit.PACK:
        return (
            _("Missing: %(lacking)s. Less than one pack can wait until the next order.") % lacking
        )
    if order.limit is NeedLimit.EXPIRY:
        cap = {"cap": in_words(order.cap or 0, product), **lacking}
        return _("Missing: %(lacking)s, but only %(cap)s will sell before expiry.") % cap
    return _("Missing: %(lacking)s. Order %(order)s.") % {
        "order": order_words(need, product),
        **lacking,
    }


def limit_words(limit: NeedLimit) -> str:
    """What made the order another, for a file; "" for nothing."""
    words = {
        NeedLimit.NONE: "",
        NeedLimit.EXPIRY: _("Limited by expiry"),
        NeedLimit.PACK: _("Less than one pack"),
    }
    return words[limit]


def products_words(count: int) -> str:
    """12 products."""
    words = ngettext("%(count)s product", "%(count)s products", count)
    return words % {"count": shown.number(count)}


def more_words(count: int) -> str:
    """Where the suppliers are that aren't shown; "" for none."""
    if count <= 0:
        return ""
    words = ngettext(
        "%(count)s more supplier. Choose it in the filter.",
        "%(count)s more suppliers. Choose one in the filter.",
        count,
    )
    return words % {"count": shown.number(count)}


def _number(value: int) -> str:
    return shown.number(value)
