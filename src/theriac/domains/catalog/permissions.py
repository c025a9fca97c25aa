"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_CATALOG = permission(
    "catalog.view",
    _("view products and prices"),
    _("Views the catalogue: products, packs, codes and prices."),
    roles="owner manager pharmacist technician cashier restocker auditor stocktaker",
    methods="inventory customers",
)
MANAGE_CATALOG = permission(
    "catalog.manage",
    _("add and edit products"),
    _("Includes packs, barcodes, pictures and legal maximum prices."),
    shared=True,
    roles="owner manager pharmacist",
    methods="inventory",
)
SET_PRICES = permission(
    "catalog.price",
    _("set prices"),
    _("At all branches, or at those where the permission is granted."),
    roles="owner manager pharmacist",
    methods="inventory",
)
VIEW_IMPORTS = permission(
    "catalog.view_imports",
    _("view imports and their changes"),
    _("Imports with their user and time, and the number of rows added, changed and skipped."),
    roles="owner manager auditor",
    methods="inventory",
)
IMPORT_CATALOG = permission(
    "catalog.import",
    _("import products and opening stock"),
    _("Uploads spreadsheets. An import can change many products and their stock at once."),
    roles="owner manager",
    methods="inventory",
)
CHOOSE_FAVOURITES = permission(
    "catalog.favourites",
    _("edit the counter’s favourites"),
    _("The tiles of products that sell often without a barcode, for each branch."),
    roles="owner manager pharmacist",
    methods="inventory",
)
LABEL_GOODS = permission(
    "catalog.label",
    _("print labels of goods"),
    _("Creates a pharmacy code for products without a GTIN."),
    roles="owner manager pharmacist restocker",
    methods="inventory",
)
MERGE_PRODUCTS = permission(
    "catalog.merge",
    _("merge duplicate products"),
    _("Moves the stock and codes of one product to another at every branch. This can be undone."),
    shared=True,
    roles="owner manager",
)
