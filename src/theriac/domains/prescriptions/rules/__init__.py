"""Pure decisions about prescriptions."""
