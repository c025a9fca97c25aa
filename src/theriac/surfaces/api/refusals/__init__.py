"""How the API refuses: its own refusals, plain sentences for fields, RFC 9457 for all."""
