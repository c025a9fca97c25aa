"""The counter's views, one file each."""
