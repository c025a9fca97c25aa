/** A customer puts more money onto a gift card: which card, how much, and how it is paid. */
import { html, useEffect, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Received } from "../money/received.js";
import { MoneyForm } from "../money/way.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";

export function TopUpDialog() {
  const { t } = useWords();
  const app = useApp();
  const unconfirmed = useSelect((state) => state.unconfirmed);
  const [card, setCard] = useState(null);
  if (unconfirmed) return html`<${Received} key=${unconfirmed.id} row=${unconfirmed} />`;
  return html`<${Dialog} title=${t("money.top_up")} onClose=${app.close}>
    ${card ? html`<${AmountForm} card=${card} onBack=${() => setCard(null)} />`
      : html`<${CardForm} onFound=${setCard} />`}</${Dialog}>`;
}

function CardForm({ onFound }) {
  const { t } = useWords();
  const app = useApp();
  const [text, setText] = useState("");
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const find = async (sought) => {
    setBusy(true);
    const { card, refused } = await app.run("find_card_to_top_up", sought);
    setBusy(false);
    setError(refused ?? null);
    if (card) onFound(card);
  };
  useEffect(() => {
    app.codeTaker = find;
    return () => {
      app.codeTaker = null;
    };
  });
  const submit = (event) => {
    event.preventDefault();
    find(text);
  };
  return html`<form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
    <${TextField} name="gift-code" label=${t("gift.top_up.code")} hint=${t("gift.top_up.code.hint")} value=${text}
      first autocomplete="off" maxlength="24" onInput=${setText} />
    ${error && html`<div class="t-error" role="alert"><${Icon} name="exclamation-circle-fill" />
      <span>${error}</span></div>`}
    <div class="t-row t-wrap"><button class="btn btn-primary" type="submit" disabled=${busy}
      aria-busy=${busy ? "true" : undefined}><${Icon} name="search" />${t("gift.top_up.find")}</button>
      <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div></form>`;
}

function AmountForm({ card, onBack }) {
  const { t, money } = useWords();
  const app = useApp();
  const [error, setError] = useState(null);
  const take = (way) => {
    setError(way.amount ? null : "till.amount.wrong");
    return way.amount ? app.run("take_money", { kind: "top_up", told: { card_id: card.id }, way }) : null;
  };
  return html`<p class="mb-3"><span class="t-code">${card.number}</span><br />
      ${t("gift.top_up.holds", { amount: money(card.balance) })}</p>
    <${MoneyForm} label=${t("gift.top_up.amount")} button=${t("gift.top_up.take")} error=${error} take=${take}
      back=${t("till.back")} onBack=${onBack} />`;
}
