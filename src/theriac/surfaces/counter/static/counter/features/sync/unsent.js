/** The sales that the server hasn't acknowledged: number, time, amount, and what stood in the way. */
import { readHeld, readUnsent } from "../../db/sales.js";
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
    Promise.all([readUnsent(app.db), readHeld(app.db)]).then(([unsent, held]) => setRows([...unsent, ...held]));
  }, [sync]);
  if (rows === null) return null;
  const save = async () => setSaved(await app.run("save_unsent"));
  const send = html`<button class="btn btn-plain" type="button" onClick=${save}>
    <${Icon} name="download" />${t("unsent.save")}</button>
    <button class="btn btn-primary" type="button" data-first onClick=${() => app.syncNow()}>
    <${Icon} name="cloud-arrow-up" />${t("unsent.send")}</button>`;
  return html`<${Dialog} title=${t("unsent.title")} wide reading onClose=${app.close} foot=${rows.length ? send : null}>
    ${saved > 0 && html`<div class="t-notice t-notice-go mb-3" role="status"><${Icon} name="check-circle-fill" />
      <div class="t-notice-title">${t("unsent.saved", { n: saved })}</div></div>`}
    ${rows.length ? html`<${UnsentTable} rows=${rows} />` : html`<div class="t-empty">
      <${Icon} name="cloud-check" /><h2 class="t-h3">${t("unsent.none")}</h2><p>${t("unsent.none.text")}</p></div>`}
  </${Dialog}>`;
}

function UnsentTable({ rows }) {
  const { t, time, day, dayOf, money } = useWords();
  return html`<div class="t-scroll"><table class="table t-table t-stacked"><thead><tr>
      <th scope="col">${t("unsent.number")}</th><th scope="col">${t("unsent.time")}</th>
      <th scope="col" class="num">${t("basket.amount")}</th><th scope="col">${t("unsent.state")}</th></tr></thead>
    <tbody>${rows.map(({ sale, delivery }) => html`<tr key=${sale.id}>
      <td class="t-full"><span class="t-code t-strong">${sale.number}</span></td>
      <td class="t-num">${time(Date.parse(sale.occurred_at))} <span
        class="t-2 t-sm">${day(dayOf(Date.parse(sale.occurred_at)))}</span></td>
      <td class="num">${money(sale.total)}</td>
      <td>${stateText(delivery, t)}</td></tr>`)}</tbody></table></div>`;
}

function stateText(delivery, t) {
  if (delivery.state === "held") return t("unsent.held");
  if (delivery.last_error === "unreachable") return t("unsent.unreachable");
  if (delivery.last_error) return t("unsent.refused");
  return t(delivery.state === "sent" ? "unsent.sent" : "unsent.waiting");
}
