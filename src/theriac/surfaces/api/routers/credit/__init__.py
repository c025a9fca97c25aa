"""Credit accounts in the API."""
