"""What it costs to know who asks, and whether they may."""
