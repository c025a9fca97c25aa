/** What a scan, or a code typed by hand, does: a line with the batch that it names, or a reason. */
import { dropSerial, lineOfSerial } from "../../domain/basket.js";
import { isBadge } from "../../domain/badge.js";
import { takeMemberCard } from "../loyalty/actions.js";
import { takeCard } from "../pay/credit.js";
import { takeGiftCard } from "../pay/gift_card.js";
import { wayToLink } from "../link/way.js";
import { takeQuotationNumber } from "../quotation/number.js";
import { takeReceiptNumber } from "../receipt/actions.js";
import { readTyped } from "../find/reading.js";

export const scanActions = {
  /** A scan, whatever has the focus. A dialogue that asked for a code takes it. */
  scanned(app, text) {
    const typed = readTyped(text);
    const { phase, dialog } = app.store.get();
    if (phase === "paying") payOrRefuse(app, typed.text);
    else if (isBadge(typed.text) && app.badgeTaker) app.badgeTaker(typed.text);
    else if (isBadge(typed.text)) app.run("badge", { code: typed.text });
    else if (app.codeTaker) app.codeTaker(typed.text);
    else {
      app.store.set({ card: null });
      const known = app.catalogue.findCode(typed.text, app.today());
      if (known) takeCode(app, known, typed.packs, true);
      else if (takeQuotationNumber(app, typed.text)) return;
      else if (takeReceiptNumber(app, typed.text) || takeMemberCard(app, typed.text)) return;
      else refuseCode(app, typed);
      if (dialog) tellInDialog(app);
    }
  },

  /** Enter in the empty search: the first step of a card that asks only why, or has no other. */
  answer_open(app) {
    const { assessed: { open }, card } = app.store.get();
    if (card) return;
    if (open?.kind === "later_batch") {
      app.run("pin", { lineId: open.lineId, batchId: open.batch.id, reason: "scanned" });
    } else if (open?.kind === "insufficient" && !open.sellable) {
      app.open({ kind: "hand", lineId: open.lineId });
    }
  },
};

/** Put what a code names into the basket, or say why not. `scan`: the search keeps what it holds. */
export function takeCode(app, known, packs, scan = false) {
  if (known.problem) {
    refuseReading(app, known);
    return;
  }
  const { product, pack, first } = known;
  if (known.refused) {
    refuseBatch(app, known, packs);
    return;
  }
  if (known.serial && lineOfSerial(app.store.get().basket, known.serial)) {
    refuseSerial(app, known.serial, app.words().t("scan.serial_twice"));
    return;
  }
  const wanted = known.pin ?? null;
  app.run("add", {
    product, pack, packs, pin: joins(app, known, first) ? null : wanted, pinReason: known.reason,
    serial: known.serial, scan,
  });
  if (known.told) tell(app, known);
  if (known.serial) askForSerial(app, known.serial);
}

/** Whether this very pack may be sold: without an answer it stays, and the push tells. */
async function askForSerial(app, serial) {
  const { basket, person } = app.store.get();
  const refused = await app.refusedSerial(person, serial);
  if (!refused || app.store.get().basket.id !== basket.id) return;
  if (app.store.get().phase === "paying") app.run("leave_pay");
  app.change((now) => dropSerial(now, serial));
  refuseSerial(app, serial, refused);
}

function refuseSerial(app, { serial }, text) {
  const { t } = app.words();
  app.showCard({ level: "stop", icon: "x-octagon-fill", title: t("scan.serial_refused.title", { serial }), text });
}

/** Whether the batch is the one that an open line of the pack takes anyway. */
function joins(app, { product, pack, pin }, first) {
  const { assessed } = app.store.get();
  return pin === first?.id && assessed.lines.some(({ line, taken }) => (
    line.product_id === product.id && line.pack_id === pack.id && !line.pin
    && taken.length === 1 && taken[0].batch.id === pin));
}

/** @param {{text: string, packs: number}} typed what was scanned or typed */
export function refuseCode(app, typed) {
  const { t } = app.words();
  if (app.store.get().feed?.complete) {
    app.showCard({ level: "stop", icon: "upc-scan", title: t("code.unknown.title"), ...wayToLink(app, typed) });
    return;
  }
  const { productCount } = app.store.get();
  app.showCard({
    level: "note", icon: "cloud-arrow-down", title: t("find.loading"),
    text: t("find.loading.text", { n: productCount }),
  });
}

function refuseReading(app, { problem, fault }) {
  const { t } = app.words();
  const key = problem === "unreadable" ? `code.fault.${fault}` : `code.${problem}`;
  app.showCard({ level: "stop", icon: "upc-scan", title: t(`code.${problem}.title`), text: t(key) });
}

/** The books may be wrong about these: the pack is in the hand. */
const HOLDABLE = new Set(["unknown", "none_left"]);

/** The product is known, the batch can't be taken as the code names it: what can be done instead. */
function refuseBatch(app, known, packs) {
  const words = app.words();
  const { t } = words;
  const { product, pack, first, refused } = known;
  const { number, expiry } = refused;
  const values = {
    name: product.name, number: refused.number ?? "", day: refused.expiry ? words.day(refused.expiry) : "",
  };
  const take = first && {
    first: true, label: t("batch.take", { number: first.number }), run: () => app.run("add", { product, pack, packs }),
  };
  const hand = HOLDABLE.has(refused.kind) && {
    label: t("hand.mine"), run: () => app.open({ kind: "hand", product, pack, packs, number, expiry: expiry ?? "" }),
  };
  app.showCard({
    level: "stop", icon: refused.kind === "expired" ? "x-octagon-fill" : "upc-scan",
    title: t(`scan.${refused.kind}.title`, values),
    text: t(`scan.${refused.kind}`, values), acts: [take, hand].filter(Boolean),
  });
}

/** The line is in; the code and the books differ, and that is said. */
function tell(app, { product, told }) {
  const words = app.words();
  const { t } = words;
  app.showCard({
    level: "look", icon: "exclamation-triangle-fill", title: t(`scan.${told.kind}.title`, { name: product.name }),
    text: t(`scan.${told.kind}`, { code: words.day(told.code), books: words.day(told.books) }),
  });
}

async function payOrRefuse(app, text) {
  if (!(await takeCard(app, text)) && !(await takeGiftCard(app, text))) refuseWhilePaying(app);
}

function refuseWhilePaying(app) {
  const text = app.words().t("scan.paying");
  app.refuse(text);
  app.store.set({ heard: { text, level: "look" } });
}

/** A dialogue lies over the basket: it says itself what became of the scan. */
function tellInDialog(app) {
  const { card, assessed, basket } = app.store.get();
  const words = app.words();
  const row = assessed.lines.find((one) => one.line.id === basket.selected);
  const heard = card ? { text: `${card.title}. ${card.text}`, level: card.level } : {
    text: words.t("scan.added", { name: row.product.name, quantity: words.packs(row.pack, row.line.packs) }),
    level: "go",
  };
  app.store.set({ heard });
}
