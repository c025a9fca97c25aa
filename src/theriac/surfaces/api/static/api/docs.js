/* Draws the API's document; a signed-in person's requests carry the CSRF token. */
const page = document.body.dataset;

/**
 * The same in the words of 3.0. What draws it takes a document of 3.1 apart as a whole before
 * anybody reads a line of it, for a minute on a small machine, and one of 3.0 as it is opened.
 */
function inWordsOf30(part) {
  if (Array.isArray(part)) {
    return part.map(inWordsOf30);
  }
  if (part === null || typeof part !== "object") {
    return part;
  }
  const { const: only, anyOf: ways, ...rest } = part;
  const said = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, inWordsOf30(value)]),
  );
  if (only !== undefined) {
    said.enum = [inWordsOf30(only)];
  }
  if (ways !== undefined) {
    const known = ways.filter((way) => way.type !== "null").map(inWordsOf30);
    const isNullable = known.length < ways.length ? { nullable: true } : {};
    Object.assign(said, known.length === 1 ? known[0] : { anyOf: known }, isNullable);
  }
  return said;
}

/** What is published is 3.1, so no badge calls it anything else. */
function withoutVersion() {
  return { components: { OpenAPIVersion: () => null } };
}

/** What to draw; where it can't be had, its address: what draws it says so then. */
async function published() {
  try {
    const answer = await fetch(page.document);
    return answer.ok
      ? { spec: { ...inWordsOf30(await answer.json()), openapi: "3.0.3" } }
      : { url: page.document };
  } catch {
    return { url: page.document };
  }
}

async function draw() {
  window.SwaggerUIBundle({
    ...(await published()),
    dom_id: "#api",
    deepLinking: true,
    docExpansion: "none", // all of them drawn at once keep a small machine busy for half a minute
    filter: true,
    validatorUrl: null,
    presets: [window.SwaggerUIBundle.presets.apis],
    plugins: [withoutVersion],
    layout: "BaseLayout",
    requestInterceptor: (request) => {
      request.headers["X-CSRFToken"] = page.csrf;
      return request;
    },
  });
}

draw();
