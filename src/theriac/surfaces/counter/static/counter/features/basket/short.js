/**
 * The way on when there isn't enough: sell what is here, take another pack or maker, send to the
 * branch that has it, or say that the goods are in the hand.
 */
import { html, useLayoutEffect } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { alternativesTo } from "../../domain/alternatives.js";
import { usualPack } from "../find/hit.js";

/** Title, text and steps of the card. */
export function shortContents(problem, row, words, app) {
  const { t } = words;
  const asked = words.packs(row.pack, row.line.packs);
  const here = words.quantity(row.product, problem.here);
  const sell = problem.sellable && {
    first: true,
    label: t("insufficient.sell", { quantity: words.packs(problem.sellable.pack, problem.sellable.packs) }),
    run: () => app.run("take_here", { lineId: row.line.id, ...problem.sellable }),
  };
  const hand = {
    first: !sell, keys: sell ? null : "Enter", label: t("hand.mine"),
    run: () => app.open({ kind: "hand", lineId: row.line.id }),
  };
  const kept = app.catalogue.takeOf(row.product).reserved;
  const reserved = kept > 0 && {
    label: t("reserved.show", { quantity: words.quantity(row.product, kept) }),
    run: () => app.open({ kind: "reserved", productId: row.product.id }),
  };
  const lost = { quiet: true, label: t("unmet.act"), run: () => app.run("show_unmet", { lineId: row.line.id }) };
  return {
    title: problem.here ? t("insufficient.title", { name: row.product.name, asked, here })
      : t("insufficient.none", { name: row.product.name, asked }),
    text: t(problem.why ? `insufficient.why.${problem.why}` : sell ? "insufficient.text" : "insufficient.none.text"),
    acts: [sell, reserved, hand, lost].filter(Boolean), more: html`<${Instead} row=${row} />`,
  };
}

function Instead({ row }) {
  const words = useWords();
  const { t } = words;
  const app = useApp();
  const others = useSelect((state) => state.elsewhere[row.product.id]);
  useSelect((state) => state.catalogueVersion);
  useLayoutEffect(() => {
    app.run("look_elsewhere", row.product.id);
  }, [row.product.id]);
  const found = alternativesTo(row.product, app.catalogue.products.values(), app.catalogue.takeOf);
  if (!found.length && !others?.length) return null;
  return html`<div class="t-instead">
    ${found.length > 0 && html`<span class="t-2 t-sm">${t("instead.title")}</span>`}
    ${found.map(({ product, take }) => html`
      <${Choice} key=${product.id} row=${row} product=${product} take=${take} />`)}
    ${others?.length > 0 && html`<span class="t-sm" data-elsewhere>${t("instead.elsewhere", {
      list: others.map((one) => `${one.branch} (${words.quantity(row.product, one.quantity)})`).join(", "),
    })}</span>`}</div>`;
}

function Choice({ row, product, take }) {
  const words = useWords();
  const app = useApp();
  const pack = packLike(product, row.pack);
  const price = app.catalogue.priceOf(product, pack);
  return html`<button class="btn btn-plain btn-sm t-instead-one" type="button"
      onClick=${() => app.run("sell_instead", { lineId: row.line.id, product, pack })}>
    <b>${product.name}</b><span>${product.manufacturer}</span><span>${words.packTitle(pack)}</span>
    <span class="t-money">${price === null ? words.t("price.none") : words.money(price)}</span>
    <span>${take.first.expiry ? words.month(take.first.expiry) : words.t("expiry.none")}</span>
    <span>${words.quantity(product, take.available)}</span></button>`;
}

/** The pack of the other product that holds as much, else its usual one. */
function packLike(product, pack) {
  return product.packs.find((one) => one.sellable && one.factor === pack.factor) ?? usualPack(product);
}
