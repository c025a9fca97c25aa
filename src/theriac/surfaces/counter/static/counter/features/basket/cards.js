/**
 * What must be decided, beside the basket: the first card is open, the others are counted. A card
 * names the thing, the numbers and the next step, and each step is a button. A notice stands below
 * what must be decided, never in its place.
 */
import { html, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { PRESCRIPTION_CARDS } from "../prescriptions/cards.js";
import { FINDS_PATIENTS } from "../patient/actions.js";
import { ReservedCard } from "../reserved/named.js";
import { Icon } from "../shell/icon.js";
import { shortContents } from "./short.js";

const CLASS_REFUSED = { register: "class.text", class: "class.unknown" };

export function Cards() {
  const { t } = useWords();
  const app = useApp();
  const assessed = useSelect((state) => state.assessed);
  const flash = useSelect((state) => state.flash);
  const card = useSelect((state) => state.card);
  const phone = useSelect((state) => state.layout) === "phone";
  const { problems } = assessed;
  if (!problems.length) {
    if (card) return html`<${LooseCard} card=${card} />`;
    return flash && !phone ? html`<${Flash} flash=${flash} />` : html`<${ReservedCard} />`;
  }
  const { open } = assessed;
  const others = problems.filter((problem) => problem !== open);
  return html`<div class="t-decide"><${ProblemCard} key=${`${open.lineId}:${open.kind}`} problem=${open} />
    ${others.length > 0 && html`<div class="t-others">
      <span class="t-2 t-sm">${t("cards.others", { n: others.length })}</span>
      ${others.slice(0, 4).map((problem) => html`<button class="btn btn-quiet btn-sm" type="button"
        key=${`${problem.lineId}:${problem.kind}`} onClick=${() => app.run("select", problem.lineId)}>
        ${t("cards.line", { line: problem.position })}</button>`)}</div>`}
    ${card && html`<${LooseCard} card=${card} />`}</div>`;
}

/** What went well, in the place where a refusal would stand. */
function Flash({ flash }) {
  return html`<div class="t-notice t-notice-go" role="status"><${Icon} name="check-circle-fill" />
    <div class="t-notice-title">${flash.title}</div><div class="t-notice-text">${flash.text}</div></div>`;
}

/**
 * What concerns no line: a refusal (an unknown code, a product that isn't sold here), or what names
 * itself a "status", which interrupts nobody who listens.
 */
function LooseCard({ card }) {
  const { t } = useWords();
  const app = useApp();
  return html`<div class=${`t-notice t-notice-${card.level}`} role=${card.role ?? "alert"} data-notice>
    <${Icon} name=${card.icon} />
    <div class="t-notice-title">${card.title}</div><div class="t-notice-text">${card.text}</div>
    <div class="t-notice-acts">${(card.acts ?? []).map((act) => html`<${Act} key=${act.label} act=${act} />`)}
      <button class="btn btn-quiet btn-sm" type="button"
        onClick=${() => app.store.set({ card: null })}>${t("close")}</button></div></div>`;
}

function Act({ act }) {
  const tone = act.first ? "btn-primary" : act.quiet ? "btn-quiet" : "btn-plain";
  if (act.href) {
    return html`<a class=${`btn ${tone} btn-sm`} href=${act.href} target="_blank" rel="noopener">${act.label}
      <span class="visually-hidden">${" "}${act.opens}</span></a>`;
  }
  return html`<button class=${`btn ${tone} btn-sm`} type="button"
    onClick=${act.run}>${act.label}${act.keys && html`<kbd>${act.keys}</kbd>`}</button>`;
}

const ICONS = {
  insufficient: "dash-circle-fill", prescription: "file-earmark-medical-fill",
  prescription_date: "file-earmark-medical-fill", patient: "person-vcard",
  price_changed: "exclamation-triangle-fill", later_batch: "hourglass-split",
};

export function ProblemCard({ problem }) {
  const words = useWords();
  const app = useApp();
  const assessed = useSelect((state) => state.assessed);
  const noticed = useSelect((state) => state.card !== null);
  const folds = useSelect((state) => state.layout) === "phone";
  const [unfolded, setUnfolded] = useState(false);
  const row = assessed.lines.find((one) => one.line.id === problem.lineId);
  if (!row) return null;
  const content = contents(problem, row, words, app);
  const remove = {
    label: words.t("cards.remove", { line: problem.position }), quiet: true, run: () => app.run("remove", row.line.id),
  };
  const whole = !folds || unfolded;
  const acts = [...content.acts, remove].map((act) => (noticed ? { ...act, keys: null } : act)); // Enter is its then
  return html`<div class=${`t-notice t-notice-${problem.level} ${whole ? "" : "is-folded"}`} role="alert"
      data-problem=${problem.kind}>
    <${Icon} name=${ICONS[problem.kind] ?? "x-octagon-fill"} />
    ${folds ? html`<button class="t-fold t-notice-title" type="button" aria-expanded=${whole ? "true" : "false"}
        onClick=${() => setUnfolded(!unfolded)}>
      <span>${content.title}</span><${Icon} name=${whole ? "chevron-down" : "chevron-up"} /></button>`
      : html`<div class="t-notice-title">${content.title}</div>`}
    ${whole && html`<div class="t-notice-text">${content.text} <${KnownAsOf} kind=${problem.kind} /></div>
      <div class="t-notice-acts">${acts.map((act) => html`<${Act} key=${act.label} act=${act} />`)}</div>
      ${content.more ?? null}`}</div>`;
}

const FROM_THE_COPY = ["insufficient", "unsellable_batch", "price_changed"];

/** Without a network a refusal says how old the stock and prices are that it comes from. */
function KnownAsOf({ kind }) {
  const { t, time, day, dayOf } = useWords();
  const offline = useSelect((state) => state.sync?.online === false);
  const asOf = useSelect((state) => state.feed?.as_of);
  if (!offline || !asOf || !FROM_THE_COPY.includes(kind)) return null;
  const at = Date.parse(asOf);
  return html`<span class="t-2" data-as-of>${t("cards.as_of", { time: time(at), day: day(dayOf(at)) })}</span>`;
}

function contents(problem, row, words, app) {
  return (CONTENTS[problem.kind] ?? CONTENTS.server)(problem, row, words, app);
}

/** Title, text and steps by the kind of problem. */
const CONTENTS = {
  ...PRESCRIPTION_CARDS,
  insufficient: shortContents,
  unsellable_batch(problem, row, words, app) {
    const { t } = words;
    const { batch, next } = problem;
    const acts = next ? [{
      first: true, label: t("batch.take", { number: next.number }), run: () => app.run("unpin", row.line.id),
    }] : [];
    const values = { name: row.product.name, number: batch.number, day: batch.expiry ? words.day(batch.expiry) : "" };
    return {
      title: t(`batch.${problem.why}`, values),
      text: next ? t("batch.next", {
        number: next.number, expiry: words.month(next.expiry), shelf: next.shelf || t("shelf.none"),
      }) : t("batch.no_next"),
      acts,
    };
  },
  later_batch(problem, row, words, app) {
    const { t } = words;
    const { batch, first } = problem;
    const take = (reason) => () => app.run("pin", { lineId: row.line.id, batchId: batch.id, reason });
    return {
      title: t("later.title", { name: row.product.name, number: batch.number, first: first.number }),
      text: t("later.text", {
        first: first.number, expiry: words.month(first.expiry), shelf: first.shelf || t("shelf.none"),
      }),
      acts: [
        { first: true, label: t("later.in_hand"), keys: "Enter", run: take("scanned") },
        { label: t("line.why.customer_asks"), run: take("customer_asks") },
        { label: t("line.why.not_found"), run: take("not_found") },
        { label: t("batch.take", { number: first.number }), run: () => app.run("unpin", row.line.id) },
      ],
    };
  },
  prescription(problem, row, words, app) {
    const { t } = words;
    const open = (exception) => app.open({ kind: "prescription", lineId: row.line.id, exception });
    const lack = app.sealingLack();
    const acts = lack ? [] : [{ first: true, label: t("prescription.enter"), run: () => open(false) }];
    if (problem.exceptions.length) {
      acts.push({ first: Boolean(lack), label: t("prescription.exception"), run: () => open(true) });
    }
    const text = lack ? `${t(`seal.${lack}`)} ${t(`seal.${lack}.text`)}` : t("prescription.text");
    return { title: t("prescription.title", { name: row.product.name }), text, acts };
  },
  prescription_date(problem, row, words, app) {
    const { t } = words;
    const lack = app.sealingLack();
    const values = { name: row.product.name, day: problem.until ? words.day(problem.until) : "" };
    return {
      title: t(`prescription.${problem.fault}.title`, values),
      text: lack ? `${t(`seal.${lack}`)} ${t(`seal.${lack}.text`)}` : t(`prescription.${problem.fault}.text`),
      acts: lack || row.line.prescription ? [] : [{
        first: true, label: t("prescription.enter"),
        run: () => app.open({ kind: "prescription", groundId: problem.groundId }),
      }],
    };
  },
  patient(problem, row, words, app) {
    const { t } = words;
    const lack = app.sealingLack();
    const may = app.may(app.store.get().person, FINDS_PATIENTS);
    const why = may ? t("patient.asked.text") : t("patient.asked.may_not");
    return {
      title: t("patient.asked.title", { name: row.product.name }),
      text: lack ? `${t(`seal.${lack}`)} ${t(`seal.${lack}.text`)}` : why,
      acts: lack || !may ? [] : [{
        first: true, label: t("patient.asked.find"), run: () => app.open({ kind: "patient" }),
      }],
    };
  },
  class_refused(problem, row, words) {
    const { t } = words;
    return {
      title: t("class.title", { name: row.product.name, class: words.className(row.product.legal_class) }),
      text: t(CLASS_REFUSED[problem.missing] ?? "class.paper"), acts: [],
    };
  },
  hand_over(problem, row, words, app) {
    const { t } = words;
    return {
      title: t("hand_over.card", { name: row.product.name }), text: t("hand_over.card.text"),
      acts: [{
        first: true, label: t("hand_over.ask"), run: () => app.open({ kind: "approve", of: "hand_over" }),
      }],
    };
  },
  price_changed(problem, row, words, app) {
    const { t } = words;
    const [was, is] = [words.money(problem.was), words.money(problem.is)];
    return {
      title: t("price.changed.title", { name: row.product.name }),
      text: t("price.changed.text", { pack: words.packTitle(row.pack), was, is }),
      acts: [{ first: true, label: t("price.changed.use", { is }), run: () => app.run("take_price", row.line.id) }],
    };
  },
  approval(problem, row, words, app) {
    const { t } = words;
    return {
      title: t("approval.card", { name: row.product.name }),
      text: t("approval.card.text", { off: words.money(row.off), limit: words.rate(problem.limit) }),
      acts: [
        { first: true, label: t("approval.ask"), run: () => app.open({ kind: "approve" }) },
        { label: t("discount.change"), run: () => app.open({ kind: "discount", lineId: row.line.id }) },
      ],
    };
  },
  beyond_quota(problem, row, words, app) {
    const { t } = words;
    const why = problem.unheard ? "quota.unheard" : problem.over ? "quota.over" : "quota.text";
    const lack = app.sealingLack();
    const left = words.quantity(row.product, problem.left);
    const ask = { first: true, label: t("approval.ask"), run: () => app.open({ kind: "approve", of: "beyond" }) };
    return {
      title: t(problem.left ? "quota.title" : "quota.none", { name: row.product.name, left }),
      text: lack ? `${t(`seal.${lack}`)} ${t(`seal.${lack}.text`)}` : t(why),
      acts: lack ? [] : [ask],
    };
  },
  discount_unfit(problem, row, words, app) {
    const { t } = words;
    return {
      title: t("discount.unfit", { name: row.product.name }), text: t("discount.unfit.text"),
      acts: [{
        first: true, label: t("discount.change"),
        run: () => app.open({ kind: "discount", lineId: row.line.id }),
      }],
    };
  },
  gone(problem, row, words) {
    return { title: words.t("gone.title"), text: words.t("gone.text"), acts: [] };
  },
  no_price(problem, row, words) {
    const { t } = words;
    return { title: t("price.missing.title", { name: row.product.name }), text: t("price.missing.text"), acts: [] };
  },
  over_ceiling(problem, row, words) {
    const { t } = words;
    return {
      title: t("price.ceiling.title", { name: row.product.name }),
      text: t(`price.ceiling.${problem.ceiling}`, { limit: words.money(problem.limit) }), acts: [],
    };
  },
  server(problem, row, words, app) {
    const again = { label: words.t("cards.again"), run: () => app.run("check_again") };
    const duty = { first: true, label: words.t("duty.title"), run: () => app.open({ kind: "duty" }) };
    return {
      title: problem.title, text: problem.detail,
      acts: problem.type === "sales.duty_needed" ? [duty, again] : [again],
    };
  },
};
