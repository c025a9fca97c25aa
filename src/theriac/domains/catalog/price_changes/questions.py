"""What a change of prices asks first: one question a kind, whatever the number of packs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.core.problems import AskedFirst
from theriac.domains.catalog.price_changes.lines import PackNow
from theriac.domains.organisation.queries.branches import money_writer, settled_limit

NAMED = 3
"""Packs that a sentence names; the preview has all of them."""


def far_percent() -> int:
    """From how many percent off the last price on it is asked: the limit for costs holds."""
    return settled_limit("cost_percent") or 0


def questions_of_one(now: PackNow, price: int) -> list[AskedFirst]:
    """The same of one price, with its figures."""
    written, percent = money_writer(), far_percent()
    named = {"product": now.product, "pack": now.pack, "price": written(price)}
    found: list[AskedFirst] = []
    if now.cost is not None and now.is_below_cost(price):
        words = _("%(product)s: 1 %(pack)s last cost %(cost)s, more than its price %(price)s.") % {
            **named,
            "cost": written(now.cost),
        }
        code = f"below_cost:{now.pack_id.hex}:{now.cost}:{price}"
        found.append(AskedFirst(code=code, words=words, yes=_("Sell below cost")))
    if now.is_far(price, percent):
        words = _(
            "%(product)s: 1 %(pack)s costs %(before)s now. %(price)s differs by more than "
            "%(percent)s %%."
        ) % {**named, "before": written(now.before), "percent": percent}
        code = f"price_far:{now.pack_id.hex}:{now.before}:{price}"
        found.append(AskedFirst(code=code, words=words, yes=_("This price is correct")))
    return found


def questions_of(packs: Sequence[PackNow], prices: Mapping[UUID, int]) -> list[AskedFirst]:
    """Of prices below the last cost, and of those far off the price before."""
    percent = far_percent()
    below = [one for one in packs if one.is_below_cost(prices[one.pack_id])]
    far = [one for one in packs if one.is_far(prices[one.pack_id], percent)]
    found: list[AskedFirst] = []
    if below:
        words = ngettext(
            "%(count)s price is below the last cost: %(named)s.",
            "%(count)s prices are below the last cost: %(named)s.",
            len(below),
        ) % {"count": len(below), "named": named_packs(below, lambda one: prices[one.pack_id])}
        code = _code("below_cost", [(one, one.cost or 0) for one in below], prices)
        found.append(AskedFirst(code=code, words=words, yes=_("Sell below cost")))
    if far:
        words = ngettext(
            "%(count)s price changes by more than %(percent)s %%: %(named)s.",
            "%(count)s prices change by more than %(percent)s %%: %(named)s.",
            len(far),
        ) % {
            "count": len(far),
            "percent": percent,
            "named": named_packs(far, lambda one: prices[one.pack_id]),
        }
        code = _code("price_far", [(one, one.before) for one in far], prices)
        found.append(AskedFirst(code=code, words=words, yes=_("These prices are correct")))
    return found


def named_packs(packs: Sequence[PackNow], amount: Callable[[PackNow], int]) -> str:
    """The first packs with an amount of each, and how many more there are."""
    written = money_writer()
    told = [f"{one.product} ({one.pack}) {written(amount(one))}" for one in packs[:NAMED]]
    if len(packs) > NAMED:
        told.append(_("%(count)s more") % {"count": len(packs) - NAMED})
    return ", ".join(told)


def _code(kind: str, asked: Sequence[tuple[PackNow, int]], prices: Mapping[UUID, int]) -> str:
    """The code names exactly these packs and figures, so that a yes is to nothing else."""
    parts = sorted(f"{one.pack_id.hex}:{figure}:{prices[one.pack_id]}" for one, figure in asked)
    return f"{kind}:{len(parts)}:{sha256(' '.join(parts).encode()).hexdigest()[:32]}"
