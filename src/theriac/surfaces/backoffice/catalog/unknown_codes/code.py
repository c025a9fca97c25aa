"""One code to link: where it was met, which pack it belongs to; linked, set aside, put back."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.commands.unknown_codes import (
    link_unknown_code,
    put_unknown_code_back,
    set_unknown_code_aside,
)
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.catalog.queries.product_facts import product_of_pack
from theriac.domains.catalog.queries.products import product_details
from theriac.domains.catalog.queries.unknown_codes import find_unknown_code, sightings_of
from theriac.domains.catalog.rules import MERGED
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.unknown_codes.words import STATES, met_at
from theriac.surfaces.backoffice.catalog.words import pack_content
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.shell.one import One, OneScreen
from theriac.surfaces.backoffice.stock.product_search import (
    FOUND_ON_A_PAGE,
    found_products,
    typed_text,
)

SIGHTINGS = 20


class UnknownCodeScreen(OneScreen):
    """A screen of the code that the address names."""

    permission = MANAGE_CATALOG
    own_page = "backoffice:unknown_code_detail"
    among: ClassVar = [
        (gettext_lazy("Products"), "backoffice:product_list"),
        (gettext_lazy("Codes to link"), "backoffice:unknown_code_list"),
    ]
    code: One[Any] = One(
        "unknown_code_id",
        lambda at, key: find_unknown_code(actor=at.actor, unknown_code_id=key),
        missing=gettext_lazy("This code isn’t on the list of codes to link."),
    )

    def name(self) -> Text:
        """The code itself."""
        return str(self.code.code)


class UnknownCodeDetail(UnknownCodeScreen, ExportedScreen):
    """Where the code was met, what may be done with it, and products that a search finds."""

    permission = MANAGE_CATALOG
    template_name = "backoffice/catalog/unknown_codes/code.html"
    exports = (
        Export(gettext_lazy("Code"), lambda row: row.code.code),
        Export(gettext_lazy("When"), lambda row: row.seen_at),
        Export(gettext_lazy("Where"), lambda row: row.place),
        Export(gettext_lazy("Who"), lambda row: row.person),
        Export(gettext_lazy("Note"), lambda row: row.note),
    )

    def context(self) -> dict[str, Any]:
        """The code with each time that it was kept, and the packs of what was searched for."""
        code = self.code
        sightings = self._sightings(SIGHTINGS)
        return {
            "code": code,
            "state": STATES.badge(code.state),
            "state_word": STATES.word(code.state),
            "sightings": sightings,
            "more": code.times > len(sightings),
            "settled_by": names_of({code.settled_by} - {None}).get(code.settled_by, ""),
            "may_link": self.may(MANAGE_CATALOG) and code.state != "linked",
            **self._opened(),
            **self._packs(),
            **history_beside(self, code.id),
        }

    def exported_rows(self) -> list[Any]:
        """Each time that it was kept, the newest first."""
        return self._sightings(None)

    def _sightings(self, at_most: int | None) -> list[Any]:
        found = sightings_of(actor=self.actor, unknown_code_id=self.code.id)
        rows: list[Any] = list(found.select_related("code")[:at_most])
        met = met_at(rows)
        for one in rows:
            one.place, one.person = met.place(one), met.person(one)
        return rows

    def _opened(self) -> dict[str, Any]:
        """The product whose pack it opens."""
        if self.code.pack_id is None:
            return {}
        ids = [product_of_pack(self.code.pack_id)]
        [product] = product_details(actor=self.actor, product_ids=ids)
        [pack] = [one for one in product.packs if one.id == self.code.pack_id]
        return {"product": product, "pack": pack_content(pack, product.base_unit)}

    def _packs(self) -> dict[str, Any]:
        """What was searched for, each product with its packs in words."""
        text = typed_text(self.request)
        found = [
            (one, [(pack.id, pack_content(pack, one.base_unit)) for pack in one.packs])
            for one in found_products(self, text, limit=FOUND_ON_A_PAGE)
            if one.status != MERGED
        ]
        return {"text": text, "found": found}


class LinkUnknownCode(UnknownCodeScreen, ButtonScreen):
    """It is the code of this pack."""

    calls = Calls(link_unknown_code, pack_id=parse_id)
    done = gettext_lazy("Code linked. All counters can scan it now.")

    def onward(self, result: Any) -> str:
        """The list, where the next one waits."""
        return reverse("backoffice:unknown_code_list")


class SetUnknownCodeAside(UnknownCodeScreen, ButtonScreen):
    """It is nothing that is sold here."""

    calls = Calls(set_unknown_code_aside, reason=at_most(120))
    done = gettext_lazy("Code dismissed.")

    def onward(self, result: Any) -> str:
        """The list, where the next one waits."""
        return reverse("backoffice:unknown_code_list")


class PutUnknownCodeBack(UnknownCodeScreen, ButtonScreen):
    """It belongs to a product after all."""

    calls = Calls(put_unknown_code_back)
    done = gettext_lazy("The code is back on the list.")
