// The rule editor: names of fields complete themselves in formulas, and a name that was meant takes the place of a wrong one.
(function () {
  "use strict";
  const list = document.getElementById("rule-fields");
  const pane = document.getElementById("cards-pane");
  if (!list || !pane) return;
  const fields = Array.from(list.options, (option) => ({ name: option.value, about: option.label, also: option.dataset.also || "" }));
  const WORD = /[\p{L}\p{N}_]+$/u;
  let open = null; // { input, box, items, at }

  function close() {
    if (!open) return;
    open.input.setAttribute("aria-expanded", "false");
    open.input.removeAttribute("aria-activedescendant");
    open.box.remove();
    open = null;
  }
  function wordBefore(input) {
    const found = WORD.exec(input.value.slice(0, input.selectionStart));
    return found && !/^[\p{N}.]/u.test(found[0]) ? found[0] : "";
  }
  function matches(word, input) {
    // Fields of what the rule is for come first; a project's rule may name its owner's figures too.
    const kind = input.form.elements.describes.selectedOptions[0].text;
    const isOther = (field) => /^(企业|项目|地区|园区)(，|$)/.test(field.about) && !field.about.startsWith(kind);
    const rank = (field) => (field.name.startsWith(word) ? 0 : field.name.includes(word) ? 1 : field.also.includes(word) ? 2 : 9) + (isOther(field) ? 3 : 0);
    return fields.map((field) => [rank(field), field]).filter(([r]) => r < 9).sort((a, b) => a[0] - b[0] || a[1].name.length - b[1].name.length).slice(0, 12).map(([, field]) => field);
  }
  function show(input, all) {
    const word = wordBefore(input);
    const items = word || all ? matches(word, input) : [];
    close();
    if (!items.length || (items.length === 1 && items[0].name === word)) return;
    const box = document.createElement("ul");
    box.className = "rule-names";
    box.id = `${input.id}_names`;
    box.setAttribute("role", "listbox");
    items.forEach((field, index) => {
      const item = document.createElement("li");
      item.id = `${box.id}_${index}`;
      item.setAttribute("role", "option");
      item.append(field.name.replace(/\($/, "(…)"));
      const about = document.createElement("small");
      about.textContent = field.about;
      item.append(about);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(index); });
      box.append(item);
    });
    input.closest(".field").append(box);
    box.style.top = `${input.offsetTop + input.offsetHeight}px`;
    input.setAttribute("aria-expanded", "true");
    input.setAttribute("aria-controls", box.id);
    open = { input, box, items, at: -1, word };
  }
  function select(at) {
    open.at = (at + open.items.length) % open.items.length;
    Array.from(open.box.children).forEach((item, index) => item.setAttribute("aria-selected", String(index === open.at)));
    const here = open.box.children[open.at];
    here.scrollIntoView({ block: "nearest" });
    open.input.setAttribute("aria-activedescendant", here.id);
  }
  function take(index) {
    const { input, items, word } = open;
    const at = input.selectionStart;
    put(input, at - word.length, at, items[index].name);
    close();
  }
  function put(input, start, end, name) {
    input.focus();
    input.setRangeText(name, start, end, "end");
    input.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  }

  pane.addEventListener("input", (event) => { if (event.target.dataset.formula && event.isTrusted) show(event.target, false); });
  pane.addEventListener("focusout", (event) => { if (open && event.target === open.input) close(); });
  // In the capturing phase: while the list is open, Enter, Escape and the arrows are its own.
  document.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!input.dataset || !input.dataset.formula) return;
    if (!open) {
      if (event.key === "ArrowDown" && input.selectionStart === input.value.length) { show(input, true); if (open) { select(0); event.preventDefault(); } }
      else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) event.preventDefault(); // a formula is one line
      return;
    }
    const own = { ArrowDown: () => select(open.at + 1), ArrowUp: () => select(open.at - 1), Escape: close };
    if (own[event.key]) own[event.key]();
    else if ((event.key === "Enter" || event.key === "Tab") && open.at >= 0) take(open.at);
    else { if (event.key === "Enter") event.preventDefault(); return; }
    event.preventDefault();
    event.stopPropagation();
  }, true);

  // A name that may have been meant: offsets count code points, a script counts UTF-16.
  pane.addEventListener("click", (event) => {
    const button = event.target.closest("[data-put]");
    if (!button) return;
    const input = button.closest(".field").querySelector("[data-formula]");
    const points = Array.from(input.value);
    const [start, end] = [Number(button.dataset.start), Number(button.dataset.end)];
    const lengthOf = (part) => part.join("").length;
    put(input, lengthOf(points.slice(0, start)), lengthOf(points.slice(0, end)), button.dataset.put);
  });
})();
