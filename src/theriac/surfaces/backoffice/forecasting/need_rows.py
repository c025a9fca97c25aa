"""A line of the order needs as it is drawn, and the table of them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from theriac.core.money import Money
from theriac.core.permissions import Permission
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.forecasting.queries.needs import ProductNeed
from theriac.domains.forecasting.rules.needs import NeedLimit
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.domains.suppliers.permissions import VIEW_SUPPLIERS
from theriac.domains.suppliers.queries import SupplierTerms
from theriac.surfaces.backoffice.catalog.words import VED_CLASSES, in_words, money
from theriac.surfaces.backoffice.forecasting.need_words import (
    a_day_words,
    cover_days,
    lead_words,
    limit_words,
    order_words,
    reason_words,
)
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListTable,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.quantities import days_words
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A product's need with the product and its supplier, in words.

    ``compares`` is whether the reader may see what suppliers offer.
    """

    need: ProductNeed
    product: ProductDetail
    terms: SupplierTerms | None
    compares: bool = False

    @property
    def pk(self) -> UUID:
        """The product's id."""
        return self.need.product_id

    @property
    def name(self) -> str:
        """The product's name."""
        return self.need.name

    @property
    def ved(self) -> str:
        """How much depends on it; "" where nobody said."""
        return str(VED_CLASSES.get(self.need.ved, ""))

    @property
    def there(self) -> str:
        """What may be sold, in packs."""
        return in_words(self.need.position.sellable, self.product)

    @property
    def coming(self) -> str:
        """What is ordered or on the way, in packs; "" for nothing."""
        units = self.need.position.in_transit + self.need.position.on_order
        return in_words(units, self.product) if units else ""

    @property
    def per_day(self) -> str:
        """What sells a day; "" for nothing."""
        mean = self.need.spread.mean
        return a_day_words(mean, self.product.base_unit) if mean else ""

    @property
    def cover(self) -> int | None:
        """For how many days what is there and comes lasts."""
        return cover_days(self.need)

    @property
    def point(self) -> str:
        """At how much it is ordered, in packs."""
        return in_words(self.need.order.reorder_point, self.product)

    @property
    def order(self) -> str:
        """What to order; "" for nothing."""
        return order_words(self.need, self.product)

    @property
    def reasons(self) -> list[str]:
        """Why, a sentence each."""
        return reason_words(self.need, self.product)

    @property
    def supplier(self) -> str:
        """Whose goods came last; "" where nobody is known."""
        return self.terms.name if self.terms else ""

    @property
    def value(self) -> Money | None:
        """What the order costs."""
        return money(self.need.value) if self.need.order.units else None


def _class(row: NeedRow) -> str:
    return gettext("Class %(abc)s") % {"abc": row.need.abc.value}


class WhyColumn(NameColumn):
    """The product's name, and below it how its order comes about, which opens."""

    def render(self, value: str, record: NeedRow) -> SafeString:
        """Name, class, and the sentences behind a button."""
        why = format_html(
            '<details class="t-why t-sm"><summary>{} · <span>{}</span></summary>'
            "<ul>{}</ul></details>",
            ", ".join(filter(None, (_class(record), record.ved))),
            gettext("Why"),
            format_html_join("", "<li>{}</li>", ((one,) for one in record.reasons)),
        )
        return SafeString(super().render(value, record) + why + _comparison(record))


def _comparison(row: NeedRow) -> SafeString:
    """The way to what each supplier asks for it."""
    if not row.compares:
        return SafeString("")
    url = reverse("backoffice:product_offers", args=[row.pk])
    return format_html(
        '<a class="btn btn-quiet btn-sm" href="{}">{}<span class="visually-hidden"> {}</span></a>',
        url,
        gettext("Compare offers"),
        row.name,
    )


class SupplierColumn(TextColumn):
    """Whose goods came last, for who may see suppliers."""

    permission: Permission = VIEW_SUPPLIERS

    def render(self, value: str, record: NeedRow) -> SafeString:
        """The name, and the days until a delivery."""
        lead = lead_words(record.need.lead)
        blocked = gettext("Blocked") if record.terms and record.terms.is_blocked else ""
        note = ", ".join(filter(None, (lead, blocked)))
        return format_html('{}<div class="t-2 t-sm">{}</div>', value, note)


class NeedTable(ListTable):
    """Product with its reason, what is there and for how long, when and how much to order."""

    name = WhyColumn(
        verbose_name=_("Product"),
        url=lambda row: reverse("backoffice:product_demand", args=[row.pk]),
    )
    there = TextColumn(verbose_name=_("Can be sold"), label=_("Can be sold"))
    cover = TextColumn(verbose_name=_("Lasts"), label=_("Lasts"), empty_values=(None,))
    point = TextColumn(verbose_name=_("Reorder at"), label=_("Reorder at"), wide_only=True)
    order = TextColumn(verbose_name=_("To order"), label=_("To order"), empty_values=())
    supplier = SupplierColumn(
        verbose_name=_("Supplier"), label=_("Supplier"), empty_values=(None, "")
    )
    value = MoneyColumn(verbose_name=_("Cost"), label=_("Cost"), permission=SEE_COSTS)

    def render_there(self, value: str, record: NeedRow) -> SafeString | str:
        """What may be sold, and what comes below it."""
        if not record.coming:
            return value
        comes = gettext("Incoming: %(units)s") % {"units": record.coming}
        return format_html('{}<div class="t-2 t-sm">{}</div>', value, comes)

    def render_cover(self, value: int, record: NeedRow) -> SafeString:
        """Days, marked where they are over before a delivery could come; what sells a day below."""
        words: SafeString | str = days_words(value)
        if value <= record.need.terms.lead_days:
            words = badge(words, "exclamation-triangle", "look" if value else "stop")
        a_day = gettext("%(rate)s a day") % {"rate": record.per_day}
        return format_html('{}<div class="t-2 t-sm">{}</div>', words, a_day)

    def render_value(self, value: Money, record: NeedRow) -> SafeString:
        """What the order costs, and below it what one pack does."""
        each = shown.money(money(record.need.pack_cost))
        note = gettext("%(cost)s a pack") % {"cost": each}
        return format_html('{}<div class="t-2 t-sm">{}</div>', shown.money(value), note)

    def render_order(self, value: str, record: NeedRow) -> SafeString:
        """How much, and what became of it or keeps it small."""
        need = record.need
        parts = [format_html('<span class="t-strong">{}</span>', value)] if value else []
        if need.order.units and not need.is_unlisted:
            parts.append(badge(gettext("On the want list"), "journal-check", "go"))
        elif need.order.limit is not NeedLimit.NONE:
            icon = "hourglass-split" if need.order.limit is NeedLimit.EXPIRY else "box"
            parts.append(badge(limit_words(need.order.limit), icon))
        elif not value:
            parts.append(conditional_escape(gettext("Enough")))
        return SafeString("<br>".join(parts))
