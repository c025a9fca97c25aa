"""What patients are told of their medicines: topics, to whom, by whom; or the refusal. Tier 2.

The topics are those of a pharmacist's counselling (konseling) in Indonesia's Permenkes 73/2016 and
of India's Pharmacy Practice Regulations 2015, in short words of our own.

Invariants: a counselling has topics or the reason why it was refused, never both; of a round of a
prescription one stands; none is changed or deleted: what was wrong is withdrawn, with the reason.
"""
