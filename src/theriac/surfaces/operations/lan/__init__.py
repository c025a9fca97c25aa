"""The page of trust: how another device comes to trust this pharmacy's server."""
