/** How much a customer pays, and how: the fields that all such forms have. */
import { html, useState } from "../../app/html.js";
import { useWords } from "../../app/store.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";

const WAYS = [
  { code: "cash", icon: "cash-stack" }, { code: "qr", icon: "qr-code" }, { code: "card", icon: "credit-card" },
  { code: "transfer", icon: "bank" },
];

/** What is sent of the fields; of cash no reference is told. */
const wayOf = ({ method, reference }, amount) => (
  { amount, method, reference: method === "cash" ? "" : reference.trim() });

/**
 * @param {{label: string, button: string, first?: string, error?: string|null, back: string, onBack: () => void,
 *   take: (way: {amount: number|null, method: string, reference: string}) => Promise<string|null>|null}} props
 *   `take` answers why nothing was taken
 */
export function MoneyForm({ label, button, first = "", error, take, back, onBack }) {
  const { parseAmount } = useWords();
  const [form, setForm] = useState({ amount: first, method: "cash", reference: "", given: "" });
  const [refused, setRefused] = useState(null);
  const [busy, setBusy] = useState(false);
  const set = (changes) => setForm((now) => ({ ...now, ...changes }));
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    setRefused(await take(wayOf(form, parseAmount(form.amount))));
    setBusy(false);
  };
  return html`<form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
    <${WayFields} form=${form} set=${set} label=${label} error=${error} />
    ${refused && html`<div class="t-error" role="alert"><${Icon} name="exclamation-circle-fill" />
      <span>${refused}</span></div>`}
    <div class="t-row t-wrap"><button class="btn btn-primary" type="submit" disabled=${busy}
      aria-busy=${busy ? "true" : undefined}>${button}</button>
      <button class="btn btn-quiet" type="button" onClick=${onBack}>${back}</button></div></form>`;
}

function WayFields({ form, set, label, error }) {
  const { t } = useWords();
  return html`<${TextField} name="money-amount" label=${label} value=${form.amount} error=${error} first
      inputmode="decimal" autocomplete="off" onInput=${(amount) => set({ amount })} />
    <div class="t-row t-wrap" role="group" aria-label=${t("pay.method")}>${WAYS.map(({ code, icon }) => html`
      <button key=${code} type="button" class="btn btn-plain" aria-pressed=${code === form.method ? "true" : "false"}
        onClick=${() => set({ method: code })}><${Icon} name=${icon} />${t(`method.${code}`)}</button>`)}</div>
    ${form.method === "cash" ? html`<${Given} form=${form} set=${set} />`
      : html`<${TextField} name="money-reference" label=${t("pay.reference")} value=${form.reference} maxlength="60"
        autocomplete="off" onInput=${(reference) => set({ reference })} />`}`;
}

/** What was handed over in notes, and the change of it; nothing of it is kept. */
function Given({ form, set }) {
  const { t, money, parseAmount } = useWords();
  const change = (parseAmount(form.given) ?? 0) - (parseAmount(form.amount) ?? 0);
  return html`<${TextField} name="money-given" label=${t("money.given")} value=${form.given} inputmode="decimal"
      autocomplete="off" onInput=${(given) => set({ given })} />
    ${form.given.trim() && change >= 0 && html`<p class="mb-0" role="status">
      ${t("pay.change")}: <b class="t-money">${money(change)}</b></p>`}`;
}
