"""Safety checks of medicines."""
