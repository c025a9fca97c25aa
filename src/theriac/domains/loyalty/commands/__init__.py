"""The commands of the loyalty programme, one file an aggregate."""
