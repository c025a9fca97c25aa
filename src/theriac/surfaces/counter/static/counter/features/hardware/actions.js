/** The devices around the counter: the printer that is chosen, and what a self-test asks of each. */
import { writeValue } from "../../db/device.js";
import { driftOf } from "../../domain/hardware.js";
import { drawerKick, escposOf } from "../../domain/escpos.js";
import { RUNS_TILL } from "../till/actions.js";

export const hardwareActions = {
  /** Choose where receipts are printed; a printer of the browser's own is chosen by the person first. */
  async choose_printer(app, way) {
    if (way !== "browser") {
      try {
        await app.env.printers.choose(way);
      } catch (error) {
        console.warn(error);
        app.refuse(app.words().t("hardware.printer.not_chosen"));
        return;
      }
    }
    await keep(app, { via: way });
  },

  set_printer: (app, change) => keep(app, change),

  /** @returns {Promise<boolean>} whether the printer took it; through the dialogue nobody can tell */
  async test_print(app) {
    const { printer, settings } = app.store.get();
    const { t } = app.receiptWords();
    const rows = [
      { text: settings.receipt.shop, centred: true, bold: true }, { text: t("hardware.print.title"), centred: true },
      { text: "", rule: true }, { text: "ABC abc 123 äöüñ ½ ±", right: "1.234" }, { text: "", rule: true },
    ];
    const width = settings.receipt.width_mm;
    return written(app, escposOf(rows, { width, page: printer.page, qr: settings.terminal.name, beep: true }));
  },

  /** The drawer at the printer; opening it without a sale is for who runs a till. */
  async test_drawer(app) {
    if (!app.may(app.store.get().person, RUNS_TILL)) return false;
    return written(app, Uint8Array.from(drawerKick()));
  },

  /** @returns {Promise<{drift: object, took: number}|null>} null without the server's answer */
  async test_network(app) {
    const { clock, network } = app.env;
    const sentMs = clock.now();
    try {
      const { at } = await network.request("GET", "clock", null, 5_000, "");
      const heardMs = clock.now();
      if (!Number.isFinite(at)) return null;
      return { drift: driftOf({ sentMs, heardMs, serverMs: at }), took: heardMs - sentMs };
    } catch {
      return null;
    }
  },

  test_beep: (app) => app.env.sound.good(),

  /** @returns {Promise<string|null>} a line of the scale at the port that the person chooses */
  async read_scale(app) {
    try {
      return await app.env.printers.readLine();
    } catch (error) {
      console.warn(error);
      return null;
    }
  },

  show_display: (app) => app.display.open(),
};

async function keep(app, change) {
  const printer = { ...app.store.get().printer, ...change };
  app.store.set({ printer });
  await writeValue(app.db, "printer", printer);
}

async function written(app, bytes) {
  const { printer } = app.store.get();
  if (printer.via === "browser") return false;
  try {
    await app.env.printers.write(printer.via, bytes);
    return true;
  } catch (error) {
    console.warn(error);
    return false;
  }
}
