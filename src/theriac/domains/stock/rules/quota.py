"""How much of a product a counter may sell without its network: pure decisions.

Of what is sellable and promised to nobody every counter gets an equal share, and one share more
stays free for whoever is online, so that quotas never keep a customer waiting while there is some.
What is too little to share stays free: without network it needs somebody's approval.
"""

from __future__ import annotations


def share_of(distributable: int, counters: int) -> int:
    """The quota of one of so many counters, in base units; never more than there is."""
    if distributable <= 0 or counters < 1:
        return 0
    return distributable // (counters + 1)


def is_worth_a_change(held: int, share: int) -> bool:
    """Whether a quota is so far from its share that it is written anew.

    A quarter off, so that a sale here and there writes nothing; the last units at once.
    """
    if held == share:
        return False
    return share == 0 or abs(share - held) * 4 >= share
