"""Every uploaded and produced file, kept under one root beside the database or in an S3 store.

What holds: a file is kept for a declared purpose, whose rule decides kind, size, readers and time;
it is taken by what it contains, never by its name; its size, its pixels and what it would unpack to
are bounded before it is read; a picture is written anew, so that nothing but its pixels is kept; a
file about a person is encrypted under their key and each reading is recorded; a row names each file
and its SHA-256; a file ends by its policy alone, and its end is on record. A file without a row is
swept away after a week.
"""
