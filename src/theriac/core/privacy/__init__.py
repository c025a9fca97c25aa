"""Secrecy of what is known about people: encrypted fields, their keys, and hashes to find them by.

What holds:

* An encrypted field is ciphertext in every statement and opens only in the row where it was
  written: AES-256-GCM, the field's label and the row's id beside it. Paths that never see the row
  (``update``, ``bulk_update``, ``values``, lookups) raise.
* Each person has a data key of their own, in a key store apart from the database, wrapped under
  the master keys of THERIAC_MASTER_KEY. Destroying it makes what is known unreadable, in the
  database and in every backup of it, as soon as the key store's own backups have aged out.
* What can't be opened raises a Problem, whatever the reason; ciphertext is never handed out.
"""
