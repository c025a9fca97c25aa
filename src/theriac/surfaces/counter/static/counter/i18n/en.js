/** English. Every key is in every catalogue; a test holds them together. */
import { around } from "./en/around.js";
import { codes } from "./en/codes.js";
import { device } from "./en/device.js";
import { dispense } from "./en/dispense.js";
import { hardware } from "./en/hardware.js";
import { history } from "./en/history.js";
import { link } from "./en/link.js";
import { loyalty } from "./en/loyalty.js";
import { money } from "./en/money.js";
import { people } from "./en/people.js";
import { promotions } from "./en/promotions.js";
import { queue } from "./en/queue.js";
import { quotations } from "./en/quotations.js";
import { receipts } from "./en/receipts.js";
import { returns } from "./en/returns.js";
import { sale } from "./en/sale.js";
import { safety } from "./en/safety.js";
import { scan } from "./en/scan.js";
import { till } from "./en/till.js";
import { training } from "./en/training.js";
import { unmet } from "./en/unmet.js";

export const en = {
  ...around, ...codes, ...device, ...dispense, ...hardware, ...history, ...link, ...loyalty, ...money, ...people,
  ...promotions, ...queue, ...quotations, ...receipts, ...returns, ...safety, ...sale, ...scan, ...till,
  ...training, ...unmet,
};
