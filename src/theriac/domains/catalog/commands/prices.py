"""Setting a pack's price from an instant on; earlier prices stay as they were."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, require_confirmed
from theriac.domains.catalog.events import ProductChanged
from theriac.domains.catalog.merges.refusal import refuse_merged
from theriac.domains.catalog.models import Pack, Price
from theriac.domains.catalog.permissions import SET_PRICES
from theriac.domains.catalog.price_changes.lines import PackNow
from theriac.domains.catalog.price_changes.packs_now import pack_at
from theriac.domains.catalog.price_changes.questions import questions_of_one
from theriac.domains.catalog.problems import ProductRefused
from theriac.domains.organisation.queries.branches import money_writer


@command(name="catalog.set_price", done=gettext_lazy("Set price"), permission=SET_PRICES)
def set_price(
    *,
    actor: Actor,
    pack_id: UUID,
    amount: int,
    branch_id: UUID | None = None,
    valid_from: datetime | None = None,
    confirmed: Collection[str] = (),
) -> UUID:
    """Add a dated price of a pack, everywhere or at one branch; returns the price's id.

    A price never begins in the past: what was sold stays as it was priced. Raises NotFound,
    ProductRefused for what can't be a price or is above the ceiling by law, and AsksFirst for one
    below the last cost or far off the one before that isn't ``confirmed``; a command that calls
    this one has asked by itself.
    """
    if amount < 0:
        raise ProductRefused(_("Enter a price of 0 or more."), field="price")
    pack = _locked(pack_id)
    now = clock.now()
    moment = valid_from or now
    if moment < now:
        raise ProductRefused(_("Choose a start date of today or later."), field="valid_from")
    product_id: UUID = pack.product_id
    refuse_merged(product_id)
    before = _price_at(pack_id, branch_id, moment)
    is_outermost = current_unit().command == "catalog.set_price"
    now_there = pack_at(pack, branch_id, moment)
    _refuse_above_ceiling(now_there, amount)
    asked = questions_of_one(now_there, amount) if is_outermost else []
    taken_knowingly = require_confirmed(asked, confirmed)
    price = Price.objects.create(
        id=current_unit().effect_id if is_outermost else new_id(),
        pack_id=pack_id,
        branch_id=branch_id,
        amount=amount,
        valid_from=moment,
        recorded_at=now,
    )
    current_unit().announce(
        ProductChanged(subject=str(product_id), data={"product_id": product_id})
    )
    facts: dict[str, object] = {
        "price_id": price.id,
        "pack_id": pack_id,
        "valid_from": moment.isoformat(),
        "before": {"price": before},
        "after": {"price": amount},
    }
    if taken_knowingly:
        facts["confirmed"] = taken_knowingly
    current_unit().record("catalog.product", product_id, reason="price", facts=facts)
    return price.id


def _locked(pack_id: UUID) -> Pack:
    """The pack with its product, locked, so that prices follow one another. Raises NotFound."""
    no_key = connection.features.has_select_for_no_key_update
    rows = Pack.objects.select_for_update(no_key=no_key).select_related("product")
    pack: Pack | None = rows.filter(id=pack_id).first()
    if pack is None:
        raise NotFound(_("This pack isn't in the catalogue."), pack_id=pack_id)
    return pack


def _refuse_above_ceiling(now: PackNow, amount: int) -> None:
    if now.most is None or not now.is_above_ceiling(amount):
        return
    raise ProductRefused(
        _("%(product)s: 1 %(pack)s may cost at most %(most)s by law. Lower the price.")
        % {"product": now.product, "pack": now.pack, "most": money_writer()(now.most)},
        field="price",
        pack_id=now.pack_id,
    )


def _price_at(pack_id: UUID, branch_id: UUID | None, moment: datetime) -> int | None:
    """What held until the new price begins: minor units, None for none."""
    dated = Price.objects.filter(pack_id=pack_id, branch_id=branch_id, valid_from__lte=moment)
    newest = dated.order_by("-valid_from", "-recorded_at", "-id")
    return newest.values_list("amount", flat=True).first()
