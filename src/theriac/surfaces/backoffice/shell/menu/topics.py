"""The topics of each area: its pages by what a person looks for, in their order.

A page says its topic; the row of tabs shows the pages of the open topic, and beside them each other
topic, which opens its first page, and has a menu of all (``drawn``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.menu.areas import Area


class Topic(IntEnum):
    """What pages are about; the order is that of the row."""

    TODAY = 0
    COUNTER = 1
    SALES = 2
    SALE_DOCUMENTS = 3
    CUSTOMER_ACCOUNTS = 4
    TILLS = 5
    CONFLICTS = 6
    PRESCRIPTIONS = 7
    PATIENTS = 8
    CARE = 9
    SERVICES = 10
    DUTY = 11
    PRODUCTS = 12
    PRICES = 13
    CODES = 14
    CATALOGUE_DATA = 15
    SAFETY = 16
    STOCK = 17
    EXPIRY = 18
    TRANSFERS = 19
    CONTROLLED = 20
    RECALLS = 21
    DISPOSAL = 22
    OFFERS = 23
    RECEIPTS = 24
    ORDERS = 25
    SUPPLIERS = 26
    STOCK_COUNT = 27
    FINANCE = 28
    STOCK_REPORTS = 29
    AUDIT = 30
    CHECKS = 31
    PHARMACY = 32
    STAFF = 33
    ACCESS = 34
    DATA = 35


@dataclass(frozen=True, slots=True)
class TopicFace:
    """How a topic stands in the row of its area."""

    area: Area
    label: Text


TOPICS: dict[Topic, TopicFace] = {
    Topic.TODAY: TopicFace(Area.TODAY, _("Today")),
    Topic.COUNTER: TopicFace(Area.COUNTER, _("Counter")),
    Topic.SALES: TopicFace(Area.SALES, _("Sales")),
    Topic.SALE_DOCUMENTS: TopicFace(Area.SALES, _("Documents")),
    Topic.CUSTOMER_ACCOUNTS: TopicFace(Area.SALES, _("Customer accounts")),
    Topic.TILLS: TopicFace(Area.SALES, _("Tills and queue")),
    Topic.CONFLICTS: TopicFace(Area.SALES, _("Conflicts")),
    Topic.PRESCRIPTIONS: TopicFace(Area.PATIENTS, _("Prescriptions")),
    Topic.PATIENTS: TopicFace(Area.PATIENTS, _("Patients")),
    Topic.CARE: TopicFace(Area.PATIENTS, _("Pharmaceutical care")),
    Topic.SERVICES: TopicFace(Area.PATIENTS, _("Services")),
    Topic.DUTY: TopicFace(Area.PATIENTS, _("Duty")),
    Topic.PRODUCTS: TopicFace(Area.PRODUCTS, _("Products")),
    Topic.PRICES: TopicFace(Area.PRODUCTS, _("Prices")),
    Topic.CODES: TopicFace(Area.PRODUCTS, _("Search and codes")),
    Topic.CATALOGUE_DATA: TopicFace(Area.PRODUCTS, _("Imports and duplicates")),
    Topic.SAFETY: TopicFace(Area.PRODUCTS, _("Safety checks")),
    Topic.STOCK: TopicFace(Area.STOCK, _("Stock")),
    Topic.EXPIRY: TopicFace(Area.STOCK, _("Expiry and alerts")),
    Topic.TRANSFERS: TopicFace(Area.STOCK, _("Transfers and locations")),
    Topic.CONTROLLED: TopicFace(Area.STOCK, _("Controlled medicines")),
    Topic.RECALLS: TopicFace(Area.STOCK, _("Recalls")),
    Topic.DISPOSAL: TopicFace(Area.STOCK, _("Disposal")),
    Topic.OFFERS: TopicFace(Area.PURCHASING, _("Offers")),
    Topic.RECEIPTS: TopicFace(Area.PURCHASING, _("Goods receipts")),
    Topic.ORDERS: TopicFace(Area.PURCHASING, _("Ordering")),
    Topic.SUPPLIERS: TopicFace(Area.PURCHASING, _("Suppliers")),
    Topic.STOCK_COUNT: TopicFace(Area.STOCK_COUNT, _("Stock count")),
    Topic.FINANCE: TopicFace(Area.REPORTS, _("Finance")),
    Topic.STOCK_REPORTS: TopicFace(Area.REPORTS, _("Stock and sales")),
    Topic.AUDIT: TopicFace(Area.REPORTS, _("Audit")),
    Topic.CHECKS: TopicFace(Area.REPORTS, _("Data checks")),
    Topic.PHARMACY: TopicFace(Area.SETTINGS, _("Pharmacy")),
    Topic.STAFF: TopicFace(Area.SETTINGS, _("Staff")),
    Topic.ACCESS: TopicFace(Area.SETTINGS, _("Access")),
    Topic.DATA: TopicFace(Area.SETTINGS, _("Data")),
}
