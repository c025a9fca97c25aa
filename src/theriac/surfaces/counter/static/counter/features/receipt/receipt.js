/**
 * The receipt on 80 or 58 mm. What it shows and in which order is the country's: the settings of
 * the feed name the fields. It is drawn from the sale as written, so a reprint is the same but for
 * the word that marks it as a copy.
 */
import { html } from "../../app/html.js";
import { useReceiptWords, useSelect, useWords } from "../../app/store.js";
import { seenOf } from "../../domain/grounds.js";
import { taxSummary } from "../../domain/totals.js";
import { ReceiptBars } from "./barcode.js";

export function Receipt({ sale, copy = false }) {
  const { t } = useWords();
  const words = useReceiptWords();
  const settings = useSelect((state) => state.settings);
  const { receipt } = settings;
  const form = receipt.forms[sale.paper.form];
  const shows = (field) => form.fields.includes(field);
  const narrow = receipt.width_mm === 58;
  return html`<article class=${`t-receipt ${narrow ? "t-receipt-58 t-print-58" : "t-print-80"}`} lang=${words.language}
      aria-label=${t("receipt.label", { number: sale.number })}>
    ${copy && html`<div class="mid it t-copy">${copyWords(copy, words.t)}</div>`}
    ${sale.is_void && html`<div class="mid it">${words.t("receipt.void")}</div>`}
    <${Shop} receipt=${receipt} shows=${shows} /><hr />
    ${form.has_title && html`<div class="mid it">${form.title[words.language].toUpperCase()}</div>`}
    <${Facts} sale=${sale} shows=${shows} /><hr />
    ${sale.lines.map((line) => html`<${Item} key=${line.id} sale=${sale} line=${line} shows=${shows} />`)}<hr />
    <${Figures} sale=${sale} shows=${shows} form=${form} />
    <${Foot} receipt=${receipt} sale=${sale} shows=${shows} /></article>`;
}

/** `copy`: its number where it was recorded, else that it is one. */
const copyWords = (copy, t) => (copy === true ? t("receipt.copy") : t("receipt.copy.numbered", { n: copy }));

function Shop({ receipt, shows }) {
  const licences = receipt.licences.filter((licence) => shows(licence.code) || shows("licences"));
  const rows = [];
  for (let index = 0; index < licences.length; index += 2) {
    rows.push(licences.slice(index, index + 2));
  }
  return html`<h1>${receipt.shop}</h1><div class="mid">${receipt.address && html`${receipt.address}<br />`}
    ${receipt.phone && html`<${Phone} phone=${receipt.phone} />`}
    ${rows.map((row) => html`<div key=${row[0].code}>${row.map((one, index) => html`${index ? " · " : ""}<span
      class="t-part">${one.label} ${one.value}</span>`)}</div>`)}
    ${(receipt.header ?? []).map((text) => html`<div key=${text}>${text}</div>`)}</div>`;
}

function Phone({ phone }) {
  const { t } = useReceiptWords();
  return html`<div>${t("receipt.phone", { phone })}</div>`;
}

function Facts({ sale, shows }) {
  const words = useReceiptWords();
  const { t } = words;
  const captured = useSelect((state) => state.captured);
  const instant = Date.parse(sale.occurred_at);
  return html`<div class="r t-whole"><span>${t("receipt.no", { number: sale.number })}</span>
    <span>${t("receipt.cashier", { name: sale.paper.person })}</span></div>
    <div class="r"><span>${words.day(sale.business_on)} ${words.time(instant)}</span>
      <span>${sale.paper.terminal}</span></div>
    ${(sale.paper.prescriptions ?? []).map((code) => html`
      <div key=${code}>${t("receipt.dispensed", { code })}</div>`)}
    ${shows("ground") && sale.grounds.map((ground) => html`
      <div key=${ground.id}>${groundLine(ground, words, captured)}</div>`)}`;
}

/** The names are printed in the session that typed them; the device doesn't keep them. */
function groundLine(ground, { t, day }, captured) {
  if (ground.kind !== "prescription") return t("receipt.exception", { code: ground.exception.toUpperCase() });
  const seen = seenOf(ground, captured);
  return seen ? t("receipt.prescription", seen) : t("receipt.prescription.sealed", { day: day(ground.written_on) });
}

function Item({ sale, line, shows }) {
  const words = useReceiptWords();
  const { t, money } = words;
  const item = sale.paper.lines[line.id];
  const mark = item.mark ? ` (${item.mark})` : "";
  return html`<div class="it">${item.name}${mark}</div>
    <div class="r sub"><span>${words.packs(item.pack, line.packs)} × ${money(item.unit_price)}</span>
      <span>${money(line.gross)}</span></div>
    <${Off} line=${line} />
    ${shows("batch") && item.batches.length > 0 && html`<div class="sub">${item.batches.map((batch, index) => html`
      ${index ? ", " : ""}<span class="t-code">${batch.number}</span>
      ${item.batches.length > 1 ? ` (${words.number(batch.quantity)})` : ""}
      ${batch.expiry ? ` · ${t("receipt.expiry", { expiry: expiryOf(batch.expiry, words) })}` : ""}`)}</div>`}
    ${shows("hsn") && item.hsn && html`<div class="sub">${t("receipt.hsn", { hsn: item.hsn })}</div>`}`;
}

