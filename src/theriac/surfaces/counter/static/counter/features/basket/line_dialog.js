/** One line opened: another batch with its reason, another pack, how it is taken, or out of the basket. */
import { html, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { PromotionReasons } from "../promotions/given.js";
import { doseText } from "../safety/names.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";
import { ExpiryBadge, OpenedBadge, OwnPriceBadge } from "./marks.js";

/** Why somebody takes another batch than the proposed one. */
export const PIN_REASONS = ["in_hand", "customer_asks", "not_found"];

export function LineDialog({ lineId }) {
  const words = useWords();
  const { t } = words;
  const app = useApp();
  const assessed = useSelect((state) => state.assessed);
  const row = assessed.lines.find((one) => one.line.id === lineId);
  const discounts = useSelect((state) => Boolean(state.settings?.discounts));
  const [chosen, setChosen] = useState(row?.line.pin ?? row?.proposed[0]?.id ?? null);
  const [reason, setReason] = useState("");
  if (!row) return null;
  const proposed = row.proposed[0]?.id ?? null;
  const leaving = chosen !== null && chosen !== proposed;
  const act = (name, argument) => {
    app.closeThen(() => app.run(name, argument));
  };
  const giveDiscount = () => app.closeThen(() => app.open({ kind: "discount", lineId }));
  const sayDose = () => app.closeThen(() => app.open({ kind: "dose", lineId }));
  const { dose } = row.line;
  const take = () => act("pin", { lineId, batchId: leaving ? chosen : null, reason });
  const foot = html`<button class="btn btn-plain" type="button" onClick=${() => act("remove", lineId)}>
      <${Icon} name="trash3" />${t("line.remove")}</button>
    ${discounts && html`<button class="btn btn-plain" type="button" onClick=${giveDiscount}>
      <${Icon} name="percent" />${t("discount.open")}</button>`}
    <button class="btn btn-plain" type="button" data-dose onClick=${sayDose}><${Icon} name="clock" />
      ${dose ? t("safety.dose.said", { dose: doseText(dose, app.place().country) }) : t("safety.dose.open")}</button>
    <button class="btn btn-primary t-end" type="button" disabled=${leaving && !reason}
      onClick=${take}>${t("line.take")}</button>`;
  return html`<${Dialog} title=${row.product.name} onClose=${app.close} foot=${foot} wide>
    <${Packs} row=${row} words=${words} onChoose=${(packId) => act("set_pack", { lineId, packId })} />
    <${PromotionReasons} row=${row} />
    <fieldset class="t-fieldset"><legend>${t("line.batches")}</legend>
      ${row.proposed.length === 0 && html`<p class="t-2">${t("take.none")}</p>`}
      ${row.proposed.map((batch, index) => html`<label key=${batch.id}
        class=${`t-choice t-choice-row ${batch.id === chosen ? "is-on" : ""}`}>
        <input class="form-check-input" type="radio" name="batch" value=${batch.id} checked=${batch.id === chosen}
          data-first=${index === 0 ? "" : undefined} onChange=${() => setChosen(batch.id)} />
        <b class="t-code">${batch.number}</b><${ExpiryBadge} batch=${batch} words=${words} now=${app.today()} />
        ${batch.shelf && html`<span class="t-nowrap t-2 t-sm">${t("shelf", { shelf: batch.shelf })}</span>`}
        <span class="t-qty t-2 t-sm">${words.quantity(row.product, batch.quantity)}</span>
        ${index === 0 && html`<span class="t-badge t-badge-go">${t("line.proposed")}</span>`}
        ${batch.own_price && html`<${OwnPriceBadge} price=${app.catalogue.priceOf(row.product, row.pack, batch)}
          words=${words} />`}
        ${batch.opened && html`<${OpenedBadge} words=${words} />`}</label>`)}
    </fieldset>
    ${leaving && html`<${Reasons} reason=${reason} onChoose=${setReason} />`}
  </${Dialog}>`;
}

function Packs({ row, words, onChoose }) {
  const packs = row.product.packs.filter((pack) => pack.sellable);
  if (packs.length < 2) return null;
  return html`<div class="t-stack mb-3"><span class="form-label mb-0" id="packs">${words.t("line.packs")}</span>
    <div class="t-row t-wrap" role="group" aria-labelledby="packs">${packs.map((pack) => html`
      <button key=${pack.id} type="button" class="btn btn-plain"
        aria-pressed=${pack.id === row.pack.id ? "true" : "false"}
        onClick=${() => onChoose(pack.id)}>${words.packTitle(pack)}</button>`)}</div></div>`;
}

function Reasons({ reason, onChoose }) {
  const { t } = useWords();
  return html`<fieldset class="t-fieldset mt-3"><legend>${t("line.why")}</legend>
    <div class="t-row t-wrap">${PIN_REASONS.map((one) => html`<label key=${one}
      class=${`t-choice t-choice-row ${one === reason ? "is-on" : ""}`}>
      <input class="form-check-input" type="radio" name="why" value=${one} checked=${one === reason}
        onChange=${() => onChoose(one)} />
      ${t(`line.why.${one}`)}</label>`)}</div></fieldset>`;
}
