"""Ledgers in five digits, in the order of Schedule III of the Companies Act, 2013."""

from __future__ import annotations

from collections.abc import Mapping

NUMBERS: Mapping[str, str] = {
    "cash": "10100",
    "safe": "10150",
    "bank": "10200",
    "card": "10300",
    "qr": "10400",
    "customers": "11000",
    "suspense": "11900",
    "stock": "12000",
    "stock_on_the_way": "12100",
    "supplier_credits": "13000",
    "input_tax": "14000",
    "branches": "19000",
    "suppliers": "20100",
    "not_invoiced": "20200",
    "consignors": "20300",
    "output_tax": "21000",
    "customer_credit": "22000",
    "gift_cards": "22100",
    "capital": "30100",
    "drawings": "30200",
    "opening": "39000",
    "sales": "40100",
    "rounding": "40200",
    "other_income": "40900",
    "cost_of_goods": "50100",
    "stock_differences": "51100",
    "write_offs": "51200",
    "purchase_differences": "51300",
    "till_differences": "52100",
    "points_spent": "53100",
    "rent": "60100",
    "salaries": "60200",
    "utilities": "60300",
    "bank_fees": "60400",
    "other_expenses": "60900",
}
