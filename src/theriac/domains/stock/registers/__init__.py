"""Goods that the law wants in a register, as the ledger of stock knows them."""
