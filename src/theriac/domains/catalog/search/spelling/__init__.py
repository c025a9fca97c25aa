"""What sounds or is spelled nearly as what was typed."""
