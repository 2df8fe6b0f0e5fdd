// The review page: text and cards find each other, scroll together, and obey the keyboard. Also used by the read-only pages.
(function () {
  "use strict";
  const paper = document.querySelector(".paper");
  if (!paper) return;

  // A page that only shows one stretch: go there.
  if (paper.dataset.jump) {
    const stretch = paper.querySelector(".stretch");
    if (stretch) { stretch.id = "here"; stretch.scrollIntoView({ block: "center" }); }
    return;
  }
  const pane = document.getElementById("cards-pane");
  const pair = document.getElementById("pair");
  if (!pane) return;
  const mayEdit = Boolean(pair && pair.dataset.mayEdit);
  const scrollsAlone = () => pair && getComputedStyle(paper).overflowY === "auto";
  let active = null;
  let filterKind = "";
  let onlyOpen = false;

  const card = (id) => pane.querySelector(`.card-item[data-id="${id}"]`);
  const marksOf = (id) => paper.querySelectorAll(`[data-i~="${id}"]`);
  const cards = () => Array.from(pane.querySelectorAll(".card-item[data-id]")).filter((c) => !c.hidden && !c.closest(".group[hidden]"));

  // ---- finding each other
  let quietUntil = 0;
  const hush = () => { quietUntil = performance.now() + 400; };
  function reveal(box, element, where) {
    const boxed = getComputedStyle(box).overflowY;
    hush();
    if (boxed === "auto" || boxed === "scroll") {
      const top = element.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
      box.scrollTo({ top: top - box.clientHeight * where });
    } else {
      element.scrollIntoView({ block: "center" });
    }
  }
  function activate(id, { text = true, list = true, focus = true } = {}) {
    paper.querySelectorAll(".m.on").forEach((mark) => mark.classList.remove("on"));
    pane.querySelectorAll(".card-item.on:not(.is-editing)").forEach((c) => c.classList.remove("on"));
    active = id === null ? null : String(id);
    if (active === null) return;
    const here = card(active);
    const marks = marksOf(active);
    marks.forEach((mark) => mark.classList.add("on"));
    if (here) { here.classList.add("on"); if (focus) here.focus({ preventScroll: true }); if (list) reveal(pane, here, 0.18); }
    if (text && marks.length) reveal(paper, marks[0], 0.25);
  }
  paper.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-i]");
    if (!mark || String(window.getSelection())) return;
    const ids = mark.dataset.i.split(" ").filter((id) => card(id));
    if (!ids.length) return;
    const next = ids[(ids.indexOf(active) + 1) % ids.length];
    const found = card(next);
    if (found.hidden || found.closest(".group[hidden]")) { filterKind = ""; onlyOpen = false; applyFilter(); }
    activate(next, { text: false });
  });
  pane.addEventListener("click", (event) => {
    const here = event.target.closest(".card-item[data-id]");
    if (!here) return;
    const press = event.target.closest("[data-press]");
    if (event.target.closest("a, input, select, textarea, label")) return;
    if (press) { activate(here.dataset.id, { list: false }); keys[press.dataset.press](); return; }
    if (!event.target.closest("button")) activate(here.dataset.id, { list: false });
  });
  document.querySelectorAll(".review-head [data-press]").forEach((button) => {
    // The selection must outlive the press.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => keys[button.dataset.press]());
  });

  // ---- scrolling together: each side follows within the kind that is being looked at
  function kindInView() {
    const top = pane.getBoundingClientRect().top + 70;
    const group = Array.from(pane.querySelectorAll(".group:not([hidden])")).find((g) => g.getBoundingClientRect().bottom > top);
    return group ? group.dataset.kind : "";
  }
  function cardAtTop() {
    const top = pane.getBoundingClientRect().top + 60;
    return cards().find((c) => c.getBoundingClientRect().bottom > top);
  }
  let waiting = false;
  function follow(leader) {
    if (!scrollsAlone() || waiting || performance.now() < quietUntil) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (performance.now() < quietUntil) return;
      if (leader === pane) {
        const here = cardAtTop();
        const mark = here && marksOf(here.dataset.id)[0];
        if (mark) reveal(paper, mark, 0.15);
      } else {
        const kind = kindInView();
        const top = paper.getBoundingClientRect().top;
        const wanted = cards().filter((c) => c.dataset.kind === kind);
        let best = null;
        for (const each of wanted) {
          const mark = marksOf(each.dataset.id)[0];
          if (!mark) continue;
          if (mark.getBoundingClientRect().top <= top + paper.clientHeight * 0.3) best = each; else break;
        }
        if (best) reveal(pane, best, 0.12);
      }
    });
  }
  // Only the side under the hand leads, so that the two do not chase each other.
  let hand = null;
  ["pointerenter", "wheel", "touchstart", "focusin"].forEach((name) => {
    paper.addEventListener(name, () => { hand = paper; }, { passive: true });
    pane.addEventListener(name, () => { hand = pane; }, { passive: true });
  });
  paper.addEventListener("scroll", () => { if (hand === paper) follow(paper); }, { passive: true });
  pane.addEventListener("scroll", () => { if (hand === pane) follow(pane); }, { passive: true });
  if (!pair) return;

  // ---- filters, kept in the address
  function applyFilter() {
    pane.querySelectorAll(".group").forEach((group) => {
      group.hidden = Boolean(filterKind) && group.dataset.kind !== filterKind;
      let shown = 0;
      group.querySelectorAll(".card-item[data-id]").forEach((c) => {
        c.hidden = onlyOpen && c.dataset.state !== "proposed" && c.dataset.id !== active;
        if (!c.hidden) shown += 1;
      });
      if (!shown) group.hidden = true;
    });
    document.querySelectorAll(".card-filters .chip").forEach((chip) => {
      const on = "state" in chip.dataset ? onlyOpen : chip.dataset.kind === filterKind;
      chip.setAttribute("aria-pressed", String(on));
    });
    const address = new URL(window.location);
    filterKind ? address.searchParams.set("kind", filterKind) : address.searchParams.delete("kind");
    onlyOpen ? address.searchParams.set("state", "open") : address.searchParams.delete("state");
    history.replaceState(null, "", address);
  }
  document.querySelector(".card-filters").addEventListener("click", (event) => {
    const chip = event.target.closest(".chip");
    if (!chip) return;
    if ("state" in chip.dataset) onlyOpen = !onlyOpen; else filterKind = chip.dataset.kind;
    applyFilter();
    pane.scrollTop = 0;
    const first = cards()[0];
    if (first) activate(first.dataset.id);
  });

  // ---- selecting text
  const points = (words) => Array.from(words).length; // offsets count code points, a script counts UTF-16
  function offsetOf(node, offset) {
    const line = (node.nodeType === 1 ? node : node.parentElement).closest("p[data-s]");
    if (!line) return null;
    const range = document.createRange();
    range.setStart(line, 0);
    range.setEnd(node, offset);
    return Number(line.dataset.s) + points(range.toString());
  }
  function selected() {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!paper.contains(range.commonAncestorContainer)) return null;
    const start = offsetOf(range.startContainer, range.startOffset);
    const end = offsetOf(range.endContainer, range.endOffset);
    return start === null || end === null || start >= end ? null : [start, end];
  }
  function paragraphHere() {
    const here = active && card(active);
    if (here && here.dataset.kind === "problem" && here.dataset.start) return [here.dataset.start, here.dataset.end];
    const mark = active && marksOf(active)[0];
    const lines = Array.from(paper.querySelectorAll("p[data-s]"));
    const top = paper.getBoundingClientRect().top;
    const line = mark ? mark.closest("p") : lines.find((p) => p.getBoundingClientRect().top >= top);
    return line ? [Number(line.dataset.s), Number(line.dataset.s) + points(line.textContent)] : [0, 0];
  }
  const floating = document.getElementById("float-add");
  document.addEventListener("selectionchange", () => { if (!selected()) floating.hidden = true; });
  paper.addEventListener("mouseup", () => setTimeout(() => {
    if (!mayEdit || !selected()) return;
    const box = window.getSelection().getRangeAt(0).getBoundingClientRect();
    floating.hidden = false;
    floating.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - 380))}px`;
    floating.style.top = `${Math.min(box.bottom + 8, window.innerHeight - 48)}px`;
  }));
  floating.addEventListener("mousedown", (event) => {
    const chip = event.target.closest(".chip");
    if (!chip) return;
    event.preventDefault();
    openAdd(chip.dataset.kind, selected() || paragraphHere());
  });
  function openAdd(kind, [start, end]) {
    floating.hidden = true;
    htmx.ajax("GET", `${pair.dataset.add}?kind=${kind}&start=${start}&end=${end}`, { target: "#adding" }).then(() => {
      const form = document.querySelector("#adding .card-item");
      if (form) { reveal(pane, form, 0.1); form.querySelector("input:not([type=hidden]), select, textarea").focus(); }
    });
  }

  // ---- the keys
  const base = window.location.pathname.replace(/\/\d+\/review\/$/, "");
  function move(step, from) {
    const all = cards();
    if (!all.length) return;
    const at = all.findIndex((c) => c.dataset.id === (from || active));
    const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + step))];
    activate(next.dataset.id);
    if (onlyOpen) applyFilter();
  }
  function send(verb) {
    const here = active && card(active);
    if (!here || !mayEdit || here.dataset.busy) return;
    here.dataset.busy = "1"; // a key that is held down is one press
    const id = active;
    const goesOn = verb !== "restore";
    const rest = cards();
    const after = rest[rest.findIndex((c) => c.dataset.id === id) + 1];
    htmx.ajax("POST", `${base}/items/${id}/${verb}/`, { target: `#card-${id}`, swap: "outerHTML", values: { version: here.dataset.version } })
      .then(() => { const still = card(id); if (still) delete still.dataset.busy; });
    if (goesOn && after) activate(after.dataset.id);
  }
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    a: () => { const here = active && card(active); if (here) here.dataset.state === "proposed" ? send("accept") : move(1); },
    x: () => {
      const here = active && card(active);
      if (!here) return;
      const isDone = here.dataset.state === "rejected" || (here.dataset.kind === "problem" && here.dataset.state !== "proposed");
      send(isDone ? "restore" : "reject");
    },
    e: () => {
      const here = active && card(active);
      if (!here || !mayEdit || here.dataset.kind === "problem") return;
      htmx.ajax("GET", `${base}/items/${active}/${here.dataset.kind === "rule" ? "rule" : "edit"}/`, { target: `#card-${active}`, swap: "outerHTML" }).then(() => {
        const first = card(active).querySelector("[data-assign], input:not([type=hidden]), textarea, select");
        if (first) first.focus();
      });
    },
    r: () => { // the rule of a benefit: the one it has, else a draft of it
      const here = active && card(active);
      if (!here || !mayEdit || here.dataset.kind !== "benefit") return;
      const rule = here.dataset.rule && card(here.dataset.rule);
      if (!rule) { htmx.ajax("POST", `${base}/items/${active}/rule/new/`, { target: "#adding" }); return; }
      if (rule.hidden || rule.closest(".group[hidden]")) { filterKind = ""; onlyOpen = false; applyFilter(); }
      activate(rule.dataset.id);
      if (!rule.classList.contains("is-editing")) keys.e();
    },
    u: () => { if (mayEdit) htmx.ajax("POST", pair.dataset.undo, { target: "#cards" }); },
    n: () => { if (mayEdit) openAdd(filterKind && filterKind !== "problem" ? filterKind : "task", selected() || paragraphHere()); },
    g: () => {
      const all = cards();
      const here = active && card(active);
      const at = here ? all.indexOf(here) : 0;
      const next = all.slice(at).find((c) => !here || c.dataset.kind !== here.dataset.kind) || all[0];
      if (next) activate(next.dataset.id);
    },
    o: () => { onlyOpen = !onlyOpen; applyFilter(); },
    p: () => { const button = document.getElementById("publish"); if (button) button.click(); },
    "?": () => { const box = document.getElementById("keys"); box.hidden = !box.hidden; },
  };
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    const form = event.target.closest && event.target.closest(".card-form");
    if (event.key === "Escape") {
      document.getElementById("keys").hidden = true;
      document.getElementById("settle").replaceChildren();
      const editing = form || document.querySelector(".is-editing .card-form");
      const cancel = editing && editing.querySelector("[data-cancel]");
      if (cancel) { event.preventDefault(); cancel.click(); }
      return;
    }
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("#settle .over") || (!document.getElementById("keys").hidden && event.key !== "?")) return;
    if (Object.hasOwn(keys, event.key)) { event.preventDefault(); if (!event.repeat || "jk".includes(event.key)) keys[event.key](); }
  });
  document.addEventListener("click", (event) => {
    const show = event.target.closest("[data-show]");
    if (show) document.getElementById(show.dataset.show).hidden = false;
    if (event.target.closest("[data-close]")) document.getElementById("settle").replaceChildren();
    if (event.target.classList.contains("over")) { event.target.id === "keys" ? (event.target.hidden = true) : document.getElementById("settle").replaceChildren(); }
    const cancel = event.target.closest("#adding [data-cancel]");
    if (cancel) { document.getElementById("adding").replaceChildren(); if (active) activate(active); }
  });

  // ---- after a part was exchanged
  function putInPlace(added) {
    const group = pane.querySelector(`.group[data-kind="${added.dataset.kind}"]`);
    if (!group) { window.location.reload(); return; }
    const before = Array.from(group.querySelectorAll(".card-item[data-id]")).find((c) => Number(c.dataset.start) > Number(added.dataset.start));
    group.insertBefore(added, before || null);
    activate(added.dataset.id);
  }
  document.addEventListener("htmx:afterSettle", (event) => {
    const added = pane.querySelector(".just-added .card-item");
    if (added) { added.closest(".just-added").remove(); putInPlace(added); }
    if (event.detail.target && event.detail.target.id === "settle") {
      const first = document.querySelector("#settle input:not([type=hidden]), #settle button");
      if (first) first.focus();
    }
    pane.querySelectorAll(".card-item[data-rule]").forEach((benefit) => { // a rule that was saved says so on its benefits
      const rule = card(benefit.dataset.rule);
      const mark = benefit.querySelector(".rule-mark");
      if (mark && rule && rule.dataset.words) mark.textContent = rule.dataset.words;
    });
    applyFilter();
    const went = document.querySelector("#did[data-go]");
    if (went) { const id = went.dataset.go; delete went.dataset.go; if (card(id)) { activate(id); return; } }
    document.querySelectorAll("[data-count]").forEach((count) => {
      count.textContent = pane.querySelectorAll(`.card-item[data-kind="${count.dataset.count}"]`).length;
    });
    if (active && card(active)) {
      const id = active;
      const typing = document.activeElement && document.activeElement.closest(".card-form");
      activate(id, { text: false, list: false, focus: !typing && !document.querySelector("#settle .over") });
    }
  });

  // Names of units complete themselves, one after the other in a list divided by 、.
  pane.addEventListener("input", (event) => {
    const input = event.target;
    if (!input.dataset || !input.dataset.units || input.tagName !== "INPUT") return;
    const cut = input.value.lastIndexOf("、") + 1;
    const [done, part] = [input.value.slice(0, cut), input.value.slice(cut)];
    const names = Array.from(document.getElementById("unit-names").options, (option) => option.value);
    let list = document.getElementById(`${input.id}_names`);
    if (!list) { list = document.createElement("datalist"); list.id = `${input.id}_names`; input.after(list); input.setAttribute("list", list.id); }
    list.replaceChildren(...(part ? names.filter((name) => name.includes(part)).slice(0, 12) : []).map((name) => {
      const option = document.createElement("option");
      option.value = done + name;
      return option;
    }));
  });

  const address = new URL(window.location);
  filterKind = address.searchParams.get("kind") || "";
  onlyOpen = address.searchParams.get("state") === "open";
  applyFilter();
  const first = cards().find((c) => c.dataset.state === "proposed") || cards()[0];
  if (first) activate(first.dataset.id, { list: false });
})();
