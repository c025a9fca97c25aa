"""What is known of single packs."""