/** What a promotion took off, in its own words, and what whoever sold did. */
function Off({ line }) {
  const { t, money } = useReceiptWords();
  const given = line.promotion_off ?? 0;
  const own = line.discount - given;
  return html`${given > 0 && html`<div class="r sub"><span>${line.promotion_told || t("receipt.discount")}</span>
      <span>${money(-given)}</span></div>`}
    ${own > 0 && html`<div class="r sub"><span>${t("receipt.discount")}</span>
      <span>${money(-own)}</span></div>`}`;
}

/** The month is enough when the batch is good until its last day. */
function expiryOf(expiry, words) {
  const nextDay = new Date(Date.parse(`${expiry}T00:00:00Z`) + 86_400_000);
  return nextDay.getUTCDate() === 1 ? words.month(expiry) : words.day(expiry);
}

function Figures({ sale, shows, form }) {
  const { t, money, rate } = useReceiptWords();
  const { place } = useReceiptWords();
  const inclusive = sale.paper.inclusive;
  const taxes = shows("taxes") ? sale.paper.taxes : [];
  const base = shows("taxable") && taxes.length > 0 && html`<div class="r">
    <span>${t(place.country === "id" ? "receipt.dpp" : "receipt.taxable")}</span>
    <span>${money(sale.lines.reduce((sum, line) => sum + line.taxable, 0))}</span></div>`;
  const rows = taxes.map((tax) => html`<div class="r" key=${tax.code + tax.rate_bp}>
    <span>${inclusive && place.country === "id"
      ? t("receipt.includes", { tax: tax.code }) : `${tax.code} ${rate(tax.rate_bp)}`}</span>
    <span>${money(tax.amount)}</span></div>`);
  const first = place.country === "in" ? html`<${TaxByRate} sale=${sale} shown=${shows("taxes")} />`
    : place.country === "id" ? null : html`${base}${rows}`;
  const last = place.country === "id" && taxes.length > 0 ? html`<hr />${base}${rows}` : null;
  return html`${first}${sale.rounding !== 0 && html`<div class="r"><span>${t("total.rounding")}</span>
    <span>${money(sale.rounding)}</span></div>`}
    <div class="r big"><span>${t("receipt.total")}</span><span>${money(sale.total)}</span></div>
    ${sale.payments.map((payment) => html`<${Payment} key=${payment.id} payment=${payment} />`)}${last}
    <${Points} points=${sale.paper.points} />
    ${place.country !== "id" && form.statements.map((text) => html`<div class="mid">${text}</div>`)}`;
}

/** The member's card, its last digits alone, and what it earned and spent. */
function Points({ points }) {
  const { t, number } = useReceiptWords();
  if (!points) return null;
  return html`<hr /><div class="r"><span>${t("receipt.points.card")}</span>
      <span>… ${points.number.slice(-4)}</span></div>
    ${points.spent > 0 && html`<div class="r"><span>${t("receipt.points.spent")}</span>
      <span>${number(points.spent)}</span></div>`}
    <div class="r"><span>${t("receipt.points.earned")}</span><span>${number(points.earned)}</span></div>`;
}

/** India: each rate with what it is on and its taxes, as GST's rule 46 asks of an invoice. */
function TaxByRate({ sale, shown }) {
  const { t, money, rate } = useReceiptWords();
  if (!shown) return null;
  return taxSummary(sale.lines).map((group) => html`<div class="r" key=${group.rate_bp}>
      <span>${t("receipt.taxable_at", { rate: rate(group.rate_bp) })}</span><span>${money(group.taxable)}</span></div>
    ${group.taxes.map((tax) => html`<div class="r" key=${tax.code + tax.rate_bp}>
      <span>${tax.code} ${rate(tax.rate_bp)}</span><span>${money(tax.amount)}</span></div>`)}`);
}

function Payment({ payment }) {
  const { t, money } = useReceiptWords();
  const given = payment.tendered;
  return html`<div class="r"><span>${t(`method.${payment.method}`)}</span><span>${money(given)}</span></div>
    ${payment.method === "cash" && html`<div class="r it"><span>${t("pay.change")}</span>
      <span>${money(payment.change)}</span></div>`}`;
}

function Foot({ receipt, sale, shows }) {
  const { t } = useReceiptWords();
  const { pharmacist } = receipt;
  const footer = receipt.footer || t("receipt.wish");
  return html`<hr /><div class="mid">
    ${shows("registered_pharmacist") && pharmacist && html`<div>${t("receipt.pharmacist", { name: pharmacist })}</div>`}
    ${footer.split("\n").map((text) => html`<div key=${text}><b>${text}</b></div>`)}</div>
    <${ReceiptBars} number=${sale.number} />`;
}

/** What the printer gets: nothing but the receipt. */
export function Paper() {
  const paper = useSelect((state) => state.paper);
  if (!paper) return null;
  return html`<div class="t-paper" aria-hidden="true"><${Receipt} sale=${paper.sale} copy=${paper.copy} /></div>`;
}
