"""Patients: who they are, how they are reached, what must be known of their health, their consents.

What holds:

* What is known about a person is encrypted under a key of their own (``core.privacy``); the
  database holds ids, instants, states, keyed hashes and consents, and nothing else in the clear.
* Every reading is a command: it leaves who read whom and why in the audit trail, without a word of
  what was read.
* A merge moves and deletes nothing, so it can be undone.
* Whoever was erased is unreadable in every copy, and their keyed hashes are gone.
"""
