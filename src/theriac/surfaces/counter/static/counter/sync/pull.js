/** Follow the change feed: a snapshot in pages first, then only what changed. */
import { applyPage } from "../db/catalogue.js";
import { readValue } from "../db/device.js";

/**
 * Fetch and store pages until the feed has no more.
 * @param {object} db @param {object} api
 * @param {(page: object) => void} onPage told after each page is stored
 * @returns {Promise<number>} how many pages changed something
 */
export async function pull(db, api, onPage) {
  let changed = 0;
  const place = (await readValue(db, "feed")) ?? { position: null, cursor: null };
  let asked = api.feed(place.position, place.cursor);
  for (;;) {
    const page = await asked;
    if (page === null) return changed;
    asked = page.cursor === null ? null : askAhead(api, place.position, page.cursor);
    await applyPage(db, page);
    changed += 1;
    onPage(page);
    if (asked === null) return changed;
  }
}

/** Let the server make the next page while this one is written; a failure is met when awaited. */
function askAhead(api, position, cursor) {
  const asked = api.feed(position, cursor);
  asked.catch(() => {});
  return asked;
}
