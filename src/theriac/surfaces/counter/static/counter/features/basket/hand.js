/**
 * "I have it in my hand": the books have none, the shelf does. Batch and expiry are typed or
 * scanned; the units come in with the sale that takes them, and somebody is asked to count.
 */
import { html, useLayoutEffect, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { UnreadableCode, readCode } from "../../domain/gs1.js";
import { labelDate } from "../../domain/gs1/dates.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";

export const ADJUST = "stock.adjust";

export function HandDialog({ lineId = null, product = null, pack = null, packs = 1, number = "", expiry = "" }) {
  const words = useWords();
  const { t } = words;
  const app = useApp();
  const person = useSelect((state) => state.person);
  const assessed = useSelect((state) => state.assessed);
  const row = assessed.lines.find((one) => one.line.id === lineId) ?? null;
  const goods = row?.product ?? product;
  const [form, setForm] = useState({ number, expiry: expiry ? words.day(expiry) : "", iso: expiry });
  const [errors, setErrors] = useState({});
  const may = app.may(person, ADJUST);
  useLayoutEffect(() => (may ? takeCodes(app, goods, setForm, setErrors) : undefined), [may, goods]);
  if (!goods) return null;
  const title = t("hand.title", { name: goods.name });
  if (!may) return html`<${Dialog} title=${title} onClose=${app.close}><${WhoMay} person=${person} /></${Dialog}>`;
  const submit = (event) => {
    event.preventDefault();
    const expires = form.iso || labelDate(form.expiry, Number(app.today().slice(0, 4)));
    const found = errorsOf(form, expires, app.today());
    setErrors(found);
    const first = Object.keys(found)[0];
    if (first) return event.currentTarget.elements[first]?.focus();
    const known = app.catalogue.shelf(goods.id).find((batch) => batch.number === form.number.trim());
    app.closeThen(() => app.run("in_hand", {
      lineId, product: goods, pack, packs,
      found: {
        batch_id: known?.id ?? app.env.newId(), number: form.number.trim(), expiry: expires,
        permitted_by: person.id,
      },
    }));
    return undefined;
  };
  return html`<${Dialog} title=${title} onClose=${app.close}>
    <form class="t-stack t-stack-4" novalidate onSubmit=${submit}>
      <p class="t-2">${t("hand.text")}</p>
      <${TextField} name="number" label=${t("hand.number")} value=${form.number} error=${errors.number} first
        autocomplete="off" maxlength="60" onInput=${(text) => setForm((now) => ({ ...now, number: text }))} />
      <${TextField} name="expiry" label=${t("hand.expiry")} hint=${t("hand.expiry.hint")} value=${form.expiry}
        error=${errors.expiry} autocomplete="off"
        onInput=${(text) => setForm((now) => ({ ...now, expiry: text, iso: "" }))} />
      <div class="t-row"><button class="btn btn-primary" type="submit">${t("hand.take")}</button>
        <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div>
    </form></${Dialog}>`;
}

function errorsOf(form, expires, today) {
  const errors = {};
  if (!form.number.trim()) errors.number = "hand.number.missing";
  if (!expires) errors.expiry = "hand.expiry.wrong";
  else if (expires <= today) errors.expiry = "hand.expiry.past";
  return errors;
}

/** A scan fills the fields; a code of another product is refused. */
function takeCodes(app, goods, setForm, setErrors) {
  app.codeTaker = (text) => {
    const { t, day } = app.words();
    const known = app.catalogue.findCode(text, app.today());
    const refused = known?.problem === "unreadable" ? `code.fault.${known.fault}`
      : known?.product && known.product.id !== goods.id ? "hand.other" : null;
    if (refused) {
      app.refuse(t(refused));
      setErrors({ number: refused });
      return;
    }
    const read = readOr(text, Number(app.today().slice(0, 4)));
    app.env.sound.good();
    setErrors({});
    setForm((now) => ({
      number: read?.batchNumber ?? (known || read?.gtin ? now.number : text),
      expiry: read?.expiresOn ? day(read.expiresOn) : now.expiry, iso: read?.expiresOn ?? now.iso,
    }));
  };
  return () => {
    app.codeTaker = null;
  };
}

function readOr(text, year) {
  try {
    return readCode(text, year);
  } catch (error) {
    if (error instanceof UnreadableCode) return null;
    throw error;
  }
}

/** Who may, in the words of the refusal: somebody who is near. */
function WhoMay({ person }) {
  const { t } = useWords();
  const app = useApp();
  const names = [...app.people.values()].filter((one) => app.may(one, ADJUST)).map((one) => one.name);
  return html`<div class="t-stack"><p>${t("hand.not_permitted", { name: person.name })}</p>
    <p>${names.length ? t("hand.who", { names: names.join(", ") }) : t("hand.nobody")}</p></div>`;
}
