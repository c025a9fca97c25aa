"""``python -m theriac``: the command line."""

import gc
import sys

# Before anything else is imported: what the imports make stays, and by Python's own bound of 700
# new objects it is gone through again and again, which is a quarter of the time that a start takes.
gc.set_threshold(50_000, 20, 50)

from theriac.surfaces.operations.cli.main import close_to_others, main  # noqa: E402 (after the bound)

if __name__ == "__main__":
    close_to_others(sys.argv[1:])
    sys.exit(main(sys.argv[1:]))
