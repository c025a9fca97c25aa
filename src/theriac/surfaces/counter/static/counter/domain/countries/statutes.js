/**
 * The countries' tables: dated rows and facts. Made by `python -m theriac.countries.export` from
 * the server's own tables; never edited by hand.
 */
export const STATUTES = {
 "id": {
  "currency": "IDR",
  "prices_include_tax": true,
  "sells_at_mrp": false,
  "tax_classes": ["standard", "exempt"],
  "legal_classes": [
   {"code": "bebas", "title": "Free sale", "mark": "B", "style": "free", "needs_prescription": false, "register": ""},
   {"code": "bebas_terbatas", "title": "Limited free sale", "mark": "T", "style": "limited", "needs_prescription": false, "register": ""},
   {"code": "keras", "title": "Prescription only", "mark": "K", "style": "rx", "needs_prescription": true, "register": ""},
   {"code": "psikotropika", "title": "Psychotropic", "mark": "P", "style": "controlled", "needs_prescription": true, "register": "psychotropic_register"},
   {"code": "narkotika", "title": "Narcotic", "mark": "N", "style": "controlled", "needs_prescription": true, "register": "narcotic_register"},
   {"code": "bukan_obat", "title": "Not a medicine", "mark": "–", "style": "free", "needs_prescription": false, "register": ""}
  ],
  "prescriptions": [
   {"legal_class": "keras", "valid_from": "1900-01-01", "days": null},
   {"legal_class": "psikotropika", "valid_from": "1900-01-01", "days": null},
   {"legal_class": "narkotika", "valid_from": "1900-01-01", "days": null}
  ],
  "recipients": [
   {"legal_class": "psikotropika", "valid_from": "2015-01-01", "asked": true},
   {"legal_class": "narkotika", "valid_from": "2015-01-01", "asked": true}
  ],
  "named_exceptions": [
   {"code": "owa", "title": "Pharmacist-only medicine (OWA)", "hint": "The pharmacist supplies it within the limits of the OWA list and records the patient.", "legal_classes": ["keras"]}
  ],
  "licences": [
   {"code": "sia", "label": "SIA (pharmacy licence)", "holder": "branch"},
   {"code": "apj", "label": "Pharmacist in charge (APJ)", "holder": "branch"},
   {"code": "sipa", "label": "SIPA (pharmacist's practice licence)", "holder": "pharmacist"},
   {"code": "npwp", "label": "NPWP (tax number)", "holder": "pharmacy"}
  ],
  "receipt_forms": [
   {"registered": true, "all_nil": false, "code": "struk", "title": "Receipt", "fields": ["shop", "address", "phone", "sia", "apj", "sipa", "npwp", "number", "issued_at", "served_by", "ground", "items", "batch", "expiry", "discount", "rounding", "total", "payments", "change", "taxable", "taxes"], "statements": ["Prices include PPN."]},
   {"registered": true, "all_nil": true, "code": "struk", "title": "Receipt", "fields": ["shop", "address", "phone", "sia", "apj", "sipa", "npwp", "number", "issued_at", "served_by", "ground", "items", "batch", "expiry", "discount", "rounding", "total", "payments", "change"], "statements": []},
   {"registered": false, "all_nil": false, "code": "struk", "title": "Receipt", "fields": ["shop", "address", "phone", "sia", "apj", "sipa", "npwp", "number", "issued_at", "served_by", "ground", "items", "batch", "expiry", "discount", "rounding", "total", "payments", "change"], "statements": []},
   {"registered": false, "all_nil": true, "code": "struk", "title": "Receipt", "fields": ["shop", "address", "phone", "sia", "apj", "sipa", "npwp", "number", "issued_at", "served_by", "ground", "items", "batch", "expiry", "discount", "rounding", "total", "payments", "change"], "statements": []}
  ],
  "ppn": [
   {"valid_from": "2010-04-01", "rate_bp": 1000, "base_numerator": 1, "base_denominator": 1, "transaction_code": "01"},
   {"valid_from": "2022-04-01", "rate_bp": 1100, "base_numerator": 1, "base_denominator": 1, "transaction_code": "01"},
   {"valid_from": "2025-01-01", "rate_bp": 1200, "base_numerator": 11, "base_denominator": 12, "transaction_code": "04"}
  ],
  "het_service": [
   {"valid_from": "2015-12-30", "service_bp": 2800}
  ]
 },
 "in": {
  "currency": "INR",
  "prices_include_tax": true,
  "sells_at_mrp": true,
  "tax_classes": ["standard", "medicine_5", "named_nil", "named_nil_was_5", "device", "cosmetic", "nil"],
  "legal_classes": [
   {"code": "otc", "title": "No schedule", "mark": "O", "style": "free", "needs_prescription": false, "register": ""},
   {"code": "H", "title": "Schedule H", "mark": "H", "style": "rx", "needs_prescription": true, "register": ""},
   {"code": "H1", "title": "Schedule H1", "mark": "H1", "style": "rx", "needs_prescription": true, "register": ""},
   {"code": "X", "title": "Schedule X", "mark": "X", "style": "controlled", "needs_prescription": true, "register": "x_register"},
   {"code": "NDPS", "title": "Essential narcotic drug", "mark": "N", "style": "controlled", "needs_prescription": true, "register": "ndps_register"}
  ],
  "prescriptions": [
   {"legal_class": "H", "valid_from": "1945-12-21", "days": null},
   {"legal_class": "H1", "valid_from": "1945-12-21", "days": null},
   {"legal_class": "X", "valid_from": "1945-12-21", "days": null},
   {"legal_class": "NDPS", "valid_from": "1945-12-21", "days": null}
  ],
  "recipients": [
   {"legal_class": "H1", "valid_from": "2013-08-30", "asked": true},
   {"legal_class": "X", "valid_from": "1945-12-21", "asked": true},
   {"legal_class": "NDPS", "valid_from": "1985-11-14", "asked": true}
  ],
  "named_exceptions": [],
  "licences": [
   {"code": "dl_20", "label": "Drug licence, form 20", "holder": "branch"},
   {"code": "dl_21", "label": "Drug licence, form 21", "holder": "branch"},
   {"code": "dl_20f", "label": "Drug licence, form 20F (schedule X)", "holder": "branch"},
   {"code": "gstin", "label": "GSTIN", "holder": "branch"},
   {"code": "registered_pharmacist", "label": "Registered pharmacist", "holder": "pharmacist"},
   {"code": "pharmacist_registration", "label": "Pharmacist's registration number", "holder": "pharmacist"}
  ],
  "receipt_forms": [
   {"registered": true, "all_nil": false, "code": "tax_invoice", "title": "Tax invoice", "fields": ["shop", "address", "phone", "gstin", "dl_20", "dl_21", "number", "issued_at", "served_by", "ground", "items", "batch", "expiry", "hsn", "discount", "taxable", "taxes", "place_of_supply", "rounding", "total", "payments", "change", "registered_pharmacist"], "statements": []},
   {"registered": true, "all_nil": true, "code": "bill_of_supply", "title": "Bill of supply", "fields": ["shop", "address", "phone", "gstin", "dl_20", "dl_21", "number", "issued_at", "served_by", "ground", "items", "batch", "expiry", "hsn", "discount", "rounding", "total", "payments", "change", "registered_pharmacist"], "statements": []},
   {"registered": false, "all_nil": false, "code": "cash_memo", "title": "Cash memo", "fields": ["shop", "address", "phone", "dl_20", "dl_21", "number", "issued_at", "served_by", "ground", "items", "batch", "expiry", "hsn", "discount", "rounding", "total", "payments", "change", "registered_pharmacist"], "statements": []},
   {"registered": false, "all_nil": true, "code": "cash_memo", "title": "Cash memo", "fields": ["shop", "address", "phone", "dl_20", "dl_21", "number", "issued_at", "served_by", "ground", "items", "batch", "expiry", "hsn", "discount", "rounding", "total", "payments", "change", "registered_pharmacist"], "statements": []}
  ],
  "rates": {"standard": [{"valid_from": "2017-07-01", "rate_bp": 1200}, {"valid_from": "2025-09-22", "rate_bp": 500}], "medicine_5": [{"valid_from": "2017-07-01", "rate_bp": 500}], "named_nil": [{"valid_from": "2017-07-01", "rate_bp": 1200}, {"valid_from": "2025-09-22", "rate_bp": 0}], "named_nil_was_5": [{"valid_from": "2017-07-01", "rate_bp": 500}, {"valid_from": "2025-09-22", "rate_bp": 0}], "device": [{"valid_from": "2017-07-01", "rate_bp": 1200}, {"valid_from": "2025-09-22", "rate_bp": 500}], "cosmetic": [{"valid_from": "2017-11-15", "rate_bp": 1800}], "nil": [{"valid_from": "2017-07-01", "rate_bp": 0}]},
  "large_consumer_invoice": [
   {"valid_from": "2017-07-01", "above": 25000000},
   {"valid_from": "2024-08-01", "above": 10000000}
  ],
  "records": {"H": "rx_register_or_memo", "H1": "h1_register", "X": "x_register", "NDPS": "ndps_register"},
  "named_nil": ["agalsidase alfa", "alectinib", "alglucosidase alfa", "alirocumab", "amivantamab", "asciminib", "atezolizumab", "avelumab", "belumosudil", "ci-inhibitor injection", "cystamine bitartrate", "daratumumab", "daratumumab subcutaneous", "emicizumab", "entrectinib", "evolocumab", "idursulphatase", "inclisiran", "laronidase", "mepolizumab", "miglustat", "obinutuzumab", "olipudase alfa", "onasemnogene abeparvovec", "pegylated liposomal irinotecan", "polatuzumab vedotin", "risdiplam", "rurioctocog alpha pegol", "spesolimab", "teclistamab", "tepotinib", "velaglucerase alpha", "velmanase alfa"],
  "named_nil_was_5": ["agalsidase beta", "eptacog alfa activated recombinant coagulation factor viia", "imiglucerase"],
  "states": {"01": "Jammu and Kashmir", "02": "Himachal Pradesh", "03": "Punjab", "04": "Chandigarh", "05": "Uttarakhand", "06": "Haryana", "07": "Delhi", "08": "Rajasthan", "09": "Uttar Pradesh", "10": "Bihar", "11": "Sikkim", "12": "Arunachal Pradesh", "13": "Nagaland", "14": "Manipur", "15": "Mizoram", "16": "Tripura", "17": "Meghalaya", "18": "Assam", "19": "West Bengal", "20": "Jharkhand", "21": "Odisha", "22": "Chhattisgarh", "23": "Madhya Pradesh", "24": "Gujarat", "25": "Daman and Diu", "26": "Dadra and Nagar Haveli and Daman and Diu", "27": "Maharashtra", "28": "Andhra Pradesh (before 2014)", "29": "Karnataka", "30": "Goa", "31": "Lakshadweep", "32": "Kerala", "33": "Tamil Nadu", "34": "Puducherry", "35": "Andaman and Nicobar Islands", "36": "Telangana", "37": "Andhra Pradesh", "38": "Ladakh", "97": "Other Territory"}
 },
 "generic": {
  "currency": "USD",
  "prices_include_tax": false,
  "sells_at_mrp": false,
  "tax_classes": ["standard", "reduced", "exempt"],
  "legal_classes": [
   {"code": "otc", "title": "Over the counter", "mark": "O", "style": "free", "needs_prescription": false, "register": ""},
   {"code": "rx", "title": "Prescription only", "mark": "Rx", "style": "rx", "needs_prescription": true, "register": ""},
   {"code": "cd", "title": "Controlled drug", "mark": "CD", "style": "controlled", "needs_prescription": true, "register": "cd_register"}
  ],
  "prescriptions": [
   {"legal_class": "rx", "valid_from": "1900-01-01", "days": null},
   {"legal_class": "cd", "valid_from": "1900-01-01", "days": null}
  ],
  "recipients": [
   {"legal_class": "cd", "valid_from": "1900-01-01", "asked": true}
  ],
  "named_exceptions": [
   {"code": "emergency", "title": "Emergency supply", "hint": "The pharmacist supplies without a prescription, in an emergency, and records why.", "legal_classes": ["rx"]}
  ],
  "licences": [
   {"code": "pharmacy_licence", "label": "Pharmacy licence", "holder": "branch"},
   {"code": "tax_number", "label": "Tax number", "holder": "pharmacy"}
  ],
  "receipt_forms": [
   {"registered": true, "all_nil": false, "code": "receipt", "title": "Receipt", "fields": ["shop", "address", "phone", "licences", "number", "issued_at", "served_by", "ground", "items", "batch", "expiry", "discount", "taxes", "total", "payments", "change"], "statements": []},
   {"registered": true, "all_nil": true, "code": "receipt", "title": "Receipt", "fields": ["shop", "address", "phone", "licences", "number", "issued_at", "served_by", "ground", "items", "batch", "expiry", "discount", "taxes", "total", "payments", "change"], "statements": []},
   {"registered": false, "all_nil": false, "code": "receipt", "title": "Receipt", "fields": ["shop", "address", "phone", "licences", "number", "issued_at", "served_by", "ground", "items", "batch", "expiry", "discount", "taxes", "total", "payments", "change"], "statements": []},
   {"registered": false, "all_nil": true, "code": "receipt", "title": "Receipt", "fields": ["shop", "address", "phone", "licences", "number", "issued_at", "served_by", "ground", "items", "batch", "expiry", "discount", "taxes", "total", "payments", "change"], "statements": []}
  ]
 }
};
