/** English: training at a counter. */
export const training = {
  "training.title": "Training",
  "training.text": "In training this counter works with a copy. Sales, stock, cash and numbers are not real and are never sent.",
  "training.without": "Functions that need the server are not available: patients, prescriptions, quotations, older receipts.",
  "training.start": "Start training",
  "training.end": "End training",
  "training.end.text": "All training sales are deleted. This counter sells for real again.",
  "training.banner": "TRAINING",
  "training.banner.text": "Nothing here is a real sale.",
  "training.may_not": "You don’t have permission to start training. Ask a manager.",
  "training.basket": "The basket has items. Sell, park or remove them first.",
  "training.unsent": "Sales of this counter are not sent yet. Wait until all are sent.",
  "training.till": "The till is counted but not closed. Close it first.",
  "training.sync": "Training, nothing is sent",
};
