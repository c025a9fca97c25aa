"""How long a change of many prices takes until a till sells by it."""
