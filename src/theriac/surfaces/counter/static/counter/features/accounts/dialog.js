/** A customer pays what their account owes: whose account, how much, and how. */
import { html, useEffect, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { spacedNumber } from "../../domain/credit.js";
import { Received } from "../money/received.js";
import { MoneyForm } from "../money/way.js";
import { patientOf } from "../patient/actions.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";

export function AccountDialog() {
  const { t } = useWords();
  const app = useApp();
  const unconfirmed = useSelect((state) => state.unconfirmed);
  const [account, setAccount] = useState(null);
  if (unconfirmed) return html`<${Received} key=${unconfirmed.id} row=${unconfirmed} />`;
  return html`<${Dialog} title=${t("money.account")} onClose=${app.close}>
    ${account ? html`<${PayForm} account=${account} onBack=${() => setAccount(null)} />`
      : html`<${FindForm} onChosen=${setAccount} />`}</${Dialog}>`;
}

function FindForm({ onChosen }) {
  const { t } = useWords();
  const app = useApp();
  const patient = useSelect((state) => patientOf(state));
  const [text, setText] = useState("");
  const [found, setFound] = useState(null);
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const find = async (sought, isOne) => {
    setBusy(true);
    const answer = await app.run("find_accounts", sought);
    setBusy(false);
    setError(answer.refused ?? null);
    const accounts = answer.found?.accounts ?? [];
    if (isOne && accounts.length === 1) onChosen(accounts[0]);
    else setFound(answer.found ?? null);
  };
  useEffect(() => {
    app.codeTaker = (code) => find(code, true);
    return () => {
      app.codeTaker = null;
    };
  });
  const submit = (event) => {
    event.preventDefault();
    if (text.trim().length < 2) setError("account.short");
    else find(text, true);
  };
  return html`<form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
      <${TextField} name="account" label=${t("account.find")} hint=${t("account.find.hint")} value=${text}
        error=${error} first autocomplete="off" maxlength="120" onInput=${setText} />
      <div class="t-row t-wrap"><button class="btn btn-primary" type="submit" disabled=${busy}
        aria-busy=${busy ? "true" : undefined}><${Icon} name="search" />${t("account.search")}</button>
        ${patient && html`<button class="btn btn-plain" type="button" disabled=${busy}
          onClick=${() => find("", true)}>${t("account.of_patient")}</button>`}
        <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div></form>
    ${found && html`<div class="mt-3" role="status"><${AccountList} found=${found} onChosen=${onChosen} /></div>`}`;
}

/** Accounts to choose from; `onChosen` hears the one. */
export function AccountList({ found, onChosen }) {
  const { t, money } = useWords();
  if (!found.accounts.length) return html`<p class="t-2 mb-0">${t("account.none")}</p>`;
  return html`<ul class="t-menu">${found.accounts.map((one) => html`<li key=${one.number}>
      <button type="button" class="t-menu-item" onClick=${() => onChosen(one)}><${Icon} name="building" />
        <span class="t-clip">${one.name || spacedNumber(one.number)}</span>
        <span class="t-end t-2 t-num">${t("account.owes", { amount: money(one.owed) })}</span></button></li>`)}</ul>
    ${found.has_more && html`<p class="t-2 t-sm mb-0">${t("account.more")}</p>`}`;
}

function PayForm({ account, onBack }) {
  const { t, money, amount } = useWords();
  const app = useApp();
  const [error, setError] = useState(null);
  const isOwing = account.owed > 0;
  const take = (way) => {
    const over = way.amount > account.owed && t("account.over", { amount: money(account.owed) });
    setError(way.amount ? over || null : "till.amount.wrong");
    if (!way.amount || over) return null;
    return app.run("take_money", { kind: "account", told: { number: account.number }, way });
  };
  return html`<p class="mb-3"><b>${account.name}</b> <span class="t-code">${spacedNumber(account.number)}</span><br />
      ${isOwing ? t("account.owes", { amount: money(account.owed) }) : t("account.owes_nothing")}</p>
    ${isOwing ? html`<${MoneyForm} label=${t("account.amount")} button=${t("account.receive")} error=${error}
      first=${amount(account.owed)} take=${take} back=${t("till.back")} onBack=${onBack} />`
    : html`<div class="t-row"><button class="btn btn-quiet" type="button" data-first
      onClick=${onBack}>${t("till.back")}</button></div>`}`;
}
