/** What is said and offered of a code that no product has. */
import { codeToKeep } from "../../domain/kept_codes.js";

export const MANAGE = "catalog.manage";

/** Whether a typed text that nothing is called may be a code of the pharmacy's own, such as RAK-77. */
export const mayBeOwnCode = (text) => /^(?=.*\d)[!-~]{4,60}$/.test(text);

/**
 * What the card of an unknown code says and offers: to link it, or who may; and to keep it for the office.
 * `enter` is what Enter does then, again on the same text or in the empty search.
 * @returns {{text: string, acts: object[], enter?: () => void, code: string}}
 */
export function wayToLink(app, { text, packs }) {
  const { t } = app.words();
  const { person, alone } = app.store.get();
  const kept = codeToKeep(text, Number(app.today().slice(0, 4)));
  if (app.may(person, MANAGE) && !alone) {
    const link = { first: true, label: t("link.title"), run: () => app.open({ kind: "link", code: text, packs }) };
    const later = kept && { label: t("keep.act"), quiet: true, run: () => app.run("keep_code", { code: kept }) };
    return { text: t("code.unknown.link"), acts: [link, wayToAdd(app, kept), later].filter(Boolean), code: text };
  }
  return { text: whoMayLink(app), code: text, ...wayToKeep(app, kept) };
}

/** The back office's form of a new product, with the code in it; the next feed brings the product. */
function wayToAdd(app, kept) {
  if (!kept || !app.env.newProduct) return null;
  const { t } = app.words();
  const href = `${app.env.newProduct}?barcode=${encodeURIComponent(kept)}`;
  return { label: t("link.new"), opens: t("link.new.opens"), href };
}

function whoMayLink(app) {
  const { t } = app.words();
  const { person, alone } = app.store.get();
  if (alone && app.may(person, MANAGE)) return t("link.unreachable");
  const names = [...app.people.values()].filter((one) => app.may(one, MANAGE)).map((one) => one.name);
  return names.length ? t("code.unknown.who", { names: names.join(", ") }) : t("code.unknown");
}

function wayToKeep(app, kept) {
  if (!kept) return { acts: [] };
  const { t } = app.words();
  const keep = () => app.run("keep_code", { code: kept });
  const note = { label: t("keep.with_note"), run: () => app.open({ kind: "keep_code", code: kept }) };
  return { acts: [{ first: true, label: t("keep.act"), keys: "Enter", run: keep }, note], enter: keep };
}
