"""Drawing for paper: codes as modules, and pages as PDF."""
