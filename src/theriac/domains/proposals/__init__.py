"""What to buy under a limit of money, why, and who approved it. Tier 6.

A proposal chooses among offers what avoids the most lost margin for the money that there is. It
moves neither stock nor capital: only its approval, by somebody else than its author, places the
orders that commit capital, all of them or none. No plan costs more than its limit, and none breaks
a pack, a minimum, a shelf life or a supplier's terms: whatever the solver says is checked again in
whole numbers. The same inputs give the same plan.
"""
