"""Models of purchasing, gathered for Django."""

from theriac.domains.purchasing.models.consignment import ConsignmentLine, ConsignmentSettlement
from theriac.domains.purchasing.models.invoice import InvoiceLine
from theriac.domains.purchasing.models.payment import (
    BillCancellation,
    SupplierBill,
    SupplierPayment,
    SupplierPaymentLine,
)
from theriac.domains.purchasing.models.posting import ReceiptPosting
from theriac.domains.purchasing.models.receipt import GoodsReceipt, GoodsReceiptLine
from theriac.domains.purchasing.models.supplier_return import (
    SupplierCredit,
    SupplierReturn,
    SupplierReturnLine,
    SupplierReturnPosting,
)
from theriac.domains.purchasing.models.terms import (
    ReceivingTerms,
    SellingMargin,
)

__all__ = [
    "BillCancellation",
    "ConsignmentLine",
    "ConsignmentSettlement",
    "GoodsReceipt",
    "GoodsReceiptLine",
    "InvoiceLine",
    "ReceiptPosting",
    "ReceivingTerms",
    "SellingMargin",
    "SupplierBill",
    "SupplierCredit",
    "SupplierPayment",
    "SupplierPaymentLine",
    "SupplierReturn",
    "SupplierReturnLine",
    "SupplierReturnPosting",
]
