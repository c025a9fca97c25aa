"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_CATALOG = permission(
    "catalog.view",
    _("see products and prices"),
    _("Opens the catalogue: products, packs, codes, prices."),
    roles="owner manager pharmacist technician cashier restocker auditor stocktaker",
    methods="inventory customers",
)
MANAGE_CATALOG = permission(
    "catalog.manage",
    _("add and change products"),
    _("Also packs, barcodes, pictures and the highest retail prices."),
    shared=True,
    roles="owner manager pharmacist",
    methods="inventory",
)
SET_PRICES = permission(
    "catalog.price",
    _("set prices"),
    _("Of every branch, or of those where the right is held."),
    roles="owner manager pharmacist",
    methods="inventory",
)
VIEW_IMPORTS = permission(
    "catalog.view_imports",
    _("see imports and what they changed"),
    _("Who imported what and when, and how many rows were added, changed and left out."),
    roles="owner manager auditor",
    methods="inventory",
)
IMPORT_CATALOG = permission(
    "catalog.import",
    _("import products and opening stock"),
    _("Loads spreadsheets; an import can change many products and their stock at once."),
    roles="owner manager",
    methods="inventory",
)
CHOOSE_FAVOURITES = permission(
    "catalog.favourites",
    _("choose the counter’s favourites"),
    _("The tiles of products that are sold often without a barcode, for each branch."),
    roles="owner manager pharmacist",
    methods="inventory",
)
LABEL_GOODS = permission(
    "catalog.label",
    _("print labels of goods"),
    _("Gives a product that has no GTIN a code of the pharmacy's own."),
    roles="owner manager pharmacist restocker",
    methods="inventory",
)
MERGE_PRODUCTS = permission(
    "catalog.merge",
    _("merge products that are there twice"),
    _("Carries stock and codes of one to the other at every branch; it can be undone."),
    shared=True,
    roles="owner manager",
)
