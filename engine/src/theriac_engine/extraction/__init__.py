"""Reads an offer or a delivery invoice into lines and fields, whatever it was written in.

Pure over words and cells: it opens no socket, writes no file and knows nothing of jobs or clients.
It runs in a child process that is bounded in memory and time (`theriac_engine.child`).
"""
