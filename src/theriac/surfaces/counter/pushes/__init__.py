"""What counters made by themselves, as it comes: by parcels, by offers, by another counter."""
