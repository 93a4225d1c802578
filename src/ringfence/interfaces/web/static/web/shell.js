// The keyboard, and the sheet that tells it. Pages work without this file.
"use strict";

const FIELDS = "input, textarea, select, [contenteditable]";
const SECOND_KEY_MS = 1200;
let goes = 0;

function openSheet(id) {
  const sheet = document.getElementById(id);
  if (sheet && !sheet.open) sheet.showModal();
}

function go(key) {
  const link = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (link) link.click();
  return Boolean(link);
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest(FIELDS) || document.querySelector("dialog[open]")) return;
  const second = event.timeStamp - goes < SECOND_KEY_MS;
  goes = 0;
  if (second && go(event.key)) {
    event.preventDefault();
  } else if (event.key === "g") {
    goes = event.timeStamp;
  } else if (event.key === "/") {
    const search = document.querySelector('input[type="search"]');
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  } else if (event.key === "?") {
    event.preventDefault();
    openSheet("keys");
  }
}

document.addEventListener("keydown", onKey);
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) openSheet(opener.dataset.opens);
  for (const menu of document.querySelectorAll("details.top-user[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
// A form that changes something by HTMX carries the token that Django asks for.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('input[name="csrfmiddlewaretoken"]');
  if (token) event.detail.headers["X-CSRFToken"] = token.value;
});
