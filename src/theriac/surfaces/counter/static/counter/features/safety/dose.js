/** How a line is taken, for the check of daily doses: so many times a day, so many units each time. */
import { html, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { readMinorUnits, UnreadableNumber } from "../../domain/money.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";
import { doseNumber } from "./names.js";

const MOST_TIMES = 48;
const MOST_MILLIUNITS = 10_000_000;
const DECIMALS = 3;

export function DoseDialog({ lineId }) {
  const { t, unit } = useWords();
  const app = useApp();
  const row = useSelect((state) => state.assessed.lines.find((one) => one.line.id === lineId) ?? null);
  const kept = row?.line.dose ?? null;
  const { country } = app.place();
  const [form, setForm] = useState(() => ({
    times: kept ? String(kept.times) : "", units: kept ? doseNumber(kept.milliunits, country) : "",
  }));
  const [errors, setErrors] = useState({});
  if (!row) return null;
  const keep = (dose) => app.closeThen(() => app.run("set_dose", { lineId, dose }));
  const submit = (event) => {
    event.preventDefault();
    const times = read(form.times, 0, MOST_TIMES, country);
    const milliunits = read(form.units, DECIMALS, MOST_MILLIUNITS, country);
    const found = {
      ...(times === null ? { times: "safety.dose.times.wrong" } : {}),
      ...(milliunits === null ? { units: "safety.dose.units.wrong" } : {}),
    };
    setErrors(found);
    if (Object.keys(found).length) return event.currentTarget.elements[Object.keys(found)[0]].focus();
    return keep({ times, milliunits });
  };
  return html`<${Dialog} title=${t("safety.dose.title", { name: row.product.name })} onClose=${app.close}>
    <form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
      <${TextField} name="times" label=${t("safety.dose.times")} value=${form.times} error=${errors.times} first
        inputmode="numeric" maxlength="2" autocomplete="off" onInput=${(times) => setForm({ ...form, times })} />
      <${TextField} name="units" label=${t("safety.dose.units", { unit: unit(row.product.base_unit, 1) })}
        hint=${t("safety.dose.units.hint", { half: doseNumber(500, country) })} value=${form.units}
        error=${errors.units} inputmode="decimal" maxlength="10" autocomplete="off"
        onInput=${(units) => setForm({ ...form, units })} />
      <div class="t-row t-wrap"><button class="btn btn-primary" type="submit">${t("safety.dose.keep")}</button>
        ${kept && html`<button class="btn btn-plain" type="button"
          onClick=${() => keep(null)}>${t("safety.dose.remove")}</button>`}
        <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div>
    </form></${Dialog}>`;
}

/** What was typed, above zero and no more than the most; null where it can't be read without doubt. */
function read(text, decimals, most, country) {
  try {
    const number = readMinorUnits(text, decimals, country);
    return number > 0 && number <= most ? number : null;
  } catch (error) {
    if (error instanceof UnreadableNumber) return null;
    throw error;
  }
}
