"""What the running system tells of itself: logs without personal data, metrics, request ids."""
