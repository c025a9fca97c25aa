"""The mark of purchase orders in their numbers, such as MLT-PO-26-000012."""

ORDER = "PO"
