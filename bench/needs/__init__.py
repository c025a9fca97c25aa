"""What it takes to say what a branch needs to order of every product."""
