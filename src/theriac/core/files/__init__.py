"""Files that people hand in: pictures and documents, kept under one root beside the database.

What holds: a file is taken by what it contains, never by its name; its size, its pixels and what
it would unpack to are bounded before it is read; a picture is written anew, so that nothing but
its pixels is kept; a row names each file and its SHA-256. A file without a row is swept away
after a week.
"""
