"""What the weights of VED classes do to the sales that are lost when money is short."""
