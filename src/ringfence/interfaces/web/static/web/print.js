// Prints a page with personal data once the audit trail has it; print.css shows nothing before.
"use strict";

const gate = document.querySelector("[data-print-gate]");
const shown = new Set([gate.dataset.shown]);

// What HTMX brings later was opened by a request of its own.
document.addEventListener("htmx:afterOnLoad", (event) => {
  const trace = event.detail.xhr.getResponseHeader("X-Request-ID");
  if (trace) shown.add(trace);
});

async function printPage() {
  const form = new FormData();
  form.set("page", gate.dataset.page);
  for (const trace of shown) form.append("shown", trace);
  const token = gate.querySelector("input[name='csrfmiddlewaretoken']").value;
  const answer = await fetch(gate.dataset.printGate, {
    method: "POST", body: form, headers: { "X-CSRFToken": token },
  });
  if (answer.status !== 204) {
    window.location.reload();
    return;
  }
  document.body.dataset.printed = "";
  window.print();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-prints]")) printPage();
});
window.addEventListener("afterprint", () => delete document.body.dataset.printed);
