/**
 * What an older version of the program left readable in sales and baskets, and sealing it
 * afterwards: the one change that a written sale undergoes, and it changes nothing that was sold.
 */

const READ_AT_ONCE = 200;

const hasAny = (isReadable) => (holder) => holder.grounds?.some(isReadable) ?? false;

/** @returns {Promise<object[]>} sales and baskets (open or parked) with something readable in them */
export async function readLeftovers(db, isReadable) {
  const rows = await db.drafts.filter((row) => hasAny(isReadable)(row.basket ?? {})).toArray();
  const found = rows.map((row) => row.basket);
  let sales = await nextSales(db, "");
  while (sales.length) {
    found.push(...sales.filter(hasAny(isReadable)));
    sales = await nextSales(db, sales[sales.length - 1].id);
  }
  return found;
}

/** Some at a time, so that no sale waits to be written. */
const nextSales = (db, after) => db.sales.where(":id").above(after).limit(READ_AT_ONCE).toArray();

/**
 * Put the sealed grounds in the place of the readable ones, wherever this sale or basket lies by now.
 * @param {string} id the sale's, which is its basket's @param {object[]} grounds sealed
 */
export async function writeSealed(db, id, grounds, isReadable) {
  const sealed = new Map(grounds.map((ground) => [ground.id, ground]));
  const inPlace = (holder) => ({
    ...holder, grounds: holder.grounds.map((ground) => (isReadable(ground) ? sealed.get(ground.id) ?? ground : ground)),
  });
  await db.transaction("rw", db.sales, db.drafts, async () => {
    const sale = await db.sales.get(id);
    if (sale) await db.sales.put(inPlace(sale));
    const rows = await db.drafts.filter((row) => row.basket.id === id).toArray();
    await db.drafts.bulkPut(rows.map((row) => ({ ...row, basket: inPlace(row.basket) })));
  });
}
