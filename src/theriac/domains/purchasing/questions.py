"""What is unusual about a delivery and asked before it is posted."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from theriac.core.formatting import format_date
from theriac.core.problems import AskedFirst
from theriac.domains.purchasing.models import GoodsReceipt

MOST_OTHERS = 20
State = GoodsReceipt.State


def questions_of(receipt: GoodsReceipt) -> list[AskedFirst]:
    """What its posting asks first, in the order of the page."""
    return _known_documents(receipt)


def _known_documents(receipt: GoodsReceipt) -> list[AskedFirst]:
    """Its delivery note or invoice stands on another delivery of the supplier, at any branch.

    A reversed one doesn't count: its goods are written down once more.
    """
    named = Q()
    for key in ("note_key", "invoice_key"):
        if getattr(receipt, key):
            named |= Q(**{key: getattr(receipt, key)})
    if receipt.supplier_id is None or not named:
        return []
    others = list(
        GoodsReceipt.objects.filter(named, supplier_id=receipt.supplier_id)
        .exclude(id=receipt.id)
        .exclude(state=State.REVERSED)
        .order_by("-posted_at", "-id")[:MOST_OTHERS]
    )
    found = []
    for key, words in (
        ("note_key", _("The delivery note %(text)s stands on another delivery: %(other)s.")),
        ("invoice_key", _("The invoice %(text)s stands on another delivery: %(other)s.")),
    ):
        same = [one for one in others if getattr(receipt, key) and _same(one, receipt, key)]
        if same:
            text = receipt.delivery_note if key == "note_key" else receipt.invoice_number
            found.append(
                AskedFirst(
                    code=f"{key.removesuffix('_key')}_known:{same[0].id.hex}",
                    words=words % {"text": text, "other": _named(same[0])},
                    yes=_("It is another delivery"),
                )
            )
    return found


def _same(one: GoodsReceipt, other: GoodsReceipt, key: str) -> bool:
    return bool(getattr(one, key) == getattr(other, key))


def _named(receipt: GoodsReceipt) -> str:
    day = {"day": format_date(receipt.received_on, get_language() or "en")}
    if receipt.number:
        return _("%(number)s of %(day)s") % {"number": receipt.number, **day}
    return _("one of %(day)s that isn't posted yet") % day
