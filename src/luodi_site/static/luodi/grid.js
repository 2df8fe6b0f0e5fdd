// A grid that takes a range pasted from Excel, and moves down with Enter as Excel does.
(function () {
  "use strict";

  const dated = (words) => {
    const found = /^(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})日?$/.exec(words);
    return found ? `${found[1]}-${found[2].padStart(2, "0")}-${found[3].padStart(2, "0")}` : words;
  };

  document.querySelectorAll("table[data-grid]").forEach((grid) => {
    const rows = () => Array.from(grid.tBodies[0].rows, (row) => Array.from(row.querySelectorAll("input:not([type=hidden])")));
    const placeOf = (input) => {
      const all = rows();
      const down = all.findIndex((row) => row.includes(input));
      return [all, down, down < 0 ? -1 : all[down].indexOf(input)];
    };

    grid.addEventListener("paste", (event) => {
      const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
      if (!/[\t\n]/.test(text)) return;
      event.preventDefault();
      const [all, down, across] = placeOf(event.target);
      text.split("\n").forEach((line, i) => line.split("\t").forEach((words, j) => {
        const input = all[down + i] && all[down + i][across + j];
        if (input) input.value = input.type === "date" ? dated(words.trim()) : words.trim();
      }));
    });

    grid.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const [all, down, across] = placeOf(event.target);
      if (all[down + 1]) all[down + 1][across].focus();
    });
  });
})();
