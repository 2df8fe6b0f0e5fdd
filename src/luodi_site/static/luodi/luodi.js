// Small manners of every page: menus, the search key, forms sent once, dropped files, tokens for partial requests.
(function () {
  "use strict";

  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = document.body.dataset.csrf;
  });
  // A refused part still has words to show: swap it like any other.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const status = event.detail.xhr.status;
    if (status === 409 || status === 422) { event.detail.shouldSwap = true; event.detail.isError = false; }
  });

  function closeMenus(except) {
    document.querySelectorAll("[data-toggle]").forEach((button) => {
      const box = document.getElementById(button.dataset.toggle);
      if (button === except || !box || box.id === "rail") return;
      box.hidden = true;
      button.setAttribute("aria-expanded", "false");
    });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-toggle]");
    closeMenus(button);
    if (!button) return;
    const box = document.getElementById(button.dataset.toggle);
    if (box.id === "rail") {
      button.setAttribute("aria-expanded", String(document.body.classList.toggle("rail-open")));
    } else {
      box.hidden = !box.hidden;
      button.setAttribute("aria-expanded", String(!box.hidden));
    }
  });

  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key === "Escape") { closeMenus(); document.body.classList.remove("rail-open"); }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (wanted) { event.preventDefault(); wanted.focus(); if (wanted.select) wanted.select(); }
  });

  // A form is sent once; the button says that it works.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) { event.preventDefault(); return; }
    if (form.matches("[hx-post],[hx-get]") || form.method === "get") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    const button = event.submitter;
    if (button && button.dataset.busy) button.textContent = button.dataset.busy;
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((f) => delete f.dataset.sent));

  // Filters apply as soon as they are chosen.
  document.addEventListener("change", (event) => {
    if (event.target.matches("form.filters select")) event.target.form.requestSubmit();
  });

  document.querySelectorAll(".drop").forEach((area) => {
    const input = area.querySelector("input[type=file]");
    const list = area.querySelector(".drop-list");
    const show = () => {
      list.replaceChildren(...Array.from(input.files, (file) => {
        const line = document.createElement("li");
        const size = file.size < 1048576 ? `${Math.max(1, Math.round(file.size / 1024))} KB` : `${(file.size / 1048576).toFixed(1)} MB`;
        line.textContent = `${file.name}　${size}`;
        return line;
      }));
    };
    input.addEventListener("change", show);
    ["dragover", "dragenter"].forEach((name) => area.addEventListener(name, (e) => { e.preventDefault(); area.classList.add("over"); }));
    ["dragleave", "drop"].forEach((name) => area.addEventListener(name, () => area.classList.remove("over")));
    area.addEventListener("drop", (event) => {
      event.preventDefault();
      input.files = event.dataTransfer.files;
      show();
    });
  });
})();
