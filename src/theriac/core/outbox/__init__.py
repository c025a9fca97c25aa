"""The outbox: events written with the command, delivered after it, at least once, in order.

Events follow CloudEvents 1.0. Each gets a position after its commit, from one worker;
reactions are idempotent by (event, reaction), retried, then parked where a person sees them.
An event may carry facts of another type (``carried``), told to whoever follows that.
"""
