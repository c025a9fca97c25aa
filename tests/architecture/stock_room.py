"""The stock room: the domains that read stock's ledger beside stock itself (ADR 30)."""

DOMAINS = frozenset(
    {
        "cold_chain",
        "compounding",
        "disposal",
        "recalls",
        "replenishment",
        "serials",
        "stocktaking",
        "transfers",
    }
)
LEDGER = frozenset({"Balance", "Batch", "BatchTwin", "Movement", "Place"})
"""The models that they may read, and hang foreign keys on."""
WORDS = frozenset({"OUTSIDE_ID", "is_withheld"})
"""What else stands beside those models."""


def may_read(domain: str, module: str) -> bool:
    """Whether a domain may import this name, ``theriac.domains.stock.models…Batch``, of stock."""
    owner, _, name = module.rpartition(".")
    is_ledger = owner.startswith("theriac.domains.stock.models") and name in LEDGER | WORDS
    return domain in DOMAINS and is_ledger
