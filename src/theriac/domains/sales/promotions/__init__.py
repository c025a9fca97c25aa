"""What promotions give on a sale's lines: found, said, and compared with a counter's."""
