"""The queries that ask each right, by its code; a query has its domain's name before its own."""

ASKED = {
    "approvals.limits": "approval.past_limits",
    "approvals.view": "approval.list_approvals",
    "audit.view": "audit.history_of audit.list_records patients.readers_of",
    "files.view": "files.list_files",
    "accounts.manage": (
        "accounts.licences_due customers.customer_of_address customers.get_customer "
        "customers.list_customers"
    ),
    "accounts.view_api_keys": "suppliers.supplier_keys",
    "accounts.security": "accounts.count_alarms accounts.list_events",
    "shares.view": "shares.list_shares shares.looks_of shares.with_looks",
    "purchasing.view_bills": (
        "purchasing.bills_named purchasing.list_bills purchasing.list_payments "
        "purchasing.payments_of purchasing.read_bill purchasing.read_payment"
    ),
    "duty.view": (
        "duty.duty_rule duty.find_shift duty.find_turn duty.list_shifts duty.list_turns "
        "duty.next_gaps duty.on_duty_now duty.shifts_of_days duty.turns_of_days"
    ),
    "promotions.view": (
        "promotions.coupon_of promotions.coupons_of promotions.list_promotions "
        "promotions.read_promotion sales.preview_standing sales.promoted_sums"
    ),
    "promotions.set": "sales.preview_new",
    "budgets.view": (
        "budgets.counted_documents budgets.list_budgets budgets.past_periods budgets.read_budget "
        "budgets.standing_budgets"
    ),
    "proposals.view": "proposals.list_proposals",
    "proposals.propose": "proposals.changed_plan proposals.new_plan",
    "capital.view": "capital.capital_days capital.capital_now purchasing.cash_projection",
    "purchase_orders.view": (
        "purchase_orders.answers_to purchase_orders.list_orders purchase_orders.list_orders_of "
        "purchase_orders.list_sent_to purchase_orders.list_waiting_answers "
        "purchase_orders.order_paper "
        "purchase_orders.placed_at_once purchase_orders.read_order purchase_orders.read_order_of "
        "purchase_orders.read_sent_to"
    ),
    "books.view": (
        "books.account_ledger books.closed_on books.list_postings books.opened_at "
        "books.read_voucher books.standing_at books.trial_balance sale_documents.gst_return"
    ),
    "catalog.view": (
        "catalog.ceiling_now catalog.dated_ceilings catalog.dated_prices catalog.equivalents_of "
        "catalog.every_product_found catalog.export_products catalog.find_pack "
        "catalog.generic_details catalog.get_abbreviation catalog.get_favourite catalog.get_price "
        "catalog.get_product catalog.likely_maker catalog.list_abbreviations "
        "catalog.list_categories catalog.list_ceilings "
        "catalog.list_favourites catalog.list_generics catalog.list_manufacturers "
        "catalog.list_merges catalog.list_open_products catalog.list_prices "
        "catalog.list_products catalog.merge_of catalog.open_picture catalog.product_details "
        "catalog.products_named catalog.products_of_generic catalog.search_products "
        "catalog.search_ranks catalog.suggested_generics catalog.usual_price_of"
    ),
    "clinical.check": "clinical.check_basket",
    "clinical.manage": "clinical.answers_by_rule clinical.find_rule clinical.weights_of",
    "clinical.view": (
        "clinical.get_set clinical.list_lines clinical.list_sets clinical.sets_to_add "
        "clinical.steps_of"
    ),
    "catalog.price": (
        "catalog.get_price_change catalog.preview_prices sales.list_markdowns sales.markdown_of"
    ),
    "catalog.view_imports": "catalog.detailed_imports catalog.get_import catalog.list_imports",
    "catalog.manage": (
        "catalog.find_unknown_code catalog.list_unknown_codes catalog.open_unknown_codes "
        "catalog.sightings_of"
    ),
    "catalog.merge": "catalog.list_distinct_products catalog.merge_plan catalog.suggest_duplicates",
    "catalog.import": (
        "catalog.find_mapping catalog.list_kinds catalog.list_problems catalog.problem_report "
        "catalog.saved_mappings"
    ),
    "organisation.view": (
        "organisation.branches_of organisation.document_numbers organisation.terminals_of"
    ),
    "organisation.view_history": "organisation.changes_seen organisation.list_changes",
    "organisation.retention": "organisation.due_rows",
    "organisation.view_retention": "organisation.dry_run organisation.list_runs",
    "organisation.terminals": "organisation.list_sealing_keys",
    "organisation.manage": "organisation.get_change",
    "patients.view": "patients.list_documents patients.may_be_contacted recalls.letters_of",
    "patients.erase": (
        "patients.get_erasure patients.list_holds subject_requests.possible_deeds "
        "subject_requests.waiting_requests"
    ),
    "subject_requests.view": (
        "subject_requests.get_subject_request subject_requests.list_subject_requests"
    ),
    "patients.manage": "patients.list_readings",
    "patients.restricted": "patients.list_restricted",
    "offers.view": (
        "offers.compare_offers offers.find_offer offers.list_lists_of offers.list_offers "
        "offers.list_sent_offers offers.offer_columns offers.read_offer"
    ),
    "purchasing.view": (
        "purchasing.differences_over_order purchasing.find_receipt purchasing.invoice_lines "
        "purchasing.list_bonuses purchasing.list_receipts purchasing.list_settlements "
        "purchasing.open_consignments purchasing.orders_to_choose purchasing.posted_receipt_lines "
        "purchasing.read_receipt purchasing.read_settlement purchasing.reading_of "
        "purchasing.receipt_postings purchasing.supplier_record purchasing.supplier_scores"
    ),
    "purchasing.settle_consignment": "purchasing.open_consignment",
    "controlled.view": (
        "controlled.counts_of_case controlled.find_case controlled.find_limit"
        " controlled.list_cases controlled.list_limits controlled.list_lines"
        " controlled.list_pages controlled.register_extract"
    ),
    "controlled.count": "controlled.find_count controlled.list_counted controlled.list_to_count",
    "waitlist.view": (
        "waitlist.find_wait waitlist.hold_time waitlist.line_for waitlist.list_waits"
        " waitlist.waits_of_patient waitlist.waits_to_tell"
    ),
    "eprescriptions.view": (
        "eprescriptions.eprescriptions_waiting eprescriptions.list_eprescriptions"
    ),
    "eprescriptions.receive": "eprescriptions.find_bundle eprescriptions.find_bundle_sent",
    "eprescriptions.manage_systems": (
        "eprescriptions.find_system eprescriptions.keys_of eprescriptions.list_systems"
    ),
    "adverse_events.view": (
        "adverse_events.get_reporting_period adverse_events.list_reports"
        " adverse_events.reports_of_batch"
    ),
    "adverse_events.open": "adverse_events.reports_of_patient",
    "services.view": (
        "services.appointments_of_patient services.list_appointments services.list_service_records"
        " services.list_services"
    ),
    "services.open": "services.records_of_patient",
    "services.book": "services.sales_to_bill",
    "interventions.view": (
        "interventions.count_interventions interventions.interventions_of_prescription"
        " interventions.list_interventions"
    ),
    "interventions.open": "interventions.interventions_of_patient",
    "counselling.view": (
        "counselling.counselling_of_prescription counselling.counsellors"
        " counselling.count_counselling counselling.list_counselling"
    ),
    "counselling.open": "counselling.counselling_of_patient",
    "refills.view": (
        "refills.basket_now refills.fills_noted refills.find_plan refills.list_plans"
        " refills.plans_due refills.plans_late refills.plans_of_patient refills.refill_rules"
        " refills.reminders_late refills.reminders_to_tell"
    ),
    "refills.programmes": (
        "refills.due_in_programme refills.find_member refills.find_programme"
        " refills.list_members refills.list_programmes refills.programmes_of_patient"
    ),
    "prescriptions.view": (
        "prescriptions.board_of prescriptions.count_reasons prescriptions.list_prescriptions"
        " prescriptions.prescriptions_in prescriptions.ready_prescriptions"
    ),
    "prescriptions.open": "prescriptions.pictures_of prescriptions.prescriptions_of_patient",
    "prescriptions.prepare": "prescriptions.lines_to_compound",
    "prescribers.view": (
        "prescribers.find_prescriber prescribers.list_prescribers prescribers.merged_into"
        " prescribers.name_prescriber prescribers.suggest_prescribers"
    ),
    "prescribers.manage": (
        "prescribers.likely_prescribers prescribers.list_duplicate_prescribers"
        " prescribers.prescribers_due"
    ),
    "suppliers.invite": "suppliers.list_people_of",
    "suppliers.view": (
        "offers.aliases_of_supplier suppliers.find_supplier suppliers.list_suppliers"
    ),
    "purchasing.view_returns": (
        "purchasing.credit_awaited purchasing.list_returns purchasing.posted_return_lines "
        "purchasing.read_return purchasing.return_postings"
    ),
    "purchasing.draft": "purchasing.read_scan",
    "purchasing.terms": "purchasing.read_terms",
    "gift_cards.view": (
        "gift_cards.find_gift_card gift_cards.find_gift_entry gift_cards.gift_card_entries "
        "gift_cards.gift_card_of_code gift_cards.gift_payment gift_cards.list_gift_cards"
    ),
    "loyalty.view": (
        "loyalty.find_loyalty_member loyalty.latest_points loyalty.list_loyalty_entries "
        "loyalty.list_loyalty_members loyalty.loyalty_program loyalty.loyalty_standing "
        "loyalty.points_of_sale loyalty.points_to_expire"
    ),
    "credit.view": (
        "credit.ages_of credit.credit_standing credit.credit_statement "
        "credit.find_credit_account credit.find_credit_entry credit.find_organisations "
        "credit.latest_entries credit.list_credit_accounts credit.overdue_accounts "
        "credit.owed_at credit.standing_of"
    ),
    "customer_returns.accept": (
        "customer_returns.ask_return customer_returns.ask_unreceipted "
        "customer_returns.brought_batches customer_returns.preview_return "
        "customer_returns.returnable"
    ),
    "sales.view": (
        "customer_returns.get_customer_return customer_returns.list_customer_returns "
        "customer_returns.refunded_on customer_returns.returns_of_sale "
        "device_logs.get_finding device_logs.list_findings device_logs.unsettled_findings "
        "queue_tickets.find_ticket queue_tickets.list_tickets queue_tickets.own_call "
        "queue_tickets.queue_seen queue_tickets.waits_by_day quotations.find_quotation "
        "quotations.list_quotations quotations.quotation_numbered "
        "sale_documents.get_credit_issue sale_documents.get_issue sales.branch_figures "
        "sales.brands_by_month sales.day_figures sales.find_receipts "
        "sales.find_sales_by_number sales.get_case sales.get_receipt sales.hour_totals "
        "sales.latest_sales sales.list_cases sales.list_held_pushes sales.list_receipt_copies "
        "sales.list_sales sales.missing_numbers sales.open_cases sales.patient_of_sale "
        "sales.returnable_sale sales.terminal_figures sales.unsettled_cases"
    ),
    "sales.copy_receipt": (
        "sale_documents.get_request sale_documents.list_requests sale_documents.requests_of "
        "sales.branch_to_copy_at"
    ),
    "tills.run": "tills.cash_move_told tills.refunds_to_pay tills.till_session_told",
    "tills.view": (
        "tills.find_held_document tills.large_variances tills.list_held_documents "
        "tills.list_till_sessions tills.missing_notes tills.missing_z tills.refunds_overdue "
        "tills.refunds_owed tills.refunds_unbooked tills.session_waits_for tills.stray_sales "
        "tills.till_report tills.unmatched_exchanges tills.variances_now tills.waiting_sessions"
    ),
    "sales.sell": "sales.quote_sale",
    "stock.view": (
        "cold_chain.cold_period cold_chain.find_excursion cold_chain.find_sensor "
        "cold_chain.last_readings cold_chain.list_excursions cold_chain.list_readings "
        "cold_chain.list_sensors compounding.formula_lines compounding.get_formula "
        "compounding.get_preparation compounding.ingredients_of compounding.list_formulas "
        "compounding.list_preparations compounding.made_from "
        "disposal.awaiting_destruction disposal.cancelled_of "
        "disposal.destroyed_goods disposal.destruction_postings disposal.get_destruction "
        "disposal.lines_of disposal.list_destructions disposal.list_taken_back "
        "disposal.posting_of disposal.signatures_of disposal.weights_by_month "
        "forecasting.branch_needs forecasting.demand_of "
        "purchasing.settled_until "
        "recalls.batch_numbers_of recalls.closing_of recalls.frozen_batches "
        "recalls.get_recall recalls.life_of_batch recalls.list_recalls recalls.movements_of_recall "
        "recalls.open_recalls recalls.seek_batches recalls.steps_of recalls.steps_seen "
        "recalls.trace_recall replenishment.board_rows replenishment.count_low "
        "replenishment.count_unseen replenishment.count_without_expiry "
        "replenishment.every_cover replenishment.expired_stock replenishment.expiring_stock "
        "replenishment.expiry_board replenishment.expiry_months replenishment.find_alert "
        "replenishment.find_want replenishment.get_minimum replenishment.list_alerts "
        "replenishment.list_minimums replenishment.list_wants replenishment.low_products "
        "replenishment.open_wants replenishment.reorder_alerts replenishment.reorder_reasons "
        "replenishment.sold_since replenishment.stock_cover replenishment.unseen_alerts "
        "replenishment.unseen_by_kind replenishment.whereabouts serials.get_sold_pack "
        "serials.life_of serials.list_refusals stock.agreed_since stock.available_of "
        "stock.batch_lines stock.batch_lines_of "
        "stock.batches_at stock.batches_named stock.batches_numbered "
        "stock.bin_contents stock.bin_scanned stock.brands_here "
        "stock.card_lines stock.changes_after stock.consigned_moves stock.consignment_due "
        "stock.corrections_of stock.export_stock stock.find_reservation stock.get_batch "
        "stock.get_bin stock.get_movement stock.has_consigned stock.labels_of_batches "
        "stock.latest_receipts stock.list_batches stock.list_bins stock.list_movements "
        "stock.list_proofs stock.list_reservations stock.movement_lines stock.movements_of "
        "stock.movements_seen stock.named_differences stock.next_expiry_of stock.past_rows "
        "stock.past_total stock.posted_movements stock.products_in_stock stock.products_kept "
        "stock.reserved_batches stock.shelf_rows stock.stock_as_at "
        "stock.stock_elsewhere stock.stock_levels stock.where_batches_lie "
        "stocktaking.posting_of transfers.coming_transfers transfers.find_transfer "
        "transfers.transfer_lines transfers.transfer_moves transfers.transfer_suggestions "
        "transfers.transferred_goods transfers.transfers_of transfers.transfers_seen "
        "unmet_requests.asked_products unmet_requests.find_request unmet_requests.list_requests"
    ),
    "stock.costs": "stock.value_by_place",
    "stock.count": "stocktaking.due_counts stocktaking.due_today",
    "stock.view_counts": (
        "stocktaking.find_count stocktaking.list_counts stocktaking.progress_of "
        "stocktaking.sheet_lines"
    ),
    "stock.view_variances": (
        "stocktaking.count_postings stocktaking.count_results stocktaking.variances"
    ),
    "stock.count_review": "stocktaking.shelves_to_count",
    "stock.recall": (
        "recalls.count_findings recalls.get_finding recalls.get_watchlist recalls.list_findings "
        "recalls.list_watchlists recalls.what_waits"
    ),
}
"""Queries by the code of their right. Who may read what is decided here, not by whoever edits."""
