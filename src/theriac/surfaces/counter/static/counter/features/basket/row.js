/** One line of the basket, drawn again only when something of it changed. */
import { Component, html } from "../../app/html.js";
import { ClassMark, ExpiryBadge, OpenedBadge, OwnPriceBadge } from "./marks.js";
import { PromotionBadge } from "../promotions/given.js";
import { Icon } from "../shell/icon.js";

class Line extends Component {
  shouldComponentUpdate(next) {
    return next.row.signature !== this.props.row.signature || next.on !== this.props.on
      || next.index !== this.props.index || next.words !== this.props.words || next.today !== this.props.today;
  }
}

export class Row extends Line {
  render({ row, index, on, words, today }) {
    return html`<tr role="row" data-line=${row.line.id} class=${on ? "is-on" : ""}
      aria-current=${on ? "true" : undefined}
        tabindex=${on ? 0 : -1}>
      <td role="cell" class="num t-2">${index + 1}</td>
      <td role="cell"><div class="t-item"><${ClassMark} code=${row.product.legal_class} words=${words} />
        <div><${Name} row=${row} words=${words} /> <${LineBadge} row=${row} words=${words} /></div>
        <${Take} row=${row} words=${words} today=${today} /></div></td>
      <td role="cell"><${Stepper} row=${row} words=${words} /></td>
      <td role="cell" class="num t-2 t-hide-m">
        ${row.unitPrice === null ? words.t("price.none") : words.money(row.unitPrice)}</td>
      <td role="cell" class="num t-strong">${row.amount === null ? "–" : words.money(row.amount)}
        <${Off} row=${row} words=${words} /></td></tr>`;
  }
}

export class PhoneLine extends Line {
  render({ row, index, on, words, today }) {
    return html`<div class=${`t-pline ${on ? "is-on" : ""}`} data-line=${row.line.id} role="group"
        aria-label=${`${index + 1}. ${row.product.name}`} aria-current=${on ? "true" : undefined}>
      <${ClassMark} code=${row.product.legal_class} words=${words} />
      <span><${Name} row=${row} words=${words} /> <${LineBadge} row=${row} words=${words} /></span>
      <span class="t-money t-strong">${row.amount === null ? "–" : words.money(row.amount)}
        <${Off} row=${row} words=${words} /></span>
      <${Take} row=${row} words=${words} today=${today} />
      <span class="t-pline-q"><${Stepper} row=${row} words=${words} />
        <span class="t-2 t-sm t-money">
          ${row.unitPrice === null ? "" : words.t("price.each", { price: words.money(row.unitPrice) })}
        </span></span></div>`;
  }
}

/** What is taken off the line. */
function Off({ row, words }) {
  if (!row.off) return null;
  return html`<span class="d-block t-2 t-sm" data-off>${words.money(-row.off)}</span>`;
}

/** The name opens the line: its batch, its pack, its removal. */
function Name({ row, words }) {
  return html`<button type="button" class="t-line-name t-open" data-act="open">${row.product.name}
    <span class="visually-hidden">: ${words.t("line.open")}</span></button>`;
}

/** The worst thing to decide on this line, in words. */
function LineBadge({ row, words }) {
  const problem = row.problems[0];
  if (!problem) return null;
  const icon = problem.level === "stop" ? "exclamation-octagon-fill" : "exclamation-triangle-fill";
  return html`<span class=${`t-badge t-badge-${problem.level}`}>
    <${Icon} name=${icon} />${words.t(`badge.${problem.kind}`)}</span>`;
}

/** Which batches to take, when they expire, where they lie. */
function Take({ row, words, today }) {
  const { t } = words;
  if (row.product.is_service) return html`<div class="t-take" data-service><span>${t("take.service")}</span></div>`;
  if (!row.taken.length) return html`<div class="t-take"><span>${t("take.none")}</span></div>`;
  const [first] = row.taken;
  const counted = ({ quantity, batch }) => `${words.quantity(row.product, quantity)} ${batch.number}`;
  const shelves = [...new Set(row.taken.map((part) => part.batch.shelf).filter(Boolean))];
  return html`<div class="t-take">${t("take")} ${row.taken.length === 1
      ? html`<b class="t-code">${first.batch.number}</b>`
      : html`<b>${row.taken.map(counted).join(" + ")}</b>`}
    <${ExpiryBadge} batch=${first.batch} words=${words} now=${today} />
    ${shelves.length > 0 && html`<span class="t-nowrap">
      <${Icon} name="geo-alt" /> <span
      class="visually-hidden">${t("shelf", { shelf: "" })}</span>${shelves.join(", ")}</span>`}
    ${row.openedFirst && html`<${OpenedBadge} words=${words} />`}
    ${row.parts.filter((part) => part.own && part.price).map((part) => html`
      <${OwnPriceBadge} price=${part.unitPrice} words=${words} />`)}
    <${PromotionBadge} row=${row} words=${words} />
    ${row.line.prescription && html`<span class="t-badge t-badge-line" data-on-prescription>
      <${Icon} name="file-earmark-medical" />${t("ready.badge", { code: row.line.prescription.code })}</span>`}
    ${row.kept > 0 && html`<span class="t-badge t-badge-go" data-kept>
      <${Icon} name="bookmark-check" />${t("reserved.badge")}</span>`}
    ${row.found > 0 && html`<span class="t-badge t-badge-look">
      <${Icon} name="hand-index" />${t("take.found")}</span>`}
    ${!row.line.found && row.line.pin && row.line.pin_reason && html`<span class="t-badge t-badge-line">
      <${Icon} name="hand-index" />${t("take.chosen")}</span>`}</div>`;
}

function Stepper({ row, words }) {
  const { t } = words;
  const name = row.product.name;
  return html`<div class="t-step">
    <button type="button" data-act="less" aria-label=${t("basket.less", { name })}>−</button>
    <span>${words.packs(row.pack, row.line.packs)}</span>
    <button type="button" data-act="more" aria-label=${t("basket.more", { name })}>+</button></div>`;
}
