"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_COUNTS = permission(
    "stock.view_counts",
    _("see counts and how far they are"),
    _("Opens counts and their sheets, without what the books expect."),
    roles="owner manager pharmacist technician restocker auditor stocktaker",
    methods="inventory",
)
COUNT_STOCK = permission(
    "stock.count",
    _("count stock blind"),
    _("Sees the sheets of a count without any quantity, and enters what is there."),
    roles="owner manager pharmacist technician restocker stocktaker",
    methods="inventory",
)


VIEW_VARIANCES = permission(
    "stock.view_variances",
    _("see the differences of counts"),
    _("What was counted beside what the books expected, and who counted it."),
    roles="owner manager pharmacist auditor",
)


REVIEW_COUNT = permission(
    "stock.count_review",
    _("begin counts and have lines counted again"),
    _("Begins and cancels counts, and asks for lines to be counted again."),
    roles="owner manager pharmacist",
)


POST_COUNT = permission(
    "stock.count_post",
    _("approve and post a count"),
    _("Books the differences of a count; above the limit of value somebody else confirms."),
    roles="owner manager",
)
