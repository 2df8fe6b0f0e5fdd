// A target's line: reported figures, the even way to the target, and the target itself; each told apart without colour.
(() => {
  "use strict";
  const box = document.getElementById("target-chart");
  const given = document.getElementById("target-line");
  if (!box || !given || !window.echarts) return;
  const line = JSON.parse(given.textContent);
  const unit = line.unit ? `（${line.unit}）` : "";
  const series = [];
  const draw = (name, data, style) => data.length && series.push({ name, type: "line", data, ...style });
  draw(line.names.way, line.way, { symbol: "none", lineStyle: { type: "dashed", color: "#5b6770", width: 2 }, itemStyle: { color: "#5b6770", opacity: 0 } });
  draw(line.names.actual, line.actual, { symbol: "circle", symbolSize: 8, lineStyle: { color: "#1f5fa8", width: 3 }, itemStyle: { color: "#1f5fa8" } });
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
    grid: { left: 12, right: 28, top: 56, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 32 },
    tooltip: { trigger: "axis", valueFormatter: (value) => `${Number(value).toLocaleString("zh-CN")}${line.unit}` },
    xAxis: { type: "time", axisLabel: { formatter: "{yyyy}-{MM}", hideOverlap: true } },
    yAxis: { type: "value", name: `${line.names.actual}${unit}`, nameTextStyle: { align: "left" }, scale: true },
    series,
  });
  window.addEventListener("resize", () => chart.resize());
})();
