// Draws each chart of the page from the JSON beside it; the numbers stand in a table as well.
"use strict";

const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const COLOURS = ["#1c5d99", "#3a8f5c", "#9aa5b1", "#b7791f", "#9b2121", "#5b4b8a"];

function draw(place) {
  const option = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  const chart = echarts.init(place);
  chart.setOption({
    color: COLOURS,
    textStyle: { fontFamily: FONT },
    animation: false,
    ...option,
    // The page allows no styles inside HTML: the tip is drawn, not written.
    tooltip: { trigger: "axis", renderMode: "richText", ...option.tooltip },
  });
  new ResizeObserver(() => chart.resize()).observe(place);
}

function drawAll(root) {
  root.querySelectorAll("[data-chart]:not([data-drawn])").forEach((place) => {
    place.dataset.drawn = "";
    draw(place);
  });
}

document.addEventListener("DOMContentLoaded", () => drawAll(document));
document.addEventListener("htmx:load", (event) => drawAll(event.detail.elt));
