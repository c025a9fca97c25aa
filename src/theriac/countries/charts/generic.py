"""Numbers where no country says otherwise: four digits, the first one the kind."""

from __future__ import annotations

from collections.abc import Mapping

NUMBERS: Mapping[str, str] = {
    "cash": "1010",
    "safe": "1015",
    "bank": "1020",
    "card": "1030",
    "qr": "1040",
    "customers": "1100",
    "suspense": "1190",
    "stock": "1200",
    "stock_on_the_way": "1210",
    "supplier_credits": "1300",
    "input_tax": "1400",
    "branches": "1900",
    "suppliers": "2010",
    "not_invoiced": "2020",
    "consignors": "2030",
    "output_tax": "2100",
    "customer_credit": "2200",
    "gift_cards": "2210",
    "capital": "3010",
    "drawings": "3020",
    "opening": "3900",
    "sales": "4010",
    "rounding": "4020",
    "other_income": "4090",
    "cost_of_goods": "5010",
    "stock_differences": "5110",
    "write_offs": "5120",
    "purchase_differences": "5130",
    "till_differences": "5210",
    "points_spent": "5310",
    "rent": "6010",
    "salaries": "6020",
    "utilities": "6030",
    "bank_fees": "6040",
    "other_expenses": "6090",
}
