"""What a change of many prices asks first: one question a kind, whatever the number of packs."""

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
