"""Gift cards: sold for money, spent on sales, refunded to by returns. Tier 4.

Invariants: what a card holds is the sum of its entries, which are only ever appended, and never
below zero; all cards together hold what the books owe for them, branch by branch; a code is known
by its keyed hash alone, and is told once, when the card is issued.
"""
