"""Where returned goods go in a country without rules of its own.

No law was read: that what was sold on a prescription isn't sold again is common practice.
"""

from theriac.countries.customer_returns.rules import by_practice

CUSTOMER_RETURNS = by_practice(to_shelf=("otc",), never=("rx", "cd"))
