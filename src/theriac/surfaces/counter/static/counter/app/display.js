/** What the customer sees: a second window of this page, drawn from here. It holds no program and asks nothing. */
const NAME = "theriac-customer";
const FEATURES = "popup,width=800,height=600";
const MOST_LINES = 8;

/** @param {(address: string, name: string, features: string) => Window|null} openWindow */
export function displayParts(app, openWindow) {
  let shown = null;
  let stop = null;

  function draw() {
    if (!shown || shown.closed) {
      stop?.();
      stop = shown = null;
      return;
    }
    const page = shown.document;
    page.title = app.words().t("hardware.display");
    page.documentElement.lang = app.words().language;
    page.body.className = "t-display";
    page.body.replaceChildren(...facesOf(app).map(([tag, mark, ...texts]) => {
      const one = page.createElement(tag);
      one.className = mark;
      one.append(...texts.map((text) => Object.assign(page.createElement("span"), { textContent: text })));
      return one;
    }));
  }

  return {
    display: {
      /** Open the window, or bring it to the front; again drawn at each change. */
      open() {
        shown = openWindow("", NAME, FEATURES);
        if (!shown) {
          app.refuse(app.words().t("hardware.display.blocked"));
          return;
        }
        for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
          const sheet = shown.document.createElement("link");
          shown.document.head.append(Object.assign(sheet, { rel: "stylesheet", href: link.href }));
        }
        stop?.();
        stop = app.store.subscribe(draw);
        draw();
      },
    },
  };
}

/** Lines and total while something is sold; after it the change. No name of a patient, no notice of safety. */
export function facesOf(app) {
  const words = app.words();
  const { t, money } = words;
  const { assessed, shown, settings } = app.store.get();
  const shop = ["h1", "t-display-shop", settings?.receipt.shop ?? ""];
  if (assessed.lines.length) {
    const lines = assessed.lines.slice(-MOST_LINES).map((row) => ([
      "div", "r", `${row.product.name} · ${words.packs(row.pack, row.line.packs)}`,
      row.amount === null ? "–" : money(row.amount),
    ]));
    return [shop, ...lines, ["div", "r big", t("display.total"), money(assessed.totals.total)]];
  }
  if (shown) {
    const change = shown.sale.payments.reduce((sum, payment) => sum + payment.change, 0);
    return [
      shop, ["div", "r big", t("display.total"), money(shown.sale.total)],
      ["div", "r big", t("display.change"), money(change)], ["p", "mid", t("display.thanks")],
    ];
  }
  return [shop, ["p", "mid", t("display.welcome")]];
}
