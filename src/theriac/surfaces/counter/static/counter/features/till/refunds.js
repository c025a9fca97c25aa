/** Refunds that customers are owed: each is paid out of the till by one press. */
import { html, useEffect, useState } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import { Icon } from "../shell/icon.js";

export function RefundsPart({ onBack }) {
  const { t } = useWords();
  const app = useApp();
  const [found, setFound] = useState(null);
  useEffect(() => {
    app.run("owed_refunds").then(setFound);
  }, []);
  if (!found) return html`<p class="t-2 mb-0" role="status">${t("till.refunds.asking")}</p>`;
  const paid = (one) => setFound({ refunds: found.refunds.filter((other) => other !== one) });
  return html`<div class="t-stack t-stack-4">
    ${found.refused ? html`<div class="t-error" role="alert"><${Icon} name="exclamation-circle-fill" />
        <span>${found.refused}</span></div>`
    : found.refunds.length ? html`<ul class="t-return-rows">${found.refunds.map((one) => html`
        <${Owed} key=${one.return_id} one=${one} onPaid=${() => paid(one)} />`)}</ul>`
      : html`<p class="mb-0" role="status">${t("till.refunds.none")}</p>`}
    <div class="t-row"><button class="btn btn-quiet" type="button" onClick=${onBack}>${t("till.back")}</button></div>
  </div>`;
}

function Owed({ one, onPaid }) {
  const { t, money, time, day, dayOf } = useWords();
  const app = useApp();
  const [busy, setBusy] = useState(false);
  const at = Date.parse(one.at);
  const pay = async () => {
    setBusy(true);
    await app.run("pay_refund", one);
    onPaid();
  };
  return html`<li class="t-return-row"><div class="t-grow"><b class="t-code">${one.number}</b>
      <div class="t-2 t-sm">${day(dayOf(at))}, ${time(at)} · ${one.person}</div></div>
    <button class="btn btn-primary" type="button" disabled=${busy} onClick=${pay}>
      ${t("till.refund.pay", { amount: money(one.amount) })}</button></li>`;
}
