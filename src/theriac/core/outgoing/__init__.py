"""Every HTTP call that Theriac makes to outside: to public addresses, over HTTPS, within bounds.

What a person or a setting names as an address can't be made to reach the pharmacy's own network:
a name is resolved once, each of its addresses must be public, and the connection goes to the very
address that was looked at. ``THERIAC_OUTGOING_ALLOW`` names the operator's own services.
"""
