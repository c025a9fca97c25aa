"""Staff, their roles and machine clients.

Invariants: a role holds permissions, a person holds roles per branch; every command and query
names the permission it needs; API keys are kept only as keyed hashes and can be revoked.
"""
