"""Argon2id at its least cost, so that signing in doesn't fill the tests' time."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The product's hasher (argon2id) with the smallest memory and time."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
