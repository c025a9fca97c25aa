/** Where paper goes: to the printer that the browser talks to itself, else through the computer's print dialogue. */
import { escposOf } from "../domain/escpos.js";
import { receiptRows, widthOf } from "../features/receipt/share.js";

export const PRINTS_BY_BROWSER = { via: "browser", page: "wpc1252", kick: false };

export function paperParts(app) {
  const { env, store } = app;
  return {
    /**
     * Print what lies ready as paper. A printer that doesn't take it is told, and the print dialogue opens.
     * @param {{number: string, kick?: boolean}} what `kick`: cash goes into the drawer
     */
    async putOnPaper({ number, kick = false }) {
      const { printer } = store.get();
      const article = document.querySelector(".t-paper .t-receipt");
      if (printer.via === "browser" || !article) {
        env.print();
        return;
      }
      const how = { width: widthOf(article), page: printer.page, number, kick: kick && printer.kick };
      try {
        await env.printers.write(printer.via, escposOf(receiptRows(article), how));
      } catch (error) {
        console.warn(error);
        app.refuse(app.words().t("hardware.printer.silent"));
        env.print();
      }
    },
  };
}
