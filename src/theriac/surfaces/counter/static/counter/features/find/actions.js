/** What happens when somebody looks for something: results, choice, adding. */
import { isBadge } from "../../domain/badge.js";
import { addPacks, setPack, setPacks } from "../../domain/basket.js";
import { looksLikeCode } from "../../domain/gs1.js";
import { mayBeOwnCode, wayToLink } from "../link/way.js";
import { takeQuotationNumber } from "../quotation/number.js";
import { takeReceiptNumber } from "../receipt/actions.js";
import { refuseCode, takeCode } from "../scan/actions.js";
import { packChoices, usualPack } from "./hit.js";
import { NOTHING_FOUND, readTyped } from "./reading.js";

const SHOWN = 25;

export const findActions = {
  find(app, text) {
    app.store.set({ shown: text ? null : app.store.get().shown, card: null, flash: null });
    app.store.set({ find: lookUp(app, text) });
  },

  /** What wasn't found may be among what just came; what was found stays under the fingers. */
  find_again(app) {
    const { find, feed } = app.store.get();
    const wants = !find.hits.length || (!find.sure && !find.several) || (find.early && feed.complete);
    if (find.query && wants) app.store.set({ find: lookUp(app, find.text) });
  },

  clear_find(app) {
    app.store.set({ find: NOTHING_FOUND });
  },

  move(app, { what, step }) {
    const { find } = app.store.get();
    if (what === "hit") {
      const at = Math.max(0, Math.min(find.at + step, find.hits.length - 1));
      app.store.set({ find: { ...find, at, packId: find.hits[at].pack.id, sure: true, asked: false } });
      document.getElementById(`hit-${at}`)?.scrollIntoView({ block: "nearest" });
      return;
    }
    const hit = find.hits[find.at];
    const packs = packChoices(hit.product, hit.pack);
    const next = packs.findIndex((pack) => pack.id === find.packId) + step;
    app.store.set({ find: { ...find, packId: packs[Math.max(0, Math.min(next, packs.length - 1))].id } });
  },

  enter(app, text) {
    const typed = readTyped(text);
    const { card } = app.store.get();
    if (card?.enter && (typed.kind === "empty" || typed.text === card.code)) card.enter();
    else if (typed.kind === "empty") app.run("answer_open");
    else if (typed.kind === "change") changeLast(app, typed);
    else enterFound(app, typed);
  },

  add_found(app, { product, pack }) {
    const typed = readTyped(app.store.get().find.text);
    app.run("add", { product, pack, packs: typed.packs ?? 1 });
  },

  /** Put packs of a product into the basket, whatever stands in the way: that is shown beside it. */
  add(app, { product, pack, packs, pin = null, pinReason = "", serial = null, scan = false }) {
    const price = app.catalogue.quote(product, pack);
    app.store.set({ shown: null, card: null, flash: null, ...(scan ? {} : { find: NOTHING_FOUND }) });
    app.change((basket) => addPacks(basket, {
      id: app.env.newId(), product_id: product.id, pack_id: pack.id, packs, pin, pin_reason: pinReason, serial, price,
    }));
    app.speakLine();
    if (!scan) app.backToSearch();
  },
};

function lookUp(app, text) {
  const typed = readTyped(text);
  if (typed.kind !== "find" || !typed.text.trim()) return { ...NOTHING_FOUND, text, note: noteFor(app, typed) };
  const found = app.catalogue.search(typed.text, SHOWN);
  const hits = found.hits.map((hit) => ({ ...hit, pack: hit.pack ?? usualPack(hit.product) }));
  return {
    text, query: typed.text.trim(), hits, total: found.total, at: 0, corrected: found.corrected,
    packId: hits[0]?.pack.id ?? null, note: null, sure: found.sure, several: found.several, asked: false,
    early: !app.store.get().feed?.complete,
  };
}

/** What `*5s` is about to do to the last line. */
function noteFor(app, typed) {
  if (typed.kind !== "change") return null;
  const { t, packs } = app.words();
  const target = changeTarget(app, typed);
  if (!target) return t("find.change.nothing");
  return t("find.change", { name: target.row.product.name, quantity: packs(target.pack, typed.packs) });
}

function changeTarget(app, typed) {
  const { assessed, basket } = app.store.get();
  const row = assessed.lines.find((one) => one.line.id === basket.selected) ?? assessed.lines.at(-1);
  if (!row) return null;
  const pack = packByLetters(app, row, typed.letters);
  return pack ? { row, pack } : null;
}

function packByLetters(app, row, letters) {
  if (!letters) return row.pack;
  const { unit } = app.words();
  const sellable = row.product.packs.filter((pack) => pack.sellable);
  return sellable.find((pack) => unit(pack.name, 1).toLowerCase().startsWith(letters)) ?? null;
}

function changeLast(app, typed) {
  const target = changeTarget(app, typed);
  if (!target) {
    app.refuse(app.words().t("find.change.nothing"));
    return;
  }
  const { row, pack } = target;
  app.change((basket) => (pack.id === row.pack.id ? setPacks(basket, row.line.id, typed.packs)
    : setPack(basket, row.line.id, pack.id, app.catalogue.quote(row.product, pack), typed.packs)));
  app.store.set({ find: NOTHING_FOUND });
  app.speakLine();
}

function enterFound(app, typed) {
  const text = typed.text.trim();
  if (isBadge(text)) {
    app.store.set({ find: NOTHING_FOUND });
    app.run("badge", { code: text });
    return;
  }
  const known = app.catalogue.findCode(text, app.today());
  if (known) {
    if (known.problem || known.refused) app.store.set({ find: NOTHING_FOUND });
    takeCode(app, known, typed.packs);
    return;
  }
  if (takeQuotationNumber(app, text) || takeReceiptNumber(app, text)) {
    app.store.set({ find: NOTHING_FOUND });
    return;
  }
  const { find } = app.store.get();
  const hit = find.hits[find.at];
  if (!app.store.get().feed?.complete) {
    refuseCode(app, typed);
    return;
  }
  if (hit && find.query === text && !looksLikeCode(text)) {
    if (!find.sure) {
      askToChoose(app, text, find.several);
      return;
    }
    const pack = hit.product.packs.find((one) => one.id === find.packId) ?? hit.pack;
    app.run("add", { product: hit.product, pack, packs: typed.packs });
    return;
  }
  refuseUnknown(app, { text, packs: typed.packs });
}

/** A word was left out to find anything, or two medicines are as likely: nobody chose one yet. */
function askToChoose(app, typed, several) {
  const { t } = app.words();
  const title = t(several ? "find.several.title" : "find.unsure.title", { typed });
  app.store.set({ find: { ...app.store.get().find, asked: true } });
  app.showCard({ level: "look", icon: "search", title, text: t("find.unsure") });
}

function refuseUnknown(app, typed) {
  const { text } = typed;
  if (looksLikeCode(text)) {
    app.store.set({ find: NOTHING_FOUND });
    refuseCode(app, typed);
    return;
  }
  const { t } = app.words();
  const way = mayBeOwnCode(text) ? wayToLink(app, typed) : {};
  const lost = { label: t("unmet.act"), keys: "Shift F7", run: () => app.run("show_unmet") };
  app.showCard({
    ...way, level: "stop", icon: "search", title: t("find.unknown.title", { typed: text }), text: t("find.unknown"),
    acts: [...(way.acts ?? []), lost],
  });
}
