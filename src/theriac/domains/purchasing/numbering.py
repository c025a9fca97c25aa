"""The marks of purchasing's documents in their numbers, such as MLT-GR-26-000012."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.domains.organisation.numbering import declare_numbers
from theriac.domains.purchasing.models import (
    ReceiptPosting,
    SupplierPayment,
    SupplierReturnPosting,
)

RECEIPT = "GR"
RECEIPT_REVERSAL = "GRX"
PAYMENT, PAYMENT_WITHDRAWN = "PV", "PVX"
SUPPLIER_RETURN = "RS"
SUPPLIER_RETURN_BACK = "RSX"


def _kept(rows: Any) -> Callable[[UUID], Iterable[str]]:
    """The numbers of these documents, by branch."""
    return lambda branch_id: (
        rows.filter(branch_id=branch_id).order_by().values_list("number", flat=True)
    )


_RECEIPTS = ReceiptPosting.objects.all()
_PAYMENTS = SupplierPayment.objects.all()
_RETURNS = SupplierReturnPosting.objects.all()
declare_numbers(RECEIPT, _("Goods receipts"), _kept(_RECEIPTS))
declare_numbers(RECEIPT_REVERSAL, _("Reversals of goods receipts"), _kept(_RECEIPTS))
declare_numbers(PAYMENT, _("Payments to suppliers"), _kept(_PAYMENTS))
declare_numbers(PAYMENT_WITHDRAWN, _("Withdrawals of payments"), _kept(_PAYMENTS))
declare_numbers(SUPPLIER_RETURN, _("Returns to suppliers"), _kept(_RETURNS))
declare_numbers(SUPPLIER_RETURN_BACK, _("Withdrawals of returns"), _kept(_RETURNS))
