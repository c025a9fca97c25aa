"""The review of a prescription: its alerts, the answers to those that stop, the approval."""
