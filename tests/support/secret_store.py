"""A secret store as an integrator would write one: a function that is asked by name."""

KEPT = {"THERIAC_SECRET_KEY": "from-the-store-" + "k" * 40}


def ask(name: str) -> str | None:
    """The secret under this name."""
    return KEPT.get(name)
