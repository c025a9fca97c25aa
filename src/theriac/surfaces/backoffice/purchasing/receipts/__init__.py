"""Goods receipts: the list, the scanning page, invoice, prices, bonuses, the rules of receiving."""
