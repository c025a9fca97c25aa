/** A quotation's number that was scanned or typed in the search. */
import { looksLikeQuotation } from "../../domain/quotations.js";

/** @returns {boolean} whether it was taken */
export function takeQuotationNumber(app, text) {
  const { settings } = app.store.get();
  if (!settings || !looksLikeQuotation(text, settings.branch.code)) return false;
  app.open({ kind: "quotation", number: text.trim().toUpperCase() });
  return true;
}
