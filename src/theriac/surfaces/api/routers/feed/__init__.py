"""The feed for programs that keep a copy of products and stock."""
