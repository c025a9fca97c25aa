/** What lies beside the basket while nothing is searched for: favourites, what was sold last, what waits. */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { lastSoldTiles, tilesOf } from "../favourites/actions.js";
import { Tiles, stepAmong } from "../favourites/tiles.js";
import { parkedRow } from "../park/rows.js";
import { Icon } from "../shell/icon.js";

/** So many baskets that wait are shown here; the list of F8 has the others. */
const WAITING_SHOWN = 3;

/** Wide screens keep the place of the results, so that nothing moves when they come. */
export function Resting() {
  const { t } = useWords();
  const feed = useSelect((state) => state.feed);
  const wide = useSelect((state) => state.layout) === "desktop";
  const count = useSelect((state) => state.productCount);
  if (!wide) {
    return html`<ul id="hits" role="listbox" aria-label=${t("find.found")} hidden></ul>
      ${feed?.loading && html`<div class="t-coming-line t-sm t-2 mt-2">
        <${Coming} feed=${feed} count=${count} /></div>`}`;
  }
  return html`<div class="t-card t-grow t-hits-card mt-3 d-flex flex-column overflow-hidden">
    <ul id="hits" role="listbox" aria-label=${t("find.found")} hidden></ul>
    ${feed?.loading ? html`<div class="t-empty t-grow t-resting"><${Icon} name="upc-scan" />
      <h2 class="t-h3">${t("find.loading")}</h2><${Coming} feed=${feed} count=${count} /></div>` : html`<${AtHand} />`}
    <${Waiting} /></div>`;
}

/** Favourites and what this counter sold last, as tiles; the way to begin where there are neither. */
function AtHand() {
  const { t } = useWords();
  const app = useApp();
  for (const part of ["catalogueVersion", "settings", "lastSold"]) useSelect((state) => state[part]);
  const favourites = tilesOf(app);
  const sold = lastSoldTiles(app, favourites);
  if (!favourites.length && !sold.length) {
    return html`<div class="t-empty t-grow t-resting"><${Icon} name="upc-scan" />
      <h2 class="t-h3">${t("find.resting")}</h2><p>${t("find.resting.text")}</p></div>`;
  }
  const take = (tile) => app.run("add_found", tile);
  return html`<div class="t-tiles-room t-grow" onKeyDown=${(event) => stepAmong(event, app.focusSearch)}>
      ${favourites.length > 0 && html`<h2 class="t-tiles-title">${t("favourites.title")}</h2>
        <${Tiles} tiles=${favourites} title=${t("favourites.title")} onTake=${take} />`}
      ${sold.length > 0 && html`<h2 class="t-tiles-title">${t("sold.title")}</h2>
        <${Tiles} tiles=${sold} title=${t("sold.title")} plain onTake=${take} />`}</div>
    <div class="t-keys"><span><kbd>↓</kbd>${t("favourites.key")}</span>
      <span><kbd>Enter</kbd>${t("find.add")}</span><span><kbd>F2</kbd>${t("foot.find")}</span></div>`;
}

/** The baskets that wait, newest first: one press fetches one. */
function Waiting() {
  const { t } = useWords();
  const app = useApp();
  const parked = useSelect((state) => state.parked);
  for (const part of ["names", "catalogueVersion"]) useSelect((state) => state[part]);
  if (!parked.length) return null;
  const rows = parked.slice(-WAITING_SHOWN).reverse().map((one) => parkedRow(one, app));
  return html`<section class="t-waiting" aria-label=${t("park.title")}>
    <div class="t-row"><h2 class="t-tiles-title">${t("park.title")}</h2>
      ${parked.length > WAITING_SHOWN && html`<button class="btn btn-quiet btn-sm t-end" type="button"
        onClick=${() => app.open({ kind: "park" })}>${t("park.all", { n: parked.length })}<kbd>F8</kbd></button>`}</div>
    <ul class="t-menu">${rows.map((row) => html`<li key=${row.id} data-waiting=${row.id}>
      <button type="button" class="t-menu-item" onClick=${() => app.run("fetch_parked", row.id)}>
        <${Icon} name="basket" /><span class="t-grow t-clip"><b>${row.title}</b>${" "}
          <span class="t-2 t-sm">${row.about}</span></span><b class="t-money">${row.total}</b></button></li>`)}</ul>
  </section>`;
}

/** How much of the copy is here; what is here can be sold already. */
function Coming({ feed, count }) {
  const { t, number } = useWords();
  if (!feed.total) return html`<p>${t("find.loading.text", { n: count })}</p>`;
  const text = t("find.loading.part", { part: number(count), whole: number(feed.total) });
  return html`<p>${text}</p>
    <progress class="t-progress t-coming" max=${feed.total} value=${count} aria-label=${text}></progress>`;
}
