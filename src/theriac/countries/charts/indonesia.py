"""Numbers as Indonesian accountants write them: 1 aset, 2 liabilitas, 3 ekuitas, and so on."""

from __future__ import annotations

from collections.abc import Mapping

NUMBERS: Mapping[str, str] = {
    "cash": "1-0100",
    "safe": "1-0150",
    "bank": "1-0200",
    "card": "1-0300",
    "qr": "1-0400",
    "customers": "1-1000",
    "suspense": "1-1900",
    "stock": "1-2000",
    "stock_on_the_way": "1-2100",
    "supplier_credits": "1-3000",
    "input_tax": "1-4000",
    "branches": "1-9000",
    "suppliers": "2-0100",
    "not_invoiced": "2-0200",
    "consignors": "2-0300",
    "output_tax": "2-1000",
    "customer_credit": "2-2000",
    "gift_cards": "2-2100",
    "capital": "3-0100",
    "drawings": "3-0200",
    "opening": "3-9000",
    "sales": "4-0100",
    "rounding": "4-0200",
    "other_income": "4-0900",
    "cost_of_goods": "5-0100",
    "stock_differences": "5-1100",
    "write_offs": "5-1200",
    "purchase_differences": "5-1300",
    "till_differences": "5-2100",
    "points_spent": "5-3100",
    "rent": "6-0100",
    "salaries": "6-0200",
    "utilities": "6-0300",
    "bank_fees": "6-0400",
    "other_expenses": "6-0900",
}
