"""Encryption: texts sealed to a public key, and what is locked under the installation's secret.

What can't be opened raises ``CantOpen``, whatever the reason; nothing falls back to the text as it
stands.
"""
