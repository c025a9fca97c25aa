/** What stands in the way of a line that is sold on a prescription, and the way on. */
import { packsFor } from "../../domain/dispense.js";

/** Title, text and steps by the kind of problem. */
export const PRESCRIPTION_CARDS = {
  prescription_more(problem, row, words, app) {
    const { t } = words;
    const less = packsFor(problem.most, row.product.packs);
    const most = words.quantity(row.product, problem.most);
    return {
      title: t("ready.more.title", { name: row.product.name, most }),
      text: t("ready.more", { code: problem.code }),
      acts: [{
        first: true, label: t("insufficient.sell", { quantity: words.packs(less.pack, less.packs) }),
        run: () => app.run("take_here", { lineId: row.line.id, ...less }),
      }],
    };
  },
  prescription_alone(problem, row, words, app) {
    const { t } = words;
    return {
      title: t("ready.alone.title", { code: problem.code }), text: t("ready.alone"),
      acts: [
        { first: true, label: t("cards.again"), run: () => app.run("check_again") },
        { label: t("park.key"), run: () => app.run("park") },
      ],
    };
  },
};
