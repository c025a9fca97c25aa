/** An X or Z report: on the screen, and on 58 or 80 mm paper. */
import { html } from "../../app/html.js";
import { useReceiptWords, useSelect } from "../../app/store.js";
import { countedCash, expectedCash, expectedLines } from "../../domain/till.js";

const TAKES = new Set(["change", "refunds", "taken_out", "dropped"]);

export function TillReport({ session }) {
  const words = useReceiptWords();
  const settings = useSelect((state) => state.settings);
  const { t } = words;
  const { receipt } = settings;
  const narrow = receipt.width_mm === 58;
  const { closing } = session;
  const title = closing ? t("till.report.z", { number: closing.z_number }) : t("till.report.x");
  return html`<article class=${`t-receipt ${narrow ? "t-receipt-58 t-print-58" : "t-print-80"}`} lang=${words.language}
      aria-label=${title}>
    <h1>${receipt.shop}</h1><div class="mid it">${title}</div>
    <${Facts} session=${session} terminal=${settings.terminal.name} /><hr />
    <${Sold} session=${session} /><hr /><${Expected} session=${session} />
    ${session.taken.length > 0 && html`<hr /><${Taken} taken=${session.taken} />`}
    ${session.moves.length > 0 && html`<hr /><${Moves} moves=${session.moves} />`}
    ${closing && html`<hr /><${Counted} session=${session} />`}</article>`;
}

function Row({ name, value, strong = false }) {
  return html`<div class=${strong ? "r it" : "r"}><span>${name}</span><span>${value}</span></div>`;
}

function Facts({ session, terminal }) {
  const { t, time, day, dayOf } = useReceiptWords();
  const at = (instant) => `${day(dayOf(Date.parse(instant)))} ${time(Date.parse(instant))}`;
  const { opening, closing } = session;
  return html`<div class="mid">${terminal}</div>
    <${Row} name=${t("till.report.opened")} value=${at(opening.at)} />
    <${Row} name=${t("till.report.by")} value=${session.opened_by} />
    ${closing && html`<${Row} name=${t("till.report.closed")} value=${at(closing.at)} />`}`;
}

function Sold({ session }) {
  const { t, money, number, rate } = useReceiptWords();
  const { sums, methods, taxes, numbers } = session;
  return html`<${Row} name=${t("till.report.sales")} value=${number(sums.count)} />
    ${Object.entries(methods).map(([method, { count, amount }]) => html`<${Row} key=${method}
      name=${`${t(`method.${method}`)} × ${number(count)}`} value=${money(amount)} />`)}
    ${sums.discount !== 0 && html`<${Row} name=${t("till.report.discount")} value=${money(sums.discount)} />`}
    ${sums.rounding !== 0 && html`<${Row} name=${t("total.rounding")} value=${money(sums.rounding)} />`}
    ${taxes.map((tax) => html`<${Row} key=${tax.code + tax.rate_bp} name=${`${tax.code} ${rate(tax.rate_bp)}`}
      value=${money(tax.amount)} />`)}
    <${Row} strong name=${t("till.report.total")} value=${money(sums.total)} />
    ${numbers.map((one) => html`<div key=${one.series_id} class="sub t-code">
      ${one.from === one.to ? one.from : `${one.from} – ${one.to}`}</div>`)}`;
}

function Expected({ session }) {
  const { t, money } = useReceiptWords();
  return html`${Object.entries(expectedLines(session)).map(([name, amount]) => html`<${Row} key=${name}
      name=${t(`till.line.${name}`)} value=${money(TAKES.has(name) && amount ? -amount : amount)} />`)}
    <${Row} strong name=${t("till.expected")} value=${money(expectedCash(session))} />`;
}

/** Money for accounts and gift cards that isn't cash. */
function Taken({ taken }) {
  const { t, money, number } = useReceiptWords();
  return html`<div class="it">${t("till.report.taken")}</div>${taken.map(({ reason, method, count, amount }) => html`
    <div key=${reason + method}><${Row} name=${`${t(`method.${method}`)} × ${number(count)}`} value=${money(amount)} />
      <div class="sub">${t(`till.reason.cash_in.${reason}`)}</div></div>`)}`;
}

function Moves({ moves }) {
  const { t, money, time } = useReceiptWords();
  return html`${moves.map((move) => html`<div key=${move.id}><${Row}
      name=${`${time(Date.parse(move.at))} ${t(`till.${move.kind}`)}`} value=${money(move.amount)} />
    <div class="sub">${t(`till.reason.${move.kind}.${move.reason}`)}${move.note && ` · ${move.note}`}</div></div>`)}`;
}

function Counted({ session }) {
  const { t, money, number } = useReceiptWords();
  const { closing, pieces } = session;
  const counted = countedCash(session);
  return html`${pieces.filter((one) => one.pieces).map((one) => html`<${Row} key=${one.value}
      name=${`${money(one.value)} × ${number(one.pieces)}`} value=${money(one.value * one.pieces)} />`)}
    <${Row} strong name=${t("till.counted")} value=${money(counted)} />
    <${Row} strong name=${t("till.variance")} value=${money(counted - closing.expected)} />
    ${closing.why && html`<div class="sub">
      ${t(`till.why.${closing.why}`)}${closing.note && ` · ${closing.note}`}</div>`}
    <${Row} name=${t("till.to_safe")} value=${money(closing.to_safe)} />
    <${Row} name=${t("till.left")} value=${money(counted - closing.to_safe)} />`;
}

/** What the printer gets of a till: nothing but the report. */
export function TillPaper() {
  const session = useSelect((state) => state.tillPaper);
  if (!session) return null;
  return html`<div class="t-paper" aria-hidden="true"><${TillReport} session=${session} /></div>`;
}
