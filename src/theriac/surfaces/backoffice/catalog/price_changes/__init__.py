"""The screen on which many prices change together: rule, preview, confirmation."""
