/** F10: what is seldom needed. What isn't built yet isn't here. */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { RECEIVES_PAYMENTS } from "../accounts/actions.js";
import { SERVES } from "../duty/actions.js";
import { SELLS_GIFT_CARDS } from "../gift_cards/actions.js";
import { FINDS_PATIENTS, patientOf } from "../patient/actions.js";
import { SEES_PRESCRIPTIONS } from "../prescriptions/actions.js";
import { FIND_RECEIPTS } from "../receipt/actions.js";
import { ACCEPTS_RETURNS } from "../returns/actions.js";
import { TRAINS } from "../../domain/training.js";
import { SETTLES } from "../sync/code_actions.js";
import { RUNS_TILL } from "../till/actions.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icon.js";

/**
 * What a person may do here, for the menu and for the palette.
 * @returns {{key: string, icon: string, title: string, keys?: string, act: () => void}[]}
 */
export function moreActions(app, t, state) {
  const other = state.language === "en" ? "id" : "en";
  const theme = state.theme === "dark" ? "light" : "dark";
  return [
    { key: "last", icon: "receipt", title: t("more.last_receipt"), act: () => app.run("last_receipt") },
    ...(app.may(state.person, FIND_RECEIPTS) ? [{
      key: "receipts", icon: "search", title: t("more.receipts"), act: () => app.open({ kind: "receipts" }),
    }] : []),
    ...(app.may(state.person, ACCEPTS_RETURNS) ? [{
      key: "return", icon: "arrow-return-left", title: t("return.title"), act: () => app.run("find_to_return"),
    }] : []),
    { key: "favourites", icon: "star", title: t("favourites.title"), keys: "↓", act: () => app.run("favourites") },
    { key: "camera", icon: "camera", title: t("camera.title"), act: () => app.open({ kind: "camera" }) },
    ...(app.may(state.person, FINDS_PATIENTS) ? [{
      key: "patient", icon: "person-vcard", title: t("patient.title"), keys: "F4", act: () => app.run("show_patient"),
    }] : []),
    { key: "member", icon: "star", title: t("member.title"), keys: "Shift F2", act: () => app.run("show_member") },
    ...(patientOf(state)?.is_clinical ? [{
      key: "history", icon: "clock-history", title: t("history.title"), act: () => app.run("show_history"),
    }] : []),
    ...(app.may(state.person, SEES_PRESCRIPTIONS) ? [{
      key: "ready", icon: "file-earmark-medical", title: t("ready.title"), keys: "Shift F4",
      act: () => app.run("show_ready"),
    }] : []),
    ...(state.assessed.lines.length && state.settings?.discounts ? [{
      key: "discount", icon: "percent", title: t("discount.open"), keys: "Shift F3",
      act: () => app.run("show_discount"),
    }] : []),
    ...(state.settings?.promotions?.some((one) => one.needs_coupon) ? [{
      key: "coupon", icon: "tag", title: t("coupon.act"), keys: "Shift F1", act: () => app.run("show_coupon"),
    }] : []),
    {
      key: "equivalents", icon: "arrow-left-right", title: t("more.equivalents"), keys: "F7",
      act: () => app.run("show_equivalents"),
    },
    { key: "unmet", icon: "cart-x", title: t("unmet.act"), keys: "Shift F7", act: () => app.run("show_unmet") },
    {
      key: "reserved", icon: "bookmark", title: t("more.reserved"), keys: "F6", act: () => app.run("show_reserved"),
    },
    { key: "park", icon: "pause-circle", title: t("more.park"), keys: "F8", act: () => app.run("park_or_fetch") },
    ...(state.assessed.lines.length && app.mayName() ? [{
      key: "park_named", icon: "pause-circle", title: t("more.park_named"), keys: "Shift F8",
      act: () => app.run("park_named"),
    }] : []),
    ...(app.training ? [] : [{
      key: "queue", icon: "megaphone", title: t("queue.title"), act: () => app.run("show_queue"),
    }]),
    {
      key: "quotation", icon: "file-earmark-text", title: t("quotation.title"), keys: "Shift F9",
      act: () => app.run("show_quotation"),
    },
    ...(state.assessed.lines.length
      ? [{ key: "hand", icon: "hand-index", title: t("more.hand"), act: () => app.run("hand_line") }] : []),
    {
      key: "at_once", icon: "printer", title: t(state.printAtOnce ? "more.print.ask" : "more.print.at_once"),
      act: () => app.run("print_at_once", !state.printAtOnce),
    },
    ...(app.may(state.person, SERVES) ? [{
      key: "duty", icon: "person-check", title: t("duty.title"), act: () => app.open({ kind: "duty" }),
    }] : []),
    ...(!app.training && app.may(state.person, RECEIVES_PAYMENTS) ? [{
      key: "account", icon: "person-vcard", title: t("money.account"), act: () => app.run("show_account"),
    }] : []),
    ...(!app.training && app.may(state.person, SELLS_GIFT_CARDS) ? [{
      key: "gift_card", icon: "gift", title: t("money.gift_card"), act: () => app.run("show_gift_card"),
    }, {
      key: "top_up", icon: "gift", title: t("money.top_up"), act: () => app.run("show_top_up"),
    }] : []),
    ...(app.may(state.person, RUNS_TILL) ? [{
      key: "till", icon: "cash-stack", title: t("till.title"), act: () => app.run("show_till"),
    }] : []),
    ...(app.training ? [] : [{
      key: "unsent", icon: "cloud-arrow-up", title: t("more.unsent"), act: () => app.open({ kind: "unsent" }),
    }]),
    ...(!app.training && app.may(state.person, SETTLES) ? [{
      key: "take_codes", icon: "qr-code-scan", title: t("codes.take"), act: () => app.run("show_take_codes"),
    }] : []),
    ...(app.training || app.may(state.person, TRAINS) ? [{
      key: "training", icon: "mortarboard", title: t(app.training ? "training.end" : "training.title"),
      act: () => app.run("show_training"),
    }] : []),
    { key: "hardware", icon: "plug", title: t("hardware.title"), act: () => app.open({ kind: "hardware" }) },
    { key: "display", icon: "display", title: t("hardware.display"), act: () => app.run("show_display") },
    { key: "device", icon: "pc-display", title: t("device.title"), act: () => app.open({ kind: "device" }) },
    ...(state.program.waiting
      ? [{ key: "program", icon: "arrow-repeat", title: t("program.take"), act: () => app.run("take_program") }] : []),
    { key: "language", icon: "translate", title: t(`more.language.${other}`), act: () => app.run("language", other) },
    {
      key: "theme", icon: theme === "dark" ? "moon" : "sun", title: t(`more.theme.${theme}`),
      act: () => app.run("theme", theme),
    },
    { key: "own_pin", icon: "123", title: t("own_pin.title"), act: () => app.open({ kind: "own_pin" }) },
    { key: "sign_out", icon: "box-arrow-right", title: t("more.sign_out"), act: () => app.run("sign_out") },
  ];
}

export function MoreDialog() {
  const { t } = useWords();
  const app = useApp();
  const person = useSelect((state) => state.person);
  const actions = moreActions(app, t, app.store.get());
  const choose = (action) => {
    app.closeThen(action.act);
  };
  return html`<${Dialog} title=${t("more.title")} onClose=${app.close}>
    ${person && html`<p class="t-2 mb-3">${t("more.signed_in", { name: person.name })}</p>`}
    <ul class="t-menu">${actions.map((action, index) => html`<li key=${action.key}>
      <button type="button" class="t-menu-item" data-first=${index === 0 ? "" : undefined}
        onClick=${() => choose(action)}>
        <${Icon} name=${action.icon} />${action.title}</button></li>`)}</ul>
  </${Dialog}>`;
}
