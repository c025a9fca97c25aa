"""Heads and leaves of the seal in an S3 bucket with object lock: what is there nobody changes."""
