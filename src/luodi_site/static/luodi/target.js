// A target's line: reported figures, the even way to the target, and the target itself; each told apart without colour.
(() => {
  "use strict";
  const box = document.getElementById("target-chart");
  const given = document.getElementById("target-line");
  if (!box || !given || !window.echarts) return;
  const line = JSON.parse(given.textContent);
  const unit = line.unit ? `（${line.unit}）` : "";
  const series = [];
  const figure = (value) => `${Number(value).toLocaleString("zh-CN", { maximumFractionDigits: 2 })}${line.unit}`;
  const told = (points) => {
    const box = document.createElement("div");
    const say = (words) => box.appendChild(Object.assign(document.createElement("div"), { textContent: words }));
    say(points[0].axisValueLabel);
    const band = line.forecast.find((row) => row[0] === points[0].value[0]);
    for (const point of points) {
      if (point.seriesName && point.seriesName !== line.names.band) say(`${point.seriesName}　${figure(point.value[1])}`);
    }
    if (band) say(`${line.names.band}　${figure(band[2])}—${figure(band[3])}`);
    return box;
  };
  const draw = (name, data, style) => data.length && series.push({ name, type: "line", data, ...style });
  draw(line.names.way, line.way, { symbol: "none", lineStyle: { type: "dashed", color: "#5b6770", width: 2 }, itemStyle: { color: "#5b6770", opacity: 0 } });
  draw(line.names.actual, line.actual, { symbol: "circle", symbolSize: 8, lineStyle: { color: "#1f5fa8", width: 3 }, itemStyle: { color: "#1f5fa8" } });
  // The forecast goes on from the last figure; its band is the low end with the width stacked upon it.
  if (line.forecast.length) {
    const from = line.actual[line.actual.length - 1];
    const rows = [[from[0], from[1], from[1], from[1]], ...line.forecast];
    const unseen = { symbol: "none", stack: "band", stackStrategy: "all", silent: true, lineStyle: { opacity: 0 } };
    draw("", rows.map((row) => [row[0], row[2]]), unseen);
    draw(line.names.band, rows.map((row) => [row[0], row[3] - row[2]]), { ...unseen, itemStyle: { color: "#e3b778" }, areaStyle: { color: "#b26a00", opacity: 0.16 } });
    draw(line.names.forecast, rows.map((row) => [row[0], row[1]]), { symbol: "none", lineStyle: { type: [8, 4], color: "#b26a00", width: 2 }, itemStyle: { color: "#b26a00", opacity: 0 } });
  }
  const first = line.actual[0][0];
  const last = line.ends && line.ends > first ? line.ends : line.actual[line.actual.length - 1][0];
  const across = (value) => [[first, value], [last, value]];
  const bound = { symbol: "none", lineStyle: { type: "dotted", color: "#1b2733", width: 2 }, itemStyle: { color: "#1b2733", opacity: 0 } };
  draw(line.names.target, across(line.target), bound);
  if (line.upper !== null) draw(line.names.target, across(line.upper), bound);
  const chart = window.echarts.init(box, null, { renderer: "svg" });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 12, right: 28, top: box.clientWidth < 520 ? 84 : 56, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 32, data: series.map((one) => one.name).filter((name, place, all) => name && all.indexOf(name) === place) },
    tooltip: { trigger: "axis", formatter: told },
    xAxis: { type: "time", axisLabel: { formatter: "{yyyy}-{MM}", hideOverlap: true } },
    yAxis: { type: "value", name: `${line.names.actual}${unit}`, nameTextStyle: { align: "left" }, scale: true },
    series,
  });
  window.addEventListener("resize", () => chart.resize());
})();
