/** Tells the server which receipts were printed again here while it didn't hear of it. */
import { dropCopies, readCopiesToSend } from "../db/copies.js";

const AT_ONCE = 100;

/** A server that doesn't know the address, or refuses, is asked again later; nothing else waits for it. */
export async function sendCopies(db, api) {
  const copies = (await readCopiesToSend(db)).slice(0, AT_ONCE);
  if (!copies.length) return;
  try {
    const answer = await api.receiptCopies(copies);
    const taken = answer.taken.map((one) => one.id);
    if (taken.length) await dropCopies(db, taken);
  } catch (error) {
    if (error.name !== "Refused" && error.name !== "Unreachable") throw error;
  }
}
