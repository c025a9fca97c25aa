"""What statements cost over a million postings."""
