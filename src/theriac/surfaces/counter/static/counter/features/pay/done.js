/** After the payment: the change in large figures and the receipt, until the next sale begins. */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Receipt } from "../receipt/receipt.js";
import { SendKey } from "../receipt/send.js";
import { Icon } from "../shell/icon.js";

export function DonePanel() {
  const { t, money } = useWords();
  const app = useApp();
  const shown = useSelect((state) => state.shown);
  const { sale, delivery } = shown;
  const change = sale.payments.reduce((sum, payment) => sum + payment.change, 0);
  const cash = sale.payments.filter((payment) => payment.method === "cash")
    .reduce((sum, payment) => sum + payment.tendered, 0);
  return html`<div class="t-done t-noprint" data-done=${sale.number}>
    <div class="t-stack t-stack-3"><div class="t-change" role="status">
        <span><span class="t-strong t-lg d-block">${t("pay.change")}</span>
          <span class="t-sm">${cash ? t("done.from_cash", { amount: money(cash) }) : t("done.no_cash")}</span></span>
            <b>${money(change)}</b></div>
      <div class="t-row t-wrap"><span class="t-badge t-badge-go">
        <${Icon} name="check-circle-fill" />${t("done.saved")}</span>
        <${Delivered} delivery=${delivery} /></div>
      <dl class="t-facts"><dt>${t("receipt.number")}</dt><dd class="t-code">${sale.number}</dd>
        <dt>${t("pay.total")}</dt><dd class="t-money t-strong">${money(sale.total)}</dd></dl>
      <div class="t-row t-wrap"><button class="btn btn-plain" type="button" onClick=${() => app.run("print", shown)}>
        <${Icon} name="printer" />${t(delivery?.printed ? "done.print_copy" : "done.print")}</button>
        <button class="btn btn-plain" type="button" onClick=${() => app.run("share_receipt", shown)}>
          <${Icon} name="share" />${t("done.share")}</button>
        <${SendKey} document=${{ kind: "sale", id: sale.id, number: sale.number }}
          unknown=${() => (delivery?.state === "acknowledged" ? "" : "send.unsent")} /></div>
      <p class="t-2">${t("done.next")}</p></div>
    <div class="t-done-paper" tabindex="0" role="group" aria-label=${t("receipt.title")}>
      <${Receipt} sale=${sale} /></div></div>`;
}

function Delivered({ delivery }) {
  const { t } = useWords();
  if (delivery?.state === "acknowledged" && delivery.cases) {
    return html`<span class="t-badge t-badge-look">
      <${Icon} name="exclamation-triangle-fill" />${t("done.case")}</span>`;
  }
  if (delivery?.state === "acknowledged") return html`<span class="t-badge t-badge-go">
    <${Icon} name="cloud-check" />${t("done.sent")}</span>`;
  if (delivery?.state === "held") return html`<span class="t-badge t-badge-look">
    <${Icon} name="pause-circle-fill" />${t("done.held")}</span>`;
  return html`<span class="t-badge t-badge-note"><${Icon} name="cloud-arrow-up" />${t("done.unsent")}</span>`;
}
