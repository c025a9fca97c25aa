"""The mark of purchase orders in their numbers, such as MLT-PO-26-000012."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.domains.organisation.numbering import declare_numbers
from theriac.domains.purchase_orders.models import PurchaseOrder

ORDER = "PO"


def _kept(branch_id: UUID) -> Iterable[str]:
    rows = PurchaseOrder.objects.filter(branch_id=branch_id).order_by()
    return rows.values_list("number", flat=True)


declare_numbers(ORDER, _("Purchase orders"), _kept)
