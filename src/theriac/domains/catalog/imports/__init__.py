"""Bringing tables in and taking them out: products here, opening stock through a port.

What always holds: nothing is written before a person says so; a row is known by a declared
identity, so that the same file brought in twice changes nothing; every row that isn't taken is
named with its column, content, reason and remedy; "good rows" goes in short transactions, "all or
nothing" in one.
"""
