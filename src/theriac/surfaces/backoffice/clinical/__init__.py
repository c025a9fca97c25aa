"""Sets behind the safety checks: listed, taken in, put in force, withdrawn."""
