"""Backups: one file with every row and every stored file as they were at one instant.

What holds: a backup is read in one snapshot, so it is consistent while people sell; it carries
a hash of each part, and nothing is restored before all of them fit; a restore fills an empty
installation, on any of the databases, whichever one the backup came from, all or nothing.
Sessions aren't kept: people sign in anew. Secrets of the environment aren't in it.
"""
