"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_COUNTS = permission(
    "stock.view_counts",
    _("view stock counts and their progress"),
    _("Opens stock counts and their sheets, without the expected quantities."),
    roles="owner manager pharmacist technician restocker auditor stocktaker",
    methods="inventory",
)
COUNT_STOCK = permission(
    "stock.count",
    _("count stock without seeing quantities"),
    _("Sees the sheets without quantities, and enters the counted quantities."),
    roles="owner manager pharmacist technician restocker stocktaker",
    methods="inventory",
)


VIEW_VARIANCES = permission(
    "stock.view_variances",
    _("view the variances of stock counts"),
    _("Counted and expected quantities, and who counted."),
    roles="owner manager pharmacist auditor",
)


REVIEW_COUNT = permission(
    "stock.count_review",
    _("start stock counts and request recounts"),
    _("Starts and cancels stock counts, and requests recounts."),
    roles="owner manager pharmacist",
)


POST_COUNT = permission(
    "stock.count_post",
    _("approve and post stock counts"),
    _("Posts the variances of a stock count. Above the value limit, another person approves."),
    roles="owner manager",
)
