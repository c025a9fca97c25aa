/** What the device itself has to say in the banner: who sells, how much room is left, a new version. */

const GRAVITY = ["stop", "look", "note"];

/** The gravest of several lines; of equals the first. */
export function gravest(banners) {
  const said = banners.filter(Boolean);
  return said.sort((left, right) => GRAVITY.indexOf(left.level) - GRAVITY.indexOf(right.level))[0] ?? null;
}

const SEAT_TEXTS = { paying: "seat.paying", silent: "seat.silent" };

/** Another tab sells, or the one that sold is gone. */
export function seatBanner({ seat, seatWhy }, { t }) {
  if (seat === "selling") return null;
  const free = seat === "free";
  return {
    level: "look", icon: free ? "unlock" : "eye",
    title: t(free ? "seat.free" : "seat.looking"), text: SEAT_TEXTS[seatWhy] ? t(SEAT_TEXTS[seatWhy]) : "",
    action: { name: "sell_here", text: t("seat.sell_here"), busy: seat === "asking" },
  };
}

export function roomBanner({ room }, { t }) {
  if (!room.low) return null;
  return {
    level: "look", icon: "device-hdd", title: t("room.low"), text: t("room.low.text"),
    action: { name: "show_unsent", text: t("more.unsent") },
  };
}

/** A new version is taken on consent, and never in mid-sale. */
export function programBanner({ program, basket, payment }, { t }) {
  if (!program.waiting) return null;
  const busy = basket.lines.length > 0 || payment !== null;
  return {
    level: "note", icon: "arrow-repeat", title: t("program.waiting"), text: t(busy ? "program.after" : "program.now"),
    action: busy ? null : { name: "take_program", text: t("program.take") },
  };
}
