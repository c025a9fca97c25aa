"""Electronic prescriptions: the list, taking one in, prescribing systems and their keys."""
