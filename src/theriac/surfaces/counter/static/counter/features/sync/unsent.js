/** What the server hasn't acknowledged: sales and the till's documents, with what stood in the way. */
import { readHeld, readUnsent } from "../../db/sales.js";
import { readTillWaiting } from "../../db/till.js";
import { html, useEffect, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";

export function UnsentDialog() {
  const { t } = useWords();
  const app = useApp();
  const sync = useSelect((state) => state.sync);
  const [rows, setRows] = useState(null);
  const [saved, setSaved] = useState(0);
  useEffect(() => {
    Promise.all([readUnsent(app.db), readHeld(app.db), readTillWaiting(app.db)])
      .then(([unsent, held, till]) => setRows([...[...unsent, ...held].map(rowOfSale), ...till.map(rowOfTill)]));
  }, [sync]);
  if (rows === null) return null;
  const save = async () => setSaved(await app.run("save_unsent"));
  const send = html`<button class="btn btn-plain" type="button" onClick=${save}>
    <${Icon} name="download" />${t("unsent.save")}</button>
    <button class="btn btn-plain" type="button" onClick=${() => app.closeThen(() => app.open({ kind: "show_codes" }))}>
    <${Icon} name="qr-code" />${t("codes.show")}</button>
    <button class="btn btn-primary" type="button" data-first onClick=${() => app.syncNow()}>
    <${Icon} name="cloud-arrow-up" />${t("unsent.send")}</button>`;
  return html`<${Dialog} title=${t("unsent.title")} wide reading onClose=${app.close} foot=${rows.length ? send : null}>
    ${saved > 0 && html`<div class="t-notice t-notice-go mb-3" role="status"><${Icon} name="check-circle-fill" />
      <div class="t-notice-title">${t("unsent.saved", { n: saved })}</div></div>`}
    ${rows.length ? html`<${UnsentTable} rows=${rows} />` : html`<div class="t-empty">
      <${Icon} name="cloud-check" /><h2 class="t-h3">${t("unsent.none")}</h2><p>${t("unsent.none.text")}</p></div>`}
  </${Dialog}>`;
}

const rowOfSale = ({ sale, delivery }) => ({
  id: sale.id, number: sale.number, at: sale.occurred_at, amount: sale.total, delivery,
});

/** What the till tells has an amount and, where it closes, a number. */
const rowOfTill = ({ document, state }) => ({
  id: document.id, kind: document.kind, number: document.z_number ?? document.number, at: document.at,
  amount: document.amount ?? document.total ?? document.cash, delivery: { state },
});

function UnsentTable({ rows }) {
  const { t, time, day, dayOf, money } = useWords();
  const amountOf = (amount) => (typeof amount === "number" ? money(amount) : "");
  return html`<div class="t-scroll"><table class="table t-table t-stacked"><thead><tr>
      <th scope="col">${t("unsent.number")}</th><th scope="col">${t("unsent.time")}</th>
      <th scope="col" class="num">${t("basket.amount")}</th><th scope="col">${t("unsent.state")}</th></tr></thead>
    <tbody>${rows.map(({ id, kind, number, at, amount, delivery }) => html`<tr key=${id}>
      <td class="t-full">${kind && html`${t(`till.${kind}`)} `}<span class="t-code t-strong">${number}</span></td>
      <td class="t-num">${time(Date.parse(at))} <span class="t-2 t-sm">${day(dayOf(Date.parse(at)))}</span></td>
      <td class="num">${amountOf(amount)}</td>
      <td>${stateText(delivery, t)}</td></tr>`)}</tbody></table></div>`;
}

function stateText(delivery, t) {
  if (delivery.state === "held") return t("unsent.held");
  if (delivery.last_error === "unreachable") return t("unsent.unreachable");
  if (delivery.last_error) return t("unsent.refused");
  return t(delivery.state === "sent" ? "unsent.sent" : "unsent.waiting");
}
