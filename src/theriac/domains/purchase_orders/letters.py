"""On which form a branch orders goods, by its country's rules."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.problems import Text
from theriac.countries.registry import profile_for
from theriac.countries.suppliers import (
    NoOneForm,
    OrderedGood,
    OrderForm,
    together,
)
from theriac.domains.catalog.queries.product_facts import class_and_texts_of
from theriac.domains.organisation.queries.branches import get_branch
from theriac.domains.purchase_orders.problems import OrderRefused
from theriac.domains.purchase_orders.rules.facts import OrderLineWritten


def form_of(branch_id: UUID, lines: Sequence[OrderLineWritten]) -> OrderForm:
    """The one form of these lines. Raises OrderRefused where they don't stand on one."""
    goods, forms = _judged(branch_id, lines)
    found = together(forms, goods)
    if isinstance(found, NoOneForm):
        raise OrderRefused(_words(found), field="lines", why=found.value)
    return found


def by_form(
    branch_id: UUID, lines: Sequence[OrderLineWritten]
) -> list[tuple[OrderForm, tuple[OrderLineWritten, ...]]]:
    """The lines in as many parts as they need forms, in the order of their first lines."""
    goods, forms = _judged(branch_id, lines)
    parts: dict[tuple[str, str], list[OrderLineWritten]] = {}
    heads: dict[tuple[str, str], OrderForm] = {}
    for line, good, form in zip(lines, goods, forms, strict=True):
        key = (form.code, good.key if form.is_one_item else "")
        heads[key] = form
        parts.setdefault(key, []).append(line)
    return [(heads[key], tuple(part)) for key, part in parts.items()]


def form_named(branch_id: UUID, code: str, product_id: UUID) -> OrderForm:
    """The form of an order by one of its products; its code where the rules have changed since."""
    found = _forms(branch_id, [product_id])[1]
    return found[0] if found[0].code == code else OrderForm(code, code)


def _judged(
    branch_id: UUID, lines: Sequence[OrderLineWritten]
) -> tuple[list[OrderedGood], list[OrderForm]]:
    return _forms(branch_id, [line.product_id for line in lines])


def _forms(
    branch_id: UUID, product_ids: Sequence[UUID]
) -> tuple[list[OrderedGood], list[OrderForm]]:
    known = class_and_texts_of(product_ids)
    goods = [OrderedGood(str(key), *known.get(key, ("", ""))) for key in product_ids]
    branch = get_branch(branch_id)
    profile = profile_for(branch.pharmacy.country if branch else "generic")
    return goods, [profile.order_form(good) for good in goods]


def _words(why: NoOneForm) -> Text:
    return {
        NoOneForm.EMPTY: _("No items added. Scan or type a product."),
        NoOneForm.MIXED: _(
            "These products need different order letters. Place one order for each."
        ),
        NoOneForm.ONE_NARCOTIC: _("An order letter is for one narcotic. Place one order for each."),
    }[why]
