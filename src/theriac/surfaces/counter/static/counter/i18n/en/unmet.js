/** English: what was asked for and not in stock. */
export const unmet = {
  "unmet.title": "Record lost sale",
  "unmet.act": "Record lost sale",
  "unmet.text": "Item",
  "unmet.text.hint": "Name, strength and form. Don’t enter patient names.",
  "unmet.text.missing": "Enter what the customer asked for.",
  "unmet.other": "Record “{text}” instead",
  "unmet.pack": "Pack",
  "unmet.count": "Quantity",
  "unmet.count.wrong": "Enter a whole number from 1 to {n}.",
  "unmet.note": "Note (optional)",
  "unmet.note.hint": "For example: wants the syrup, comes back on Friday.",
  "unmet.record": "Record",
  "unmet.done": "Lost sale recorded.",
  "unmet.full": "500 lost sales wait to be sent. Connect this device to the network, then record it again.",
  "keys.unmet": "record what a customer asked for and isn’t in stock",
};
