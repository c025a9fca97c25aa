"""Where returned goods go in Indonesia.

No text about what customers bring back was found; the rows are the project's caution.
"""

from theriac.countries.customer_returns.rules import by_practice

CUSTOMER_RETURNS = by_practice(
    to_shelf=("bebas", "bebas_terbatas", "bukan_obat"), never=("keras", "psikotropika", "narkotika")
)
