/* Draws the API's document; a signed-in person's requests carry the CSRF token and a new key. */
const page = document.body.dataset;

window.SwaggerUIBundle({
  url: page.document,
  dom_id: "#api",
  deepLinking: true,
  docExpansion: "none", // all of them drawn at once keep a small machine busy for half a minute
  filter: true,
  validatorUrl: null,
  presets: [window.SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  requestInterceptor: (request) => {
    request.headers["X-CSRFToken"] = page.csrf;
    return request;
  },
});
