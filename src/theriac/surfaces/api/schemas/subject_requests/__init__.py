"""What programs are told of the register of requests."""
