"""What reads the sets of knowledge, and what checks by them."""
