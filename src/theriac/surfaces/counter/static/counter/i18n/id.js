/** Bahasa Indonesia. Every key is in every catalogue; a test holds them together. */
import { around } from "./id/around.js";
import { codes } from "./id/codes.js";
import { device } from "./id/device.js";
import { dispense } from "./id/dispense.js";
import { hardware } from "./id/hardware.js";
import { history } from "./id/history.js";
import { link } from "./id/link.js";
import { loyalty } from "./id/loyalty.js";
import { money } from "./id/money.js";
import { people } from "./id/people.js";
import { promotions } from "./id/promotions.js";
import { queue } from "./id/queue.js";
import { quotations } from "./id/quotations.js";
import { receipts } from "./id/receipts.js";
import { returns } from "./id/returns.js";
import { sale } from "./id/sale.js";
import { safety } from "./id/safety.js";
import { scan } from "./id/scan.js";
import { till } from "./id/till.js";
import { training } from "./id/training.js";
import { unmet } from "./id/unmet.js";

export const id = {
  ...around, ...codes, ...device, ...dispense, ...hardware, ...history, ...link, ...loyalty, ...money, ...people,
  ...promotions, ...queue, ...quotations, ...receipts, ...returns, ...safety, ...sale, ...scan, ...till,
  ...training, ...unmet,
};
