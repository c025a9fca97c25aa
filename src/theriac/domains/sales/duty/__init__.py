"""Whether prescription-only lines leave while a responsible pharmacist is on duty."""
