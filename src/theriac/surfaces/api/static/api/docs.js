/* Draws the API's document; a signed-in person's requests carry the CSRF token and a new key. */
const page = document.body.dataset;

window.SwaggerUIBundle({
  url: page.document,
  dom_id: "#api",
  deepLinking: true,
  validatorUrl: null,
  presets: [window.SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  requestInterceptor: (request) => {
    request.headers["X-CSRFToken"] = page.csrf;
    return request;
  },
});
