"""Models of sales, gathered for Django."""

from theriac.domains.sales.models.case import DiscrepancyCase, HeldPush, VoidedNumber
from theriac.domains.sales.models.closed_series import SeriesClosing
from theriac.domains.sales.models.patient import SalePatient
from theriac.domains.sales.models.receipt_copy import ReceiptCopy
from theriac.domains.sales.models.sale import Payment, Sale, SaleGround, SaleLine

__all__ = [
    "DiscrepancyCase",
    "HeldPush",
    "Payment",
    "ReceiptCopy",
    "Sale",
    "SaleGround",
    "SaleLine",
    "SalePatient",
    "SeriesClosing",
    "VoidedNumber",
]
