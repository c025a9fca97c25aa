"""Where returned goods go in India.

No text about what customers bring back was found; the rows are the project's caution.
"""

from theriac.countries.customer_returns.rules import by_practice

CUSTOMER_RETURNS = by_practice(to_shelf=("otc",), never=("H", "H1", "X", "NDPS"))
