/** Bootstrap Icons by name; always beside a word or under a label, so hidden from readers. */
import { html } from "../../app/html.js";

export function Icon({ name }) {
  return html`<i class=${`bi bi-${name}`} aria-hidden="true"></i>`;
}

export function Logo() {
  return html`<svg viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="9" fill="#1c8a72"/>
    <rect x="6" y="7" width="20" height="7.5" rx="3.75" fill="#fff"/>
    <path d="M16 7h6.25a3.75 3.75 0 0 1 0 7.5H16z" fill="#a9dccb"/>
    <rect x="12.25" y="12" width="7.5" height="14" rx="3.75" fill="#fff"/>
    <path d="M16 20h3.75v2.25a3.75 3.75 0 0 1-3.75 3.75z" fill="#a9dccb"/></svg>`;
}
