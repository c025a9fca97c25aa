"""The second step at sign-in: an authenticator app, a passkey, recovery codes (django-allauth's).

Its secrets are kept locked under THERIAC_SEALING_SECRET. Who holds a role that
THERIAC_SECOND_STEP_ROLES names and has neither app nor passkey opens nothing but the page where one
is set up. What is set up, changed and reset leaves a record.
"""
