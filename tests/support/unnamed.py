"""What a command may change without naming it on the trail, and why."""

from __future__ import annotations

SAID_BY_THE_COMMAND = frozenset(
    {
        # that it went on, ended or was looked at, when, and by whom: the record's own words
        "acknowledged_at", "acknowledged_by", "approved_at", "approved_by", "asked_at",
        "asked_by", "blocked_at", "changed_at", "checked_at", "checked_by", "cleared_at",
        "closed_at", "closed_by", "confirmed_at", "confirmed_by", "dispatched_at",
        "dispatched_by", "ended_at", "ended_by", "ended_why", "ended_reason", "erased_at",
        "is_active", "learnt_at", "paired_at", "posted_at", "posted_by", "read_at",
        "received_at", "received_by", "recorded_at", "restricted_at", "retired_at", "revoked_at",
        "sent_at", "set_at", "settled_at", "settled_by", "state", "state_reason", "submitted_at",
        "submitted_by", "taken_at",
        "taken_by", "undone_at", "undone_by", "used_at", "withdrawn_at", "number",
        # counted by the program, and keys that hold a row to be the only open one
        "version", "open_key", "live_key", "file_key", "failed", "wrong_tries",
        # secrets, and what is made of them: nothing of them stands on a trail
        "password", "must_change_password", "pin_hash", "secret_hash", "session_key",
        "email_token", "sign_in_token", "hash_generation", "successor", "is_trusted",
    }
)  # fmt: skip
"""Columns of which the command's own name says what they became."""

TOLD_ELSEWHERE = {
    "catalog_search_entry": "found again from the products",
    "catalog_search_popularity": "counted again from the sales",
    "catalog_search_state": "found again from the products",
    "core_follower": "how far somebody has read",
    "django_session": "a session ends with its sign-in",
    "forecasting_demand_day": "added up from the movements",
    "forecasting_demand_state": "how far the demand is added up",
    "forecasting_stock_out": "added up from the movements",
    "files_stored_file": "a file's last day follows from its record's",
    "jobs_job": "a job's progress stands with the job",
    "organisation_document_number": "the document has its number",
    "organisation_series_counter": "the document has its number",
    "stock_reservation": "what it holds is named with each step of it",
    "stock_reserved_batch": "what it holds is named with each step of it",
}
"""Tables of which something else tells what changed."""

_FORGOTTEN = "what was there is to be forgotten, and stands nowhere"
_IMPORT = "a step of an import: its rows and mapping stand with it until it is brought in"
_ENGINE = "how far a file is at the document engine; nobody chose it"
_SEALED_AGAIN = "the same under another key"
_LINK = "an earlier link ends with the new one"

UNNAMED = {
    "proposals.keep_plan": "a plan is worked out anew: its limit, cost and lines are told",
    "accounts.erase_person": _FORGOTTEN,
    "accounts.forget_person": _FORGOTTEN,
    "shares.forget_reader": _FORGOTTEN,
    "accounts.forget_links": _FORGOTTEN,
    "accounts.forget_signing_keys": _FORGOTTEN,
    "accounts.withdraw_signing_keys": "keys that open nothing any more; the count is told",
    "accounts.invite_person": _LINK,
    "accounts.make_email_link": _LINK,
    "accounts.make_reset_link": _LINK,
    "customers.make_own_email_link": _LINK,
    "accounts.relock_factors": _SEALED_AGAIN,
    "organisation.relock_sealing_key": _SEALED_AGAIN,
    "accounts.reset_factors": "every second step goes; the command says so",
    "accounts.remove_pin": "a secret goes; the command says so",
    "accounts.rotate_refresh_token": "where a program was last, counted by the program",
    "accounts.try_passkey": "the passkey's own count",
    "accounts.unlock_account": "the tries that were counted go; the command says so",
    "catalog.change_mapping": _IMPORT,
    "catalog.check_import": _IMPORT,
    "catalog.commit_chunk": _IMPORT,
    "catalog.commit_import": _IMPORT,
    "catalog.commit_whole": _IMPORT,
    "catalog.discard_import": _IMPORT,
    "catalog.finish_check": _IMPORT,
    "catalog.finish_commit": _IMPORT,
    "catalog.refuse_check": _IMPORT,
    "catalog.refuse_commit": _IMPORT,
    "catalog.set_rows_aside": _IMPORT,
    "catalog.take_sketch": _IMPORT,
    "customers.confirm_registration": "what waited became the account",
    "customers.erase_own": _FORGOTTEN,
    "customers.forget_customer": _FORGOTTEN,
    "customers.forget_registrations": _FORGOTTEN,
    "accounts.end_customer_account": _FORGOTTEN,
    "organisation.note_clock": "the record has the skew in seconds",
    "organisation.clear_by_itself": _FORGOTTEN,
    "organisation.clear_piece": _FORGOTTEN,
    "patients.erase_on_date": _FORGOTTEN,
    "patients.erase_patient": _FORGOTTEN,
    "patients.forget_patients": _FORGOTTEN,
    "patients.request_erasure": "the record says the date, or that it is gone",
    "patients.restrict_patient": "the record says that it is hidden; why is personal",
    "patients.free_patient": "the record says that it is free; why was personal",
    "patients.merge_patients": "each of the two records names the other",
    "patients.undo_merge": "each of the two records names the other",
    "patients.renew_tokens": _SEALED_AGAIN,
    "purchasing.add_line": "the record names the line and what it counts now",
    "purchasing.check_receipt": "prices are proposed from terms that stand beside them",
    "purchasing.discard_receipt": "the whole draft goes; the command says so",
    "offers.note_sent": _ENGINE,
    "offers.note_look": _ENGINE,
    "offers.note_trouble": _ENGINE,
    "offers.note_callback": _ENGINE,
    "offers.fail_job": _ENGINE,
    "offers.retry_job": _ENGINE,
    "purchasing.read_invoice_again": _ENGINE,
    "offers.take_read_offer": "what was read became the offer's first lines; the file tells it",
    "offers.forget_alias": "the record has the code, its product and its pack",
    "purchasing.enter_credit": "what was entered stands on the record",
    "purchasing.post_past_receipt": "as of a check and a posting, which its records are of",
    "purchasing.post_receipt": "cost follows from the receipt; the record has its sum",
    "purchasing.receive_at_once": "cost follows from the receipt; the record has its sum",
    "purchasing.remove_line": "the record has the line's product and quantity",
    "purchasing.settle_return": "what was settled stands on the record",
    "sales.dismiss_held_push": "the note is the record's reason; it was decided by nobody before",
    "sales._book_held": "the held sale became a sale",
    "sales.settle_case": "how it was settled stands on the record",
    "seal.begin_new_log": "the record names both logs",
    "seal.follow_restored": "the record names both logs",
    "replenishment.acknowledge_alert": "the note is the record's reason, nobody's before",
    "replenishment.apply_review": "the alert's band is told where it is a person's concern",
    "cold_chain.assess_excursion": "each batch's decision stands on the record",
    "recalls.dismiss_finding": "why is the record's reason, and the finding had none before",
    "recalls.recall_finding": "the recall that it became is on the record",
    "recalls.note_list_problem": "the problem is the record's reason",
    "cold_chain.record_readings": "an excursion grows with its readings, which are kept",
    "stock.renew_quotas": "what is given and given back stands on the record",
    "recalls.take_list": "a list's count of lines, read from the list itself",
}
"""Commands that edit without naming it, each with the reason."""
