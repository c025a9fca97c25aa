/** A quotation: of the basket, for a buyer and some days; or one that was issued, by its number. */
import { html, useEffect, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { daysTyped } from "../../domain/quotations.js";
import { patientOf } from "../patient/actions.js";
import { SendKey } from "../receipt/send.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";

const USUAL_DAYS = "14";

/** @param {{number?: string}} props `number` was scanned or typed already */
export function QuotationDialog({ number = "" }) {
  const { t } = useWords();
  const app = useApp();
  const filled = useSelect((state) => state.basket.lines.length);
  const [shown, setShown] = useState({ issued: null, found: null });
  if (shown.issued) return html`<${Issued} quotation=${shown.issued} />`;
  if (shown.found) return html`<${Found} quotation=${shown.found} />`;
  return html`<${Dialog} title=${t("quotation.title")} onClose=${app.close}>
    ${filled > 0 && !number && html`<${IssueForm} onIssued=${(issued) => setShown({ issued, found: null })} />
      <hr class="my-4" />`}
    <${FindForm} number=${number} first=${filled === 0 || number !== ""}
      onFound=${(found) => setShown({ issued: null, found })} /></${Dialog}>`;
}

function IssueForm({ onIssued }) {
  const { t, money } = useWords();
  const app = useApp();
  const total = useSelect((state) => state.assessed.totals.total);
  const [id] = useState(() => app.env.newId());
  const patient = useSelect(patientOf);
  const [form, setForm] = useState({ buyer: "", days: USUAL_DAYS, account: "" });
  const [state, setState] = useState({ busy: false, errors: {} });
  const submit = async (event) => {
    event.preventDefault();
    const days = daysTyped(form.days);
    if (days === null) return setState({ busy: false, errors: { days: "quotation.days.wrong" } });
    setState({ busy: true, errors: {} });
    const { found, refused, field } = await app.run("issue_quotation", { ...form, id, days });
    if (refused) {
      app.env.sound.refused();
      return setState({ busy: false, errors: { [field === "credit_number" ? "account" : "buyer"]: refused } });
    }
    app.env.sound.good();
    app.say(t("quotation.issued", { number: found.number }));
    return onIssued(found);
  };
  return html`<form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
    <p class="mb-0">${t("quotation.text", { total: money(total) })}</p>
    <${TextField} name="buyer" label=${t("quotation.buyer")} value=${form.buyer} error=${state.errors.buyer} first
      maxlength="120" autocomplete="off" onInput=${(buyer) => setForm({ ...form, buyer })} />
    ${patient && html`<p class="t-2 mb-0">${t("quotation.patient", { name: patient.short_name })}</p>`}
    <${TextField} name="account" label=${t("quotation.account")} hint=${t("quotation.account.hint")}
      value=${form.account} error=${state.errors.account} maxlength="40" autocomplete="off"
      onInput=${(account) => setForm({ ...form, account })} />
    <${TextField} name="days" label=${t("quotation.days")} hint=${t("quotation.days.hint")} value=${form.days}
      error=${state.errors.days} inputmode="numeric" maxlength="3"
      onInput=${(days) => setForm({ ...form, days })} />
    <div class="t-row"><button class="btn btn-primary" type="submit" disabled=${state.busy}>
      <${Icon} name="file-earmark-text" />${t("quotation.issue")}</button></div></form>`;
}

function FindForm({ number, first, onFound }) {
  const { t } = useWords();
  const app = useApp();
  const [text, setText] = useState(number);
  const [state, setState] = useState({ busy: false, refused: "" });
  const search = async (asked) => {
    if (!asked.trim()) return setState({ busy: false, refused: "quotation.number.missing" });
    setState({ busy: true, refused: "" });
    const { found, refused } = await app.run("find_quotation", asked);
    setState({ busy: false, refused: refused ?? "" });
    if (found) onFound(found);
    return undefined;
  };
  useEffect(() => {
    app.codeTaker = (scanned) => {
      setText(scanned);
      search(scanned);
    };
    if (number) search(number);
    return () => {
      app.codeTaker = null;
    };
  }, []);
  return html`<form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${(event) => {
    event.preventDefault();
    search(text);
  }}><${TextField} name="number" label=${t("quotation.number")} hint=${t("quotation.number.hint")} value=${text}
      error=${state.refused} first=${first} maxlength="40" autocomplete="off" onInput=${setText} />
    <div class="t-row"><button class=${first ? "btn btn-primary" : "btn btn-plain"} type="submit"
      disabled=${state.busy}><${Icon} name="search" />${t("quotation.find")}</button></div></form>`;
}

/** One that was found: what it promised, and the way into a basket. */
function Found({ quotation }) {
  const { t, money, day } = useWords();
  const app = useApp();
  const [basketId] = useState(() => app.env.newId());
  const [state, setState] = useState({ busy: false, refused: "", taken: false });
  const isOpen = quotation.standing === "issued" || quotation.standing === "expired";
  const take = async (takesOver) => {
    setState({ busy: true, refused: "", taken: false });
    const { refused, taken } = await app.run("take_quotation", { quotation, basketId, takesOver });
    if (refused) setState({ busy: false, refused, taken: Boolean(taken) });
  };
  return html`<${Dialog} title=${quotation.number} onClose=${app.close}>
    <div class="t-stack t-stack-4">
      <p class="mb-0"><b>${t(`quotation.standing.${quotation.standing}`)}</b>
        · ${t("quotation.until", { day: day(quotation.valid_until) })}
        ${quotation.buyer && html` · ${quotation.buyer}`}</p>
      ${quotation.patient_id && html`<p class="t-2 mb-0">${t("quotation.with_patient")}</p>`}
      ${quotation.credit_number && html`<p class="t-2 mb-0">
        ${t("quotation.with_account", { number: quotation.credit_number })}</p>`}
      <ul class="list-unstyled mb-0">${quotation.lines.map((line, index) => html`<li key=${index} class="t-row">
        <span class="t-grow">${nameOf(app, line)}</span><b class="t-money">${money(line.promised)}</b></li>`)}</ul>
      ${state.refused && html`<p class="t-error mb-0" role="alert"><${Icon} name="exclamation-circle-fill" />
        <span>${state.refused}</span></p>`}
      <div class="t-row t-wrap">
        ${isOpen && html`<button class="btn btn-primary" type="button" data-first disabled=${state.busy}
          onClick=${() => take(state.taken)}><${Icon} name="basket" />
          ${t(state.taken ? "quotation.take_over" : "quotation.take")}</button>`}
        <${PaperKeys} quotation=${quotation} first=${!isOpen} /></div></div></${Dialog}>`;
}

function nameOf(app, line) {
  const { t, packs } = app.words();
  const product = app.catalogue.product(line.product_id);
  const pack = product?.packs.find((one) => one.id === line.pack_id);
  return pack ? `${product.name}, ${packs(pack, line.packs)}` : t("quotation.line_gone");
}

/** Just issued: its number, and paper for the customer. */
function Issued({ quotation }) {
  const { t, money, day } = useWords();
  const app = useApp();
  return html`<${Dialog} title=${t("quotation.issued", { number: quotation.number })} onClose=${app.close}>
    <div class="t-stack t-stack-4">
      <p class="mb-0"><b class="t-money">${money(quotation.total)}</b>
        · ${t("quotation.until", { day: day(quotation.valid_until) })}</p>
      <p class="t-2 mb-0">${t("quotation.basket_stays")}</p>
      <div class="t-row t-wrap"><${PaperKeys} quotation=${quotation} first />
        <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("close")}</button></div></div>
    </${Dialog}>`;
}

function PaperKeys({ quotation, first }) {
  const { t } = useWords();
  const app = useApp();
  const [refused, setRefused] = useState("");
  const save = async (paper) => {
    const answer = await app.run("save_quotation", { quotation, paper });
    setRefused(answer.refused ?? "");
  };
  return html`<button class=${first ? "btn btn-primary" : "btn btn-plain"} type="button"
      data-first=${first ? "" : undefined} onClick=${() => app.run("print_quotation", quotation)}>
      <${Icon} name="printer" />${t("quotation.print")}</button>
    ${["a4", "a5"].map((paper) => html`<button key=${paper} class="btn btn-plain" type="button"
      onClick=${() => save(paper)}><${Icon} name="file-earmark-pdf" />${t(`quotation.pdf.${paper}`)}</button>`)}
    <${SendKey} document=${{ kind: "quotation", id: quotation.id, number: quotation.number }} />
    ${refused && html`<p class="t-error mb-0" role="alert">${refused}</p>`}`;
}
