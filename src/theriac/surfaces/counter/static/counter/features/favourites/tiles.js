/** Tiles: picture, name, price and stock; pressing one takes a pack as choosing it in the search does. */
import { html, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { ClassMark, ExpiryBadge } from "../basket/marks.js";
import { Stock, priceText } from "../find/hit.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";
import { tilesOf } from "./actions.js";

/**
 * @param {{tiles: object[], title: string, plain?: boolean, onTake: (tile: object) => void}} props
 * `plain`: no picture
 */
export function Tiles({ tiles, title, plain = false, onTake }) {
  for (const part of ["catalogueVersion", "assessed", "minute"]) useSelect((state) => state[part]);
  return html`<ul class="t-tiles" aria-label=${title}>
    ${tiles.map((tile, index) => html`<${Tile} key=${tile.pack.id} tile=${tile} first=${index === 0} plain=${plain}
      onTake=${() => onTake(tile)} />`)}</ul>`;
}

function Tile({ tile: { product, pack, picture }, first, plain, onTake }) {
  const words = useWords();
  const app = useApp();
  const take = app.catalogue.takeOf(product);
  const isOut = !take.available && !take.service;
  return html`<li><button type="button" class=${`t-tile ${isOut ? "is-out" : ""}`} data-tile=${pack.id}
      data-first=${first ? "" : undefined} onClick=${onTake}>
    ${!plain && html`<span class="t-tile-head">
      <${Picture} key=${picture} address=${picture && app.env.picture(product.id, picture)} />
      <${ClassMark} code=${product.legal_class} words=${words} /></span>`}
    <span class="t-tile-name">${product.name}</span>
    <span class="t-tile-price"><span class="t-2 t-sm">${words.packTitle(pack)}</span>
      <b class="t-money">${priceText(app, product, pack, words)}</b></span>
    <span class="t-tile-by"><${Stock} product=${product} take=${take} words=${words} />
      ${take.first && html`<${ExpiryBadge} batch=${take.first} words=${words} now=${app.today()} />`}</span>
  </button></li>`;
}

/** The product's picture; the placeholder where there is none, or it doesn't come or can't be shown. */
function Picture({ address }) {
  const [broken, setBroken] = useState(false);
  if (!address || broken) {
    return html`<span class="t-tile-picture" data-placeholder><${Icon} name="capsule" /></span>`;
  }
  return html`<img class="t-tile-picture" src=${address} alt="" decoding="async" onError=${() => setBroken(true)} />`;
}

/** For narrow screens, where no tiles lie beside the basket, and for who presses ↓ without any. */
export function FavouritesDialog() {
  const { t } = useWords();
  const app = useApp();
  const tiles = tilesOf(app);
  useSelect((state) => state.catalogueVersion);
  return html`<${Dialog} title=${t("favourites.title")} wide reading=${!tiles.length} onClose=${app.close}>
    ${tiles.length ? html`<div onKeyDown=${stepAmong}><${Tiles} tiles=${tiles} title=${t("favourites.title")}
        onTake=${(tile) => app.closeThen(() => app.run("add_found", tile))} /></div>`
      : html`<div class="t-empty"><${Icon} name="star" /><h2 class="t-h3">${t("favourites.none")}</h2>
        <p>${t("favourites.none.text")}</p></div>`}</${Dialog}>`;
}

/** Arrows go from tile to tile; up from the first row leaves them. */
export function stepAmong(event, onLeave = null) {
  const tiles = [...event.currentTarget.querySelectorAll("[data-tile]")];
  const at = tiles.indexOf(event.target.closest("[data-tile]"));
  const columns = tiles.filter((tile) => tile.offsetTop === tiles[0].offsetTop).length;
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
  if (at < 0 || !step || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  if (at + step < 0 && event.key === "ArrowUp" && onLeave) onLeave();
  else tiles[Math.max(0, Math.min(at + step, tiles.length - 1))].focus();
}
