"""How Theriac is put together: typed environment, settings, addresses, security headers."""
