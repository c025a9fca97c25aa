"""What devices sent that disagrees or can't be taken: one queue over the kinds of all domains.

Each domain names its kinds (``kinds.register_kind``) and keeps how one is settled to itself. What
waits is told only to who may see that kind at that branch.
"""
