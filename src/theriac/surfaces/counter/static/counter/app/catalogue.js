/**
 * The device's copy in memory: products, codes, batches, and an index to search them. Everything
 * that the counter shows while somebody types comes from here, never from the network.
 */
import { isBadge } from "../domain/badge.js";
import { isOpened, reasonNotSold, takingOrder } from "../domain/fefo.js";
import { listedPrice, priceOfPack } from "../domain/assess.js";
import { UnreadableCode, gtin14, looksLikeCode, readCode } from "../domain/gs1.js";
import { isService, isSold } from "../domain/lifecycle.js";
import { leftOf } from "../domain/quotas.js";
import { Medicines, hereByMedicine, hereFirst, medicineOf } from "../domain/medicines.js";
import { batchNamed } from "../domain/scanned.js";
import { createSearchIndex } from "./search_index.js";
import { looksLikeReceipt } from "../domain/old_receipt.js";

/** So many finds are looked through for a substance's brands, and so many of those are shown. */
const BRANDS = 500;
const BRANDS_SHOWN = 100;

/** @param {() => {today: string, now: string, settings: object}} world what day it is and where */
export function createCatalogue(world) {
  const products = new Map();
  const batches = new Map();
  const byProduct = new Map();
  const codes = new Map();
  const medicines = new Medicines();
  const index = createSearchIndex();
  const quotas = new Map();
  let leased = { lease: null };
  let seen = null;
  let version = 0;

  function dropProduct(id) {
    const old = products.get(id);
    if (!old) return;
    version += 1;
    for (const code of old.packs.flatMap((pack) => pack.codes)) {
      if (codes.get(code)?.product === old) codes.delete(code); // else it was moved to another, come before
    }
    medicines.remove(old);
    products.delete(id);
  }

  function putProduct(product) {
    version += 1;
    dropProduct(product.id);
    products.set(product.id, product);
    medicines.put(product);
    for (const pack of product.packs) {
      for (const code of pack.codes) codes.set(code, { product, pack });
    }
  }

  function putProducts(rows) {
    for (const row of rows) putProduct(row);
    index.put(rows);
  }

  function dropProducts(ids) {
    for (const id of ids) dropProduct(id);
    index.remove(ids);
  }

  function dropBatch(id) {
    const old = batches.get(id);
    if (!old) return;
    version += 1;
    batches.delete(id);
    byProduct.set(old.product_id, byProduct.get(old.product_id).filter((batch) => batch.id !== id));
  }

  function putBatch(row) {
    version += 1;
    const kept = batches.get(row.id);
    const batch = { pending: kept?.pending ?? 0, ...row };
    dropBatch(row.id);
    batches.set(row.id, batch);
    const others = byProduct.get(row.product_id) ?? [];
    byProduct.set(row.product_id, [...others, batch]);
  }

  /**
   * What is on the shelf: the server's balance less what was sold here and not yet answered, and of
   * that `quantity` is what nobody reserved.
   */
  function shelf(productId) {
    const product = products.get(productId);
    const packUnits = product ? Math.max(...product.packs.map((pack) => pack.factor)) : 1;
    return (byProduct.get(productId) ?? []).map((batch) => {
      const lying = Math.max(0, batch.quantity - batch.pending);
      const quantity = Math.max(0, lying - (batch.reserved ?? 0));
      return { ...batch, quantity, lying, opened: isOpened({ quantity, lying }, packUnits) };
    });
  }

  function rules(product, today = world().today) {
    return {
      today, rotation: product.rotation,
      packUnits: Math.max(...product.packs.map((pack) => pack.factor)),
    };
  }

  /** Base units sold here that the server hasn't answered for. */
  function unsentOf(productId) {
    return (byProduct.get(productId) ?? []).reduce((sum, batch) => sum + batch.pending, 0);
  }

  /** What may be sold of a product without the network; null where no quota is known. */
  function quotaOf(productId, now = world().now) {
    return leftOf(leased, quotas.get(productId), unsentOf(productId), now);
  }

  const order = (product, today = world().today) => takingOrder(shelf(product.id), rules(product, today));

  const isHere = (product, today) => isService(product) || order(product, today).some(({ quantity }) => quantity > 0);

  /** Whether a product may be sold now, told once an id: a search asks of many, and of some twice. */
  function hereNow() {
    const { today } = world();
    const told = new Map();
    return (id) => {
      if (!told.has(id)) told.set(id, isHere(products.get(id), today));
      return told.get(id);
    };
  }

  return {
    products, shelf, rules, order, unsentOf, quotaOf,
    /** Another number whenever something of the copy changed. */
    get version() { return version; },
    get size() { return products.size; },
    product: (id) => products.get(id) ?? null,
    batch: (id) => batches.get(id) ?? null,

    load(copy) {
      for (const row of copy.batches) putBatch(row);
      putProducts(copy.products);
    },

    /** Take a page of the feed, as `applyPage` stored it; a snapshot's end drops what it lacks. */
    apply(page) {
      if (page.snapshot && seen?.id !== page.snapshot) {
        seen = { id: page.snapshot, products: new Set(), batches: new Set() };
      }
      for (const row of page.batches ?? []) putBatch(row);
      putProducts(page.products ?? []);
      for (const id of page.removed?.batches ?? []) dropBatch(id);
      dropProducts(page.removed?.products ?? []);
      index.renewWhenWorn(products.values());
      if (!page.snapshot) return;
      for (const row of page.products ?? []) seen.products.add(row.id);
      for (const row of page.batches ?? []) seen.batches.add(row.id);
      if (page.cursor !== null) return;
      dropProducts([...products.keys()].filter((id) => !seen.products.has(id)));
      for (const id of [...batches.keys()]) if (!seen.batches.has(id)) dropBatch(id);
    },

    /** A code was linked to a pack, and the server has it: it is known before the feed brings it. */
    learnCode(productId, packId, code) {
      const product = products.get(productId);
      if (!product) return;
      const packs = product.packs.map((pack) => (
        pack.id === packId && !pack.codes.includes(code) ? { ...pack, codes: [...pack.codes, code] } : pack));
      putProducts([{ ...product, packs }]);
    },

    /** The same change that `commitSale` and `applyAnswer` write: units waiting to be booked. */
    addPending(sold, sign) {
      for (const [id, quantity] of sold) {
        const batch = batches.get(id);
        if (batch) putBatch({ ...batch, pending: batch.pending + sign * quantity });
      }
    },

    setBalances(balances) {
      for (const { batch_id: id, quantity } of balances) {
        const batch = batches.get(id);
        if (batch && batch.quantity !== quantity) putBatch({ ...batch, quantity });
      }
    },

    /** Under which lease and until when (null: as before), and what the device may sell of products. */
    setQuotas(around, rows) {
      if (around && around.lease !== leased.lease) quotas.clear();
      leased = around ?? leased;
      for (const row of rows) quotas.set(row.product_id, row);
      version += 1;
    },

    /** The pharmacy's own abbreviations, by which people look. */
    abbreviate(rows) {
      index.abbreviate(rows);
      version += 1;
    },

    /** Sellable base units of a product, today. */
    onHand(productId) {
      const product = products.get(productId);
      return product ? order(product).reduce((sum, batch) => sum + batch.quantity, 0) : 0;
    },

    /** What a result shows of the stock: how much, the batch to take, or why there is none. */
    takeOf(product) {
      const { today, now } = world();
      const lying = shelf(product.id);
      const sellable = takingOrder(lying, rules(product, today));
      const available = sellable.reduce((sum, batch) => sum + batch.quantity, 0);
      const reserved = lying.reduce((sum, batch) => sum + batch.lying - batch.quantity, 0);
      const left = available ? [] : lying.filter((batch) => batch.quantity > 0);
      const why = left.length ? reasonNotSold(left[0], rules(product, today)) : null;
      return {
        available, reserved, quota: quotaOf(product.id, now), first: sellable[0] ?? null,
        reason: why ? `stock.${why}` : "stock.none", today, service: isService(product),
      };
    },

    quote: (product, pack) => listedPrice(product, pack, world()),
    /** What a pack costs out of this batch, the first to take where none is named. */
    priceOf: (product, pack, batch = order(product)[0] ?? null) => priceOfPack(product, pack, batch, world()),

    /**
     * What the text finds; where it names a substance, its brands that are here first, of each medicine
     * what expires first. `sure`: the first hit is clearly it, so that Enter may take it.
     */
    search(text, limit) {
      const isHere = hereNow();
      const named = medicines.named(text) ?? medicines.named(index.search(text, 1, products, isHere).corrected ?? "");
      if (!named) return index.search(text, limit, products, isHere);
      const takeOf = (id) => this.takeOf(products.get(id));
      return index.search(text, BRANDS, products, isHere, (ids) => {
        const brands = ids.filter((id) => named.has(id) && products.has(id));
        const here = hereByMedicine(brands, (id) => medicineOf(products.get(id)), takeOf).slice(0, BRANDS_SHOWN);
        const ahead = new Set(here);
        return [...here, ...ids.filter((id) => !ahead.has(id)).slice(0, limit)];
      });
    },

    /** Other products of the same medicine that may be sold, as they are offered. */
    equivalentsOf(product) {
      const rows = medicines.equivalentsOf(product).map((id) => products.get(id)).filter(isSold);
      rows.sort((one, other) => (one.name < other.name ? -1 : 1));
      return hereFirst(rows, (one) => this.takeOf(one)).map((one) => ({ product: one, take: this.takeOf(one) }));
    },

    /**
     * The pack behind a typed or scanned code, and the batch that the code names.
     * @returns {null|{problem: string, fault?: string}|{product: object, pack: object,
     *   refused?: object, pin?: string|null, reason?: string, told?: object|null, first: object|null,
     *   serial?: {gtin: string, serial: string}|null}} `serial`: the single pack that the code names
     *   null: the text isn't a known code
     */
    findCode(text, today) {
      let read;
      try {
        read = readCode(text, Number(today.slice(0, 4)));
      } catch (error) {
        if (error instanceof UnreadableCode) return { problem: "unreadable", fault: error.fault };
        throw error;
      }
      const known = codes.get(read.lookup) ?? codes.get(text);
      if (!known) {
        return read.warnings.includes("gtin_check_digit")
          ? { problem: "unreadable", fault: "gtin_check_digit" } : null;
      }
      if (!isSold(known.product)) return { problem: "not_sold" };
      const first = order(known.product)[0] ?? null;
      const serial = read.gtin && read.serial ? { gtin: read.gtin, serial: read.serial } : null;
      return { ...known, first, serial, ...batchNamed(read, shelf(known.product.id), first, today) };
    },

    /**
     * What kind of code a text is, with `3*` before it or without: of this catalogue, like a code, or like the
     * number of a receipt of this branch.
     * @returns {import("../domain/scanning.js").Kind|null}
     */
    kindOfCode(text) {
      const code = text.replace(/^\d{1,5}\*/, "");
      if (isBadge(code)) return "whole";
      if (codes.has(code)) return gtin14(code) ? "whole" : "own";
      if (looksLikeReceipt(code, world().settings?.branch.code ?? "")) return "own";
      if (!looksLikeCode(code)) return null;
      const read = readOrNull(code, world().today);
      if (!read || !codes.has(read.lookup)) return "alike";
      return read.form === "gtin" ? "whole" : "message";
    },
  };
}

/** What the text says, or null where it can't be read. */
function readOrNull(text, today) {
  try {
    return readCode(text, Number(today.slice(0, 4)));
  } catch (error) {
    if (error instanceof UnreadableCode) return null;
    throw error;
  }
}
