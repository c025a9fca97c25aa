/** Finding an older receipt by what the customer can tell of it, and printing it again. */
import { html, useLayoutEffect, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { DayField, TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";
import { ACCEPTS_RETURNS } from "../returns/actions.js";
import { COPY_RECEIPT } from "./actions.js";
import { Receipt } from "./receipt.js";
import { SendKey } from "./send.js";

const HITS = 5;
const NOTHING = { number: "", on: "", typedDay: "", total: "", product: null, text: "" };

/** `forReturn`: what is found is opened to be returned. */
export function ReceiptsDialog({ number = "", forReturn = false }) {
  const { t } = useWords();
  const app = useApp();
  const [form, setForm] = useState({ ...NOTHING, number });
  const [state, setState] = useState({ found: null, sale: null, errors: {}, busy: false });
  const tell = (changes) => setState((now) => ({ ...now, busy: false, errors: {}, ...changes }));

  const open = async (saleId) => {
    tell({ busy: true });
    if (forReturn) {
      const { refused: not } = await app.run("show_return", saleId);
      return not && tell({ errors: { number: not } });
    }
    const { found, refused } = await app.run("open_receipt", saleId);
    tell(refused ? { errors: { number: refused } } : { sale: found });
  };
  const search = async (asked) => {
    const { sought, errors } = soughtFrom(asked, app.words());
    if (errors) return tell({ errors });
    tell({ busy: true, sale: null });
    const { found, refused } = await app.run("find_receipts", sought);
    tell(refused ? { errors: { number: refused } } : { found });
    if (found?.receipts.length === 1 && !(forReturn && !asked.number)) await open(found.receipts[0].id);
    return undefined;
  };
  useLayoutEffect(() => {
    app.codeTaker = (text) => {
      const scanned = { ...NOTHING, number: text };
      setForm(scanned);
      search(scanned);
    };
    if (number) search({ ...NOTHING, number });
    else if (forReturn) search({ ...NOTHING, on: app.today() });
    return () => {
      app.codeTaker = null;
    };
  }, []);
  if (state.sale) {
    return html`<${OpenedReceipt} sale=${state.sale} onBack=${() => tell({ sale: null })} />`;
  }
  const without = forReturn && !app.training && html`<button class="btn btn-plain" type="button"
    onClick=${() => app.closeThen(() => app.run("show_unreceipted"))}>
    <${Icon} name="receipt-cutoff" />${t("unreceipted.title")}</button>`;
  return html`<${Dialog} title=${t(forReturn ? "return.find" : "receipts.title")} wide onClose=${app.close}
      foot=${without || null}>
    <${SearchForm} form=${form} setForm=${setForm} errors=${state.errors} busy=${state.busy}
      onSearch=${() => search(form)} />
    <${Found} found=${state.found} busy=${state.busy} onOpen=${open} /></${Dialog}>`;
}

/** What the form asks for, or what is wrong with it, by its fields. */
function soughtFrom({ number, on, typedDay, total, product }, words) {
  if (typedDay.trim() && !on) return { errors: { on: "receipts.day.unreadable" } };
  const amount = total.trim() ? words.parseAmount(total) : null;
  if (total.trim() && amount === null) return { errors: { total: "pay.unreadable" } };
  const sought = {
    ...(number.trim() ? { number: number.trim() } : {}), ...(on ? { on } : {}),
    ...(amount === null ? {} : { total: amount }), ...(product ? { product_id: product.id } : {}),
  };
  return Object.keys(sought).length ? { sought } : { errors: { number: "receipts.nothing_said" } };
}

function SearchForm({ form, setForm, errors, busy, onSearch }) {
  const { t } = useWords();
  const app = useApp();
  const set = (name) => (value) => setForm((now) => ({ ...now, [name]: value }));
  const submit = (event) => {
    event.preventDefault();
    onSearch();
  };
  return html`<form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
    <${TextField} name="number" label=${t("receipts.number")} hint=${t("receipts.number.hint")} value=${form.number}
      error=${errors.number} first autocomplete="off" maxlength="40" onInput=${set("number")} />
    <div class="t-cols-2">
      <${DayField} name="on" label=${t("receipts.day")} value=${form.on}
        error=${errors.on} onInput=${(on, typedDay) => setForm((now) => ({ ...now, on, typedDay }))} />
      <${TextField} name="total" label=${t("receipts.total")} value=${form.total} error=${errors.total}
        inputmode="decimal" autocomplete="off" maxlength="20" onInput=${set("total")} /></div>
    <${ProductField} form=${form} setForm=${setForm} />
    <div class="t-row"><button class="btn btn-primary" type="submit" disabled=${busy}
      aria-busy=${busy ? "true" : undefined}><${Icon} name="search" />${t("receipts.search")}</button>
      <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div></form>`;
}

/** A product of the copy: what is typed is looked for, what is pressed is taken. */
function ProductField({ form, setForm }) {
  const { t } = useWords();
  const app = useApp();
  const change = (text) => setForm((now) => ({ ...now, text, product: null }));
  const take = (product) => setForm((now) => ({ ...now, product, text: product.name }));
  const typed = form.text.trim();
  const hits = form.product || typed.length < 2 ? [] : app.catalogue.search(typed, HITS).hits;
  return html`<div><${TextField} name="product" label=${t("receipts.product")} hint=${t("receipts.product.hint")}
      value=${form.text} autocomplete="off" maxlength="200" onInput=${change} />
    ${hits.length > 0 && html`<ul class="t-menu" aria-label=${t("find.found")}>${hits.map(({ product }) => html`
      <li key=${product.id}><button type="button" class="t-menu-item" onClick=${() => take(product)}>
        <${Icon} name="capsule" />${product.name}</button></li>`)}</ul>`}</div>`;
}

function Found({ found, busy, onOpen }) {
  const words = useWords();
  const { t } = words;
  if (!found) return null;
  if (!found.receipts.length) return html`<p class="t-2 mt-3" role="status">${t("receipts.none")}</p>`;
  const how = found.has_more ? "receipts.more" : "receipts.count";
  return html`<div class="mt-3"><div class="t-2 t-sm" role="status">
      ${found.alone && html`<p class="mb-1">${t("receipts.alone")}</p>`}
      <p>${t(how, { n: found.receipts.length })}</p></div>
    <ul class="t-menu">${found.receipts.map((one) => html`<li key=${one.id}>
      <button type="button" class="t-menu-item" disabled=${busy} onClick=${() => onOpen(one.id)}>
        <${Icon} name="receipt" /><span class="t-grow t-clip"><b class="t-code">${one.number}</b>
          <span class="t-2 t-sm d-block t-clip">${whenAndWhat(one, words)}</span></span>
        <b class="t-money">${words.money(one.total)}</b></button></li>`)}</ul></div>`;
}

/** "24 Nov 2026 14:32 · Paracetamol 500 mg tablet + 2" */
function whenAndWhat(one, words) {
  const when = `${words.day(one.business_on)} ${words.time(Date.parse(one.occurred_at))}`;
  return `${when} · ${one.product}${one.lines > 1 ? ` + ${one.lines - 1}` : ""}`;
}

function OpenedReceipt({ sale, onBack }) {
  const { t } = useWords();
  const app = useApp();
  const person = useSelect((state) => state.person);
  const [copies, setCopies] = useState(sale.copies);
  const isTold = sale.copies !== undefined; // by the server, not by this device alone
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(null);
  const print = async () => {
    setBusy(true);
    const answer = await app.run("copy_receipt", sale);
    setBusy(false);
    setRefused(answer.refused ?? null);
    if (answer.copy) setCopies(answer.copy);
  };
  const giveBack = async () => {
    const { refused: not } = await app.run("show_return", sale.id);
    if (not) setRefused(not);
  };
  const foot = html`${app.may(person, COPY_RECEIPT) && html`<button class="btn btn-primary" type="button" data-first
      disabled=${busy} aria-busy=${busy ? "true" : undefined} onClick=${print}>
      <${Icon} name="printer" />${t("done.print_copy")}</button>`}
    ${app.may(person, ACCEPTS_RETURNS) && !sale.is_void && html`<button class="btn btn-plain" type="button"
      disabled=${busy} onClick=${giveBack}><${Icon} name="arrow-return-left" />${t("return.title")}</button>`}
    ${isTold && html`<${SendKey} document=${{ kind: "sale", id: sale.id, number: sale.number }} />`}
    <button class="btn btn-plain" type="button" onClick=${onBack}>${t("receipts.back")}</button>`;
  return html`<${Dialog} title=${t("receipt.label", { number: sale.number })} onClose=${app.close} foot=${foot}>
    ${refused && html`<div class="t-error mb-3" role="alert"><${Icon} name="exclamation-circle-fill" />
      <span>${refused}</span></div>`}
    ${isTold && html`<p class="t-2 mb-3" role="status">
      ${copies ? t("receipts.copies", { n: copies }) : t("receipts.copies.none")}</p>`}
    <div class="t-done-paper" tabindex="0" role="group" aria-label=${t("receipt.title")}>
      <${Receipt} sale=${sale} /></div></${Dialog}>`;
}
