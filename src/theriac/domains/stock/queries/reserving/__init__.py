"""Reading what is reserved, for whom and until when."""
