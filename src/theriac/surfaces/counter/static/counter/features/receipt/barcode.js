/** A receipt's number as bars, so that a scan finds the receipt again. */
import { html } from "../../app/html.js";
import { QUIET, code128 } from "../../domain/code128.js";

const HIGH = 40; // modules; as wide as it prints, some 10 mm

export function ReceiptBars({ number }) {
  if (!/^[ -~]+$/.test(number)) return null;
  const widths = code128(number);
  const wide = widths.reduce((sum, width) => sum + width, 2 * QUIET);
  let at = QUIET;
  const bars = widths.map((width, index) => {
    const from = at;
    at += width;
    return index % 2 ? "" : `M${from} 0h${width}v${HIGH}h-${width}z`;
  }).join("");
  return html`<div class="t-bars" data-bars=${widths.join(" ")} aria-hidden="true"><svg viewBox=${`0 0 ${wide} ${HIGH}`}
    preserveAspectRatio="none" shape-rendering="crispEdges"><path d=${bars} /></svg></div>`;
}
