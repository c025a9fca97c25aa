"""The command line: ``./theriac help`` lists the sub-commands, one module each."""
