// What was typed into a form and never reached the site comes back: after an expired session, a stale page, a page left by mistake.
// It is kept in this tab only, for the person who typed it, until it was sent or they sign out.
(function () {
  "use strict";

  const PREFIX = "luodi-kept:";
  const person = document.body.dataset.person;
  const FIELDS = "textarea[name], select[name], input[name]:not([type=hidden], [type=password], [type=file], [type=submit], [type=radio], [type=checkbox])";

  const forms = () => Array.from(document.querySelectorAll("main form")).filter(
    (form) => form.method === "post" && !form.matches("[hx-post]") && form.querySelector("textarea, input[type=text]"));
  const keyOf = (form) => `${PREFIX}${person}:${location.pathname}:${new URL(form.action).pathname}:${forms().indexOf(form)}`;
  const valuesOf = (form) => Array.from(form.querySelectorAll(FIELDS), (field) => [field.name, field.value]);
  const entries = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX)).map((key) => [key, JSON.parse(sessionStorage[key])]);
  const put = (key, entry) => { try { sessionStorage.setItem(key, JSON.stringify(entry)); } catch { /* full: nothing is kept */ } };

  // The sign-in page or a failure in place of an answer: what was sent did not arrive.
  const isRefused = !person || document.body.classList.contains("failed-page");
  for (const [key, entry] of entries()) {
    if (person && !key.startsWith(`${PREFIX}${person}:`)) sessionStorage.removeItem(key);
    else if (entry.sent && isRefused) put(key, { ...entry, sent: false });
    else if (entry.sent) sessionStorage.removeItem(key);
  }
  if (!person) return;

  function restore(form) {
    const kept = sessionStorage[keyOf(form)];
    if (!kept) return;
    const before = valuesOf(form);
    const fields = Array.from(form.querySelectorAll(FIELDS));
    const values = JSON.parse(kept).values;
    if (values.length !== fields.length || values.every(([, value], i) => value === fields[i].value)) return;
    fields.forEach((field, i) => { if (values[i][0] === field.name) field.value = values[i][1]; });
    form.closest("details")?.setAttribute("open", "");
    const told = document.getElementById("kept-words").content.cloneNode(true).firstElementChild;
    told.querySelector("button").addEventListener("click", () => {
      fields.forEach((field, i) => { field.value = before[i][1]; });
      sessionStorage.removeItem(keyOf(form));
      told.remove();
    });
    form.prepend(told);
  }

  forms().forEach(restore);
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && forms().includes(form)) put(keyOf(form), { values: valuesOf(form), sent: false });
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-leave]")) { entries().forEach(([key]) => sessionStorage.removeItem(key)); return; }
    if (!event.defaultPrevented && forms().includes(form) && sessionStorage[keyOf(form)]) put(keyOf(form), { values: valuesOf(form), sent: true });
  });
})();
