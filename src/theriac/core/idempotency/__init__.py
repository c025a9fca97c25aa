"""Idempotency: the first success of a key is kept with its effect; refusals are evaluated again."""
