/** What the patient of the basket bought last: shown, and put into the basket again. */
import { addPacks } from "../../domain/basket.js";
import { html, useEffect, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";
import { asked } from "../shell/asked.js";
import { patientOf, unreachable } from "./actions.js";

export const historyActions = {
  /** What was bought last; it is read each time and kept nowhere. */
  show_history(app) {
    if (hasPatient(app)) app.open({ kind: "history" });
  },

  /** @returns {Promise<{found?: object, refused?: string}>} */
  last_baskets(app) {
    const { person, patient } = app.store.get();
    return asked(app, unreachable(app), () => app.api.lastBaskets(person.id, patient.id));
  },

  /** Shift F6: the last basket of what the patient buys again and again, into this one. */
  async same_again(app) {
    if (!hasPatient(app)) return;
    const { basket } = app.store.get();
    const { t } = app.words();
    const { found, refused } = await app.run("last_baskets");
    if (app.store.get().basket.id !== basket.id) return;
    const last = found?.baskets.find((one) => one.lines.some((line) => line.recurs));
    if (last) app.run("repeat_basket", { last, all: false });
    else {
      app.showCard({
        level: "look", icon: "clock-history", title: t("history.nothing"), text: refused ?? t("history.nothing.text"),
      });
    }
  },

  /** Put lines of an earlier basket into this one; stock, price, safety and prescriptions are asked as of any line. */
  repeat_basket(app, { last, all }) {
    if (!app.maySell()) return;
    const { t, day } = app.words();
    const lines = last.lines.filter((line) => all || line.recurs);
    const sold = lines.map((line) => ({ ...line, ...goodsOf(app, line) }));
    const here = sold.filter((line) => line.pack);
    app.change((basket) => here.reduce((now, { product, pack, packs }) => addPacks(now, {
      id: app.env.newId(), product_id: product.id, pack_id: pack.id, packs, price: app.catalogue.quote(product, pack),
    }), basket));
    app.closeThen(() => app.backToSearch());
    const title = t("history.repeated", { day: day(last.sold_on), n: here.length });
    const missing = lines.length - here.length;
    if (missing) {
      app.showCard({ level: "look", icon: "clock-history", title, text: t("history.missing", { n: missing }) });
    } else app.store.set({ said: title, flash: { title, text: "" } });
  },
};

/** Nobody's history is asked of who can't see it; without a patient the way to one. */
function hasPatient(app) {
  const { t } = app.words();
  const patient = patientOf(app.store.get());
  if (!patient) app.run("show_patient");
  else if (!patient.is_clinical) {
    app.showCard({ level: "look", icon: "lock-fill", title: t("history.may_not.title"), text: t("history.may_not") });
  }
  return Boolean(patient?.is_clinical);
}

function goodsOf(app, line) {
  const product = app.catalogue.product(line.product_id) ?? null;
  return { product, pack: product?.packs.find((one) => one.id === line.pack_id && one.sellable) ?? null };
}

export function HistoryDialog() {
  const { t } = useWords();
  const app = useApp();
  const [state, setState] = useState({ baskets: null, refused: "" });
  useSelect((all) => all.catalogueVersion);
  useEffect(() => {
    app.run("last_baskets").then(({ found, refused }) => (
      setState({ baskets: found?.baskets ?? [], refused: refused ?? "" })));
  }, []);
  const { baskets, refused } = state;
  return html`<${Dialog} title=${t("history.title")} wide onClose=${app.close}><div class="t-stack t-stack-4">
    ${refused && html`<p class="t-error mb-0" role="alert"><${Icon} name="exclamation-circle-fill" />
      <span>${refused}</span></p>`}
    <p class="t-2 mb-0" role="status">${statusText(state, t)}</p>
    ${(baskets ?? []).map((one, index) => html`<${Earlier} key=${one.sale_id} basket=${one} first=${index === 0} />`)}
    </div></${Dialog}>`;
}

function statusText({ baskets, refused }, t) {
  if (refused) return "";
  if (!baskets) return t("history.loading");
  return t(baskets.length ? "history.text" : "history.empty");
}

function Earlier({ basket, first }) {
  const { t, day } = useWords();
  const app = useApp();
  const recurring = basket.lines.some((line) => line.recurs);
  const repeat = (all) => app.run("repeat_basket", { last: basket, all });
  return html`<section aria-label=${day(basket.sold_on)}>
    <div class="t-row t-wrap"><b>${day(basket.sold_on)}</b><span class="t-code t-2">${basket.number}</span></div>
    <ul class="list-unstyled mb-2">${basket.lines.map((line) => html`<li key=${line.product_id + line.pack_id}>
      ${lineText(app, line)} ${line.recurs && html`<span class="t-chip">${t("history.recurs")}</span>`}</li>`)}</ul>
    <div class="t-row t-wrap">${recurring && html`<button type="button" class="btn btn-primary"
        data-first=${first ? "" : undefined} onClick=${() => repeat(false)}>${t("history.repeat")}</button>`}
      <button type="button" class="btn btn-plain" data-first=${first && !recurring ? "" : undefined}
        onClick=${() => repeat(true)}>${t("history.repeat_all")}</button></div></section>`;
}

function lineText(app, line) {
  const { t, packs } = app.words();
  const { product, pack } = goodsOf(app, line);
  return pack ? `${product.name}, ${packs(pack, line.packs)}` : t("history.gone");
}
