"""What changes deliveries and the rules of receiving."""
