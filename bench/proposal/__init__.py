"""What it takes to choose what to buy under a limit, and how it compares with a plain rule."""
