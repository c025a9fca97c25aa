"""What is read of recalls: batches sought, units accounted for, who received them."""
