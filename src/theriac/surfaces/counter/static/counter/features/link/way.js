/** What is said and offered of a code that no product has. */

export const MANAGE = "catalog.manage";

/** Whether a typed text that nothing is called may be a code of the pharmacy's own, such as RAK-77. */
export const mayBeOwnCode = (text) => /^(?=.*\d)[!-~]{4,60}$/.test(text);

/**
 * What the card of an unknown code says and offers: to link it, or who may.
 * @returns {{text: string, acts: object[]}}
 */
export function wayToLink(app, { text, packs }) {
  const { t } = app.words();
  const { person, alone } = app.store.get();
  if (!app.may(person, MANAGE)) {
    const names = [...app.people.values()].filter((one) => app.may(one, MANAGE)).map((one) => one.name);
    return { text: names.length ? t("code.unknown.who", { names: names.join(", ") }) : t("code.unknown"), acts: [] };
  }
  if (alone) return { text: t("link.unreachable"), acts: [] };
  const link = { first: true, label: t("link.title"), run: () => app.open({ kind: "link", code: text, packs }) };
  return { text: t("code.unknown.link"), acts: [link] };
}
