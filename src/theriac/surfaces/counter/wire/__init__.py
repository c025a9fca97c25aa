"""The documents of the counter's protocol, typed."""
