"""Packs that can be told apart one by one."""
