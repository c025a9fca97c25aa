"""The areas of the back office: the menu's ten entries, and no more.

A new domain's pages enter one of these as tabs; the menu doesn't grow.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text


class Section(IntEnum):
    """The parts of the menu, in their order."""

    TODAY = 0
    SELL = 1
    STOCK_ROOM = 2
    BUSINESS = 3


SECTION_TITLES: dict[Section, Text] = {
    Section.TODAY: "",
    Section.SELL: _("Sell"),
    Section.STOCK_ROOM: _("Stock room"),
    Section.BUSINESS: _("Business"),
}


class Area(IntEnum):
    """An entry of the menu; its pages are tabs of each other."""

    TODAY = 0
    COUNTER = 1
    SALES = 2
    PATIENTS = 3
    PRODUCTS = 4
    STOCK = 5
    PURCHASING = 6
    STOCK_COUNT = 7
    REPORTS = 8
    SETTINGS = 9


@dataclass(frozen=True, slots=True)
class AreaFace:
    """How an area stands in the menu; ``is_thumbed`` puts it into the phone's bar."""

    section: Section
    label: Text
    icon: str
    is_thumbed: bool = False


FACES: dict[Area, AreaFace] = {
    Area.TODAY: AreaFace(Section.TODAY, _("Today"), "sun", is_thumbed=True),
    Area.COUNTER: AreaFace(Section.SELL, _("Counter"), "upc-scan", is_thumbed=True),
    Area.SALES: AreaFace(Section.SELL, _("Sales"), "receipt"),
    Area.PATIENTS: AreaFace(Section.SELL, _("Patients"), "person-vcard"),
    Area.PRODUCTS: AreaFace(Section.STOCK_ROOM, _("Products"), "capsule", is_thumbed=True),
    Area.STOCK: AreaFace(Section.STOCK_ROOM, _("Stock"), "boxes", is_thumbed=True),
    Area.PURCHASING: AreaFace(Section.STOCK_ROOM, _("Purchasing"), "box-arrow-in-down"),
    Area.STOCK_COUNT: AreaFace(Section.STOCK_ROOM, _("Stock count"), "clipboard-data"),
    Area.REPORTS: AreaFace(Section.BUSINESS, _("Reports"), "bar-chart"),
    Area.SETTINGS: AreaFace(Section.BUSINESS, _("Settings"), "gear"),
}
