"""The seal of the books: append-only rows in a Merkle tree (RFC 6962) with signed, published heads.

Rows get their positions after the commit, from one worker at a time. A position, its leaf and a
head are never changed. Whoever holds a head sees any later change, removal, insertion or
reordering of what it covers, and needs no server for it.
"""
