// A sale's receipt, drawn by the counter's own modules; a copy that was just taken is printed.
import { html, render } from "../../counter/app/html.js";
import { AppContext, createStore } from "../../counter/app/store.js";
import { saleOfReceipt } from "../../counter/domain/old_receipt.js";
import { Receipt } from "../../counter/features/receipt/receipt.js";
import { createWords } from "../../counter/i18n/words.js";

const room = document.querySelector("[data-t-receipt]");

async function asked(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`the receipt: ${answer.status}`);
  return answer.json();
}

function draw({ sale, settings }) {
  const { pharmacy, branch, receipt } = settings;
  const place = { country: pharmacy.country, currency: pharmacy.currency, time_zone: branch.time_zone };
  const language = document.documentElement.lang.slice(0, 2);
  const shown = createWords(language, place);
  const printed = createWords(receipt.language, place);
  const app = {
    store: createStore({ settings, language, captured: {} }), words: () => shown, receiptWords: () => printed,
  };
  const copy = Number(room.dataset.copy ?? 0);
  room.replaceChildren();
  render(html`<${AppContext.Provider} value=${app}>
    <${Receipt} sale=${saleOfReceipt(sale, settings)} copy=${copy || false} /></${AppContext.Provider}>`, room);
  if (!copy) return;
  history.replaceState(null, "", location.pathname); // to load the page again prints nothing
  print();
}

try {
  draw(await asked(room.dataset.tReceipt));
} catch (error) {
  room.querySelector("[role='status']").textContent = room.dataset.failed;
  throw error;
}
