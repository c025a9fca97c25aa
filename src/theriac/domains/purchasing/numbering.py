"""The marks of purchasing's documents in their numbers, such as MLT-GR-26-000012."""

RECEIPT = "GR"
RECEIPT_REVERSAL = "GRX"
PAYMENT, PAYMENT_WITHDRAWN = "PV", "PVX"
SUPPLIER_RETURN = "RS"
SUPPLIER_RETURN_BACK = "RSX"
