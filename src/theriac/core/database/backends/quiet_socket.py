"""Whether an idle connection's socket is silent: a server that hung up makes it readable."""

from __future__ import annotations

import select


def is_quiet(descriptor: int) -> bool:
    """True when nothing waits to be read, hence no farewell of the server either."""
    try:
        readable, _, _ = select.select([descriptor], [], [], 0)
    except (OSError, ValueError):
        return False
    return not readable
