"""Capital as an owner thinks of it: what is available, committed and spent, and the floor.

Money is what the books say cash and bank hold. Committed is what approved orders will cost and what
is owed for goods that came. Available is money less committed; no commitment takes it under the
floor that the owner set. Each commitment is released or spent exactly once in all its parts.
"""
