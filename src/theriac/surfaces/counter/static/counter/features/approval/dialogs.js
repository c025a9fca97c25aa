/** Taking something off a line, and asking somebody who may approve more. */
import { html, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { readMinorUnits } from "../../domain/money.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";
import { APPROVES, APPROVES_BEYOND, SIGNS_HAND_OVER, approversOf } from "./actions.js";
import { ApprovalForm } from "./form.js";

const WHOLE = 10_000;

/** Basis points of what was typed, or null. */
export function readRate(text, country) {
  try {
    const rate = readMinorUnits(text.replace(/[%\s]/g, ""), 2, country);
    return rate > 0 && rate <= WHOLE ? rate : null;
  } catch {
    return null;
  }
}

export function DiscountDialog({ lineId }) {
  const words = useWords();
  const { t } = words;
  const app = useApp();
  const row = useSelect((state) => state.assessed.lines.find((one) => one.line.id === lineId) ?? null);
  const kept = row?.line.discount ?? null;
  const [form, setForm] = useState(() => ({
    kind: kept?.kind ?? "rate", reason: kept?.reason ?? "",
    value: kept ? (kept.kind === "rate" ? words.rate(kept.value).replace(/\s?%/, "") : words.amount(kept.value)) : "",
  }));
  const [errors, setErrors] = useState({});
  if (!row) return null;
  const set = (changes) => setForm({ ...form, ...changes });
  const keep = (discount) => app.closeThen(() => app.run("set_discount", { lineId, discount }));
  const submit = (event) => {
    event.preventDefault();
    const value = form.kind === "rate" ? readRate(form.value, app.place().country) : words.parseAmount(form.value);
    const wrong = value === null || value < 1 || (form.kind === "amount" && value > row.amount);
    const found = {
      ...(wrong ? { value: `discount.${form.kind}.wrong` } : {}),
      ...(form.reason.trim() ? {} : { reason: "discount.reason.missing" }),
    };
    setErrors(found);
    if (Object.keys(found).length) return event.currentTarget.elements[Object.keys(found)[0]].focus();
    return keep({ kind: form.kind, value, reason: form.reason.trim() });
  };
  return html`<${Dialog} title=${t("discount.title", { name: row.product.name })} onClose=${app.close}>
    <form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
      <div class="t-row" role="group" aria-label=${t("discount.kind")}>${["rate", "amount"].map((kind) => html`
        <button key=${kind} type="button" class="btn btn-plain" aria-pressed=${kind === form.kind ? "true" : "false"}
          onClick=${() => set({ kind, value: "" })}>${t(`discount.kind.${kind}`)}</button>`)}</div>
      <${TextField} name="value" label=${t(`discount.value.${form.kind}`)} value=${form.value} error=${errors.value}
        first inputmode="decimal" autocomplete="off" onInput=${(value) => set({ value })} />
      <${TextField} name="reason" label=${t("discount.reason")} hint=${t("discount.reason.hint")} value=${form.reason}
        error=${errors.reason} maxlength="250" autocomplete="off" onInput=${(reason) => set({ reason })} />
      <div class="t-row"><button class="btn btn-primary" type="submit">${t("discount.give")}</button>
        ${kept && html`<button class="btn btn-plain" type="button"
          onClick=${() => keep(null)}>${t("discount.none")}</button>`}
        <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div>
    </form></${Dialog}>`;
}

function discountText({ lines }, { t, money }) {
  const sum = (name) => lines.reduce((all, line) => all + line[name], 0);
  return t("approval.text", { off: money(sum("discount")), whole: money(sum("gross")) });
}

function beyondText({ beyond }, words, app) {
  const list = beyond.map(({ product_id: id, quantity }) => {
    const product = app.catalogue.product(id);
    return `${product.name}: ${words.quantity(product, quantity)}`;
  });
  return words.t("quota.approve.text", { list: list.join(", ") });
}

function handOverText({ lines }, words, app) {
  const list = lines.map(({ product_id: id, quantity }) => {
    const product = app.catalogue.product(id);
    return `${product.name}: ${words.quantity(product, quantity)}`;
  });
  return words.t("hand_over.text", { list: list.join(", ") });
}

const approving = (t, name) => t(`approval.${name}`);
const signing = (t, name) => t(`hand_over.${name}`);

/** By what is approved: its content, who may, the actions, and its words: of who approves, or who signs. */
const KINDS = {
  discount: {
    content: "toApprove", right: APPROVES, act: "approve", byPasskey: "approve_by_passkey",
    title: "approval.title", says: approving, text: (content, words) => discountText(content, words),
  },
  beyond: {
    content: "beyond", right: APPROVES_BEYOND, act: "approve_beyond", byPasskey: null,
    title: "quota.approve", says: approving, text: beyondText,
  },
  hand_over: {
    content: "toHandOver", right: SIGNS_HAND_OVER, act: "sign_hand_over", byPasskey: "sign_hand_over_by_passkey",
    title: "hand_over.title", says: signing, text: handOverText, roles: true,
  },
};

/** Who hands over, and who signs as the witness, as soon as that is chosen. */
function Roles({ witness }) {
  const { t } = useWords();
  const seller = useSelect((state) => state.person.short_name);
  return html`<p class="mb-0" aria-live="polite">${witness
    ? t("hand_over.roles", { seller, witness: witness.short_name }) : t("hand_over.roles.open", { seller })}</p>`;
}

/** Asking a second person for what the basket needs approved or signed. */
export function ApproveDialog({ of = "discount" }) {
  const kind = KINDS[of];
  const words = useWords();
  const { t } = words;
  const app = useApp();
  const content = useSelect((state) => state.assessed[kind.content]);
  const people = approversOf(app, kind.right);
  const [chosen, setChosen] = useState(people.length === 1 ? people[0] : null);
  if (!content) return null;
  const ask = (means, form) => app.run(means === "passkey" ? kind.byPasskey : kind.act, form);
  return html`<${Dialog} title=${t(kind.title)} onClose=${app.close}>
    <${ApprovalForm} people=${people} say=${(name) => kind.says(t, name)} ask=${ask} onCancel=${app.close}
      hasPasskeys=${kind.byPasskey !== null && Boolean(app.env.passkeys)} onChoose=${setChosen}>
      <p class="mb-0">${kind.text(content, words, app)}</p>
      ${kind.roles && people.length > 0 && html`<${Roles} witness=${chosen} />`}<//></${Dialog}>`;
}
