"""``python -m theriac``: the command line."""

import sys

from theriac.surfaces.operations.cli.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
