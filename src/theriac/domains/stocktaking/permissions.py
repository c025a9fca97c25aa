"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

COUNT_STOCK = permission(
    "stock.count",
    _("count stock blind"),
    _("Sees the sheets of a count without any quantity, and enters what is there."),
    roles="owner manager pharmacist technician restocker stocktaker",
    methods="inventory",
)


REVIEW_COUNT = permission(
    "stock.count_review",
    _("begin counts and look at their differences"),
    _("Begins and cancels counts, sees differences, and asks for lines to be counted again."),
    roles="owner manager pharmacist",
)


POST_COUNT = permission(
    "stock.count_post",
    _("approve and post a count"),
    _("Books the differences of a count; above the limit of value somebody else confirms."),
    roles="owner manager",
)
