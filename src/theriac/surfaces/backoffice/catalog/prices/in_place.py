"""A price that is changed where it stands: what is pressed, and the dialog that it opens.

The dialog stands once on a page (``price_dialog.html``); what is pressed fills it for its pack.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.catalog.permissions import SET_PRICES
from theriac.domains.catalog.queries.products import PackDetail, ProductDetail
from theriac.surfaces.backoffice.catalog.words import money, pack_content
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.badges import draw_icon
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.screens import Screen


def price_places(screen: Screen) -> list[tuple[str, Text]]:
    """Where the person may set prices: everywhere (an empty key) before single branches."""
    actor = screen.actor
    places: list[tuple[str, Text]] = [
        (str(one.id), one.name) for one in frame.branches(actor) if actor.may(SET_PRICES, one.id)
    ]
    if actor.may_everywhere(SET_PRICES):
        places.insert(0, ("", _("Every branch")))
    return places


def place_of(screen: Screen, pack: PackDetail) -> str:
    """Where a price has to be set so that the one that is shown changes."""
    is_general = screen.actor.may_everywhere(SET_PRICES) and not pack.priced_here
    return "" if is_general or screen.branch_id is None else str(screen.branch_id)


def price_dialog(screen: Screen) -> dict[str, Any]:
    """What ``price_dialog.html`` draws; nothing for who may not set prices here."""
    return {"price_places": price_places(screen) if screen.may(SET_PRICES) else []}


def price_in_place(
    screen: Screen, product: ProductDetail, pack: PackDetail, words: Text
) -> SafeString:
    """The price as what opens the dialog; without a program it leads to the form."""
    form = reverse("backoffice:price_new", args=[product.id])
    given = {
        "action": form,
        "fields": {
            "pack_id": str(pack.id),
            "price": MoneyField().prepare_value(money(pack.price)) or "",
            "branch_id": place_of(screen, pack),
        },
        "texts": {"product": product.name, "pack": pack_content(pack, product.base_unit)},
    }
    named = gettext("Change the price of %(product)s, %(pack)s") % given["texts"]
    return format_html(
        '<a class="t-in-place" role="button" href="{}?{}" data-t-open="price" data-t-fill="{}">'
        '{} {}<span class="visually-hidden"> {}</span></a>',
        form,
        urlencode({"pack": str(pack.id)}),
        json.dumps(given),
        words,
        draw_icon("pencil"),
        named,
    )
