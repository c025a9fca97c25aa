"""Bins of the branch's shelves: listed, kept, labelled, and goods put into them."""
