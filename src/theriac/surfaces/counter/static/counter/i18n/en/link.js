/** English: linking a code that no product has. */
export const link = {
  "code.unknown.link": "Search by name, or link the code to a product.",
  "code.unknown.who": "Search by name. {names} can link the code to a product.",
  "link.title": "Link code to a product",
  "link.code": "Code",
  "link.product": "Product",
  "link.product.hint": "Type a name, then choose the pack that has this code.",
  "link.pack": "Which pack has this code?",
  "link.none": "No results. Check the spelling, or add the product in the back office first.",
  "link.done": "Code linked to {name}.",
  "link.unreachable": "The server doesn't answer. Linking a code needs the network. Search by name for now.",
};
