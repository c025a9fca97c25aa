/** The keys of the basket: whom it is for, a discount, parking it, and the prescriptions recorded for it. */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { groundsInUse } from "../../domain/basket.js";
import { takenBy } from "../../domain/dispense.js";
import { seenOf } from "../../domain/grounds.js";
import { FINDS_PATIENTS, patientOf } from "../patient/actions.js";
import { SEES_PRESCRIPTIONS } from "../prescriptions/actions.js";
import { Icon } from "../shell/icon.js";

/** @param {{printed?: boolean}} props `printed`: with the key of the keyboard on each */
export function BasketKeys({ printed = false }) {
  return html`<${PatientKey} printed=${printed} /><${ReadyKey} />
    <${DiscountKey} printed=${printed} /><${ParkKey} printed=${printed} />`;
}

function PatientKey({ printed }) {
  const { t } = useWords();
  const app = useApp();
  const may = app.may(useSelect((state) => state.person), FINDS_PATIENTS);
  const patient = useSelect(patientOf);
  if (!may) return null;
  return html`<button class="t-chip t-ground" type="button" data-key="patient" onClick=${() => app.run("show_patient")}>
    <${Icon} name="person" /><span class="t-clip">${t("patient.key")}${patient ? `: ${patient.short_name}` : ""}</span>
    ${printed && html`<kbd>F4</kbd>`}</button>`;
}

/** The prescriptions that wait to be collected and paid. */
function ReadyKey() {
  const { t } = useWords();
  const app = useApp();
  const may = app.may(useSelect((state) => state.person), SEES_PRESCRIPTIONS);
  if (!may) return null;
  return html`<button class="t-chip t-ground" type="button" data-key="ready" onClick=${() => app.run("show_ready")}>
    <${Icon} name="file-earmark-medical" />${t("ready.key")}</button>`;
}

/** For the chosen line, or the last one; a pharmacy without a limit for discounts gives none. */
function DiscountKey({ printed }) {
  const { t } = useWords();
  const app = useApp();
  const given = useSelect((state) => Boolean(state.settings?.discounts));
  const empty = useSelect((state) => state.assessed.lines.length === 0);
  if (!given) return null;
  return html`<button class="t-chip t-ground" type="button" data-key="discount" disabled=${empty}
    onClick=${() => app.run("show_discount")}><${Icon} name="percent" />${t("discount.open")}
    ${printed && html`<kbd>Shift F3</kbd>`}</button>`;
}

/** Puts this basket aside for the next customer; an empty one opens the list of those that wait. */
function ParkKey({ printed }) {
  const { t } = useWords();
  const app = useApp();
  const empty = useSelect((state) => state.assessed.lines.length === 0);
  const own = useSelect((state) => state.parked.length);
  const waiting = useSelect((state) => state.waiting.length) + own;
  const opens = empty && waiting > 0;
  const key = printed && (opens || !own); // with a basket and others that wait F8 opens their list
  return html`<button class="t-chip t-ground" type="button" data-key="park" disabled=${empty && !opens}
    onClick=${() => app.run(opens ? "park_or_fetch" : "park")}><${Icon} name="pause-circle" />
    ${opens ? t("park.waiting", { n: waiting }) : t("park.key")}${key && html`<kbd>F8</kbd>`}</button>`;
}

/** The prescriptions and exceptions recorded for lines of this basket; a prescription can be typed anew. */
export function GroundChips() {
  const words = useWords();
  const app = useApp();
  const basket = useSelect((state) => state.basket);
  const captured = useSelect((state) => state.captured);
  const grounds = groundsInUse(basket);
  if (!grounds.length) return null;
  return html`${grounds.map((ground) => {
    const text = groundText(ground, words, captured);
    const taken = takenBy(basket, ground.id);
    if (taken) {
      return html`<span class="t-chip" key=${ground.id} data-taken=${taken.prescription.code}>
        <${Icon} name="file-earmark-medical" /><span class="t-clip">${taken.prescription.code} · ${text}</span></span>`;
    }
    if (ground.kind === "exception" || app.sealingLack()) {
      return html`<span class="t-chip" key=${ground.id}><${Icon} name="file-earmark-medical" />${text}</span>`;
    }
    return html`<button class="t-chip t-ground" type="button" key=${ground.id} data-ground=${ground.id}
      onClick=${() => app.open({ kind: "prescription", groundId: ground.id })}>
      <${Icon} name=${seenOf(ground, captured) ? "file-earmark-medical" : "lock-fill"} />
      <span class="t-clip">${text}</span>
      <${Icon} name="pencil" /><span class="visually-hidden">: ${words.t("prescription.anew")}</span></button>`;
  })}`;
}

/** A prescription by its names where this session knows them, else by its date. */
export function groundText(ground, words, captured) {
  if (ground.kind !== "prescription") return words.exceptionName(ground.exception);
  const seen = seenOf(ground, captured);
  if (seen) return `R/ ${seen.number} · ${seen.prescriber}`;
  return words.t("prescription.sealed", { day: words.day(ground.written_on) });
}
