/** All the keys that this counter knows, as a person asks for them with F1. */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Dialog } from "./dialog.js";

/** Keys as printed, and the words that say what they do. */
export const KEYS = [
  [["F2", "Esc"], "keys.find"],
  [["↑", "↓"], "keys.result"],
  [["←", "→"], "keys.pack"],
  [["Enter"], "keys.add"],
  [["↓"], "keys.favourites"],
  [["Enter"], "keys.answer"],
  [["3*"], "keys.before"],
  [["*5", "Enter"], "keys.after"],
  [["*5s", "Enter"], "keys.after_pack"],
  [["Shift F1"], "keys.coupon"],
  [["Shift F2"], "keys.member"],
  [["F3"], "keys.basket"],
  [["Shift F3"], "keys.discount"],
  [["F4"], "keys.patient"],
  [["Shift F4"], "keys.ready"],
  [["F6"], "keys.reserved"],
  [["Shift F6"], "keys.same_again"],
  [["F7"], "keys.equivalents"],
  [["Shift F7"], "keys.unmet"],
  [["+", "−"], "keys.quantity"],
  [["Del"], "keys.remove"],
  [["Ctrl Z"], "keys.put_back"],
  [["F8"], "keys.park"],
  [["Shift F8"], "keys.park_named"],
  [["F9", "Ctrl Enter"], "keys.pay"],
  [["Shift F9"], "keys.quotation"],
  [["F10"], "keys.more"],
  [["Ctrl K"], "keys.anything"],
  [["F1"], "keys.help"],
];

export function HelpDialog() {
  const { t } = useWords();
  const app = useApp();
  return html`<${Dialog} title=${t("keys.title")} wide reading onClose=${app.close}>
    <p class="mb-3">${t("keys.text")}</p>
    <dl class="t-keylist">${KEYS.map(([keys, meaning]) => html`<div key=${meaning}>
      <dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${t(meaning)}</dd></div>`)}</dl>
  </${Dialog}>`;
}

/** The line of keys at the foot of the counter; a tablet has room for fewer words. */
export function FootKeys() {
  const { t } = useWords();
  const app = useApp();
  const short = useSelect((state) => state.layout) === "desktop" ? "" : ".short";
  const entries = [
    ["F1", `foot.all_keys${short}`, () => app.open({ kind: "help" })],
    ["F2", "foot.find", () => app.focusSearch()],
    ["F3", "foot.basket", () => app.focusBasket()],
    ["F4", "patient.key", () => app.run("show_patient")],
    ["F7", "foot.equivalents", () => app.run("show_equivalents")],
    ["F8", "foot.park", () => app.run("park_or_fetch")],
    ["F9", "foot.pay", () => app.run("pay")],
    ["F10", `foot.more${short}`, () => app.open({ kind: "more" })],
    ["Ctrl Z", `foot.put_back${short}`, () => app.run("put_back")],
    ["Ctrl K", "foot.anything", () => app.open({ kind: "palette" })],
  ];
  return html`<footer class="t-keys t-noprint">${entries.map(([key, words, act]) => html`
    <button type="button" class="t-footkey" key=${key} onClick=${act}>
      <kbd>${key}</kbd>${t(words)}</button>`)}</footer>`;
}
