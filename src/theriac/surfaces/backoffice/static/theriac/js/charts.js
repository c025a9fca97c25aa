// Charts from the data beside them: <canvas data-t-chart="id of a JSON script">. Colours come
// from the tokens, so that dark and light are right; every chart has a table or words as well.
/* global Chart */

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const MEANINGS = { go: "--t-go", look: "--t-look", stop: "--t-stop", note: "--t-note", rest: "--t-line-strong" };
const drawn = new Map();

function coloured(set) {
  const name = (meaning) => token(MEANINGS[meaning] ?? MEANINGS.go);
  const colour = Array.isArray(set.meaning) ? set.meaning.map(name) : name(set.meaning);
  const isLine = set.type === "line";
  return {
    ...set,
    backgroundColor: colour,
    borderColor: isLine && set.meaning === "rest" ? token("--t-ink-2") : colour,
    borderDash: isLine && set.meaning !== "note" ? [4, 3] : undefined,
    borderWidth: isLine ? 1.75 : 0,
    pointRadius: 0,
    borderRadius: isLine ? 0 : 3,
    maxBarThickness: 36,
  };
}

function options(data) {
  const text = { color: token("--t-ink-2"), font: { family: token("--t-font"), size: 12 } };
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const shown = (value) => data.shown?.[String(value)] ?? String(value);
  const amounts = {
    ticks: { ...text, maxTicksLimit: 6, format: { notation: "compact" } },
    grid: { color: token("--t-line") },
    beginAtZero: true,
  };
  if (data.tenths) {
    amounts.beginAtZero = false;
    amounts.ticks = { ...text, maxTicksLimit: 6, callback: (value) => (value / 10).toLocaleString(data.locale) };
  }
  const few = data.tenths || data.many;
  const names = { ticks: few ? { ...text, maxTicksLimit: 6, maxRotation: 0 } : text, grid: { display: false } };
  const across = data.across === true;
  return {
    indexAxis: across ? "y" : "x",
    locale: data.locale,
    animation: still ? false : { duration: 180 },
    maintainAspectRatio: false,
    scales: across ? { x: amounts, y: names } : { x: names, y: amounts },
    plugins: {
      legend: { display: data.sets.length > 1, labels: { ...text, boxWidth: 12 } },
      tooltip: { callbacks: { label: (item) => data.words?.[item.datasetIndex]?.[item.dataIndex] ?? shown(item.raw) } },
    },
  };
}

function draw(canvas) {
  const source = document.getElementById(canvas.dataset.tChart);
  if (!source) return;
  const data = JSON.parse(source.textContent);
  drawn.get(canvas)?.destroy();
  drawn.set(canvas, new Chart(canvas, {
    type: canvas.dataset.tKind || "bar",
    data: { labels: data.labels, datasets: data.sets.map(coloured) },
    options: options(data),
  }));
}

function drawAll() {
  document.querySelectorAll("canvas[data-t-chart]").forEach(draw);
}

drawAll();
document.addEventListener("htmx:afterSettle", drawAll);
new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
