// A line for each organisation and a cell for each month: what was due, and how it stands.
(() => {
  "use strict";

  const MONTHS = 12;
  const CELL = 34;
  // The shape that a mark has in legend and table, as a character beside the figure.
  const SIGNS = { late: "▲", open: "◆", kept: "✓" };

  // One organisation alone stands at the top itself.
  const linesOf = (picture) => (picture.top.id ? [picture.top] : picture.top.children);
  const cellsOf = (picture) => linesOf(picture).flatMap((line) => line.children);
  const names = () => {
    const month = new Intl.DateTimeFormat(document.documentElement.lang, { month: "short" });
    return Array.from({ length: MONTHS }, (_none, index) => month.format(new Date(2026, index, 15)));
  };
  const beside = (picture, node, step) => {
    const cells = cellsOf(picture);
    return cells[Math.min(Math.max(cells.indexOf(node) + step, 0), cells.length - 1)];
  };

  Pictures.painters.heat = {
    start() {},

    draw(picture, look) {
      const lines = linesOf(picture);
      const high = Math.max(CELL, look.font * 2) * (picture.zoom > 1 ? picture.zoom : 1);
      const left = Math.min(Math.max(...lines.map((line) => line.label.length), 4) * look.font, look.room * 0.4) + 16;
      const width = Math.max((look.room - 4) * Math.max(picture.zoom, 1), left + MONTHS * look.font * 3);
      const wide = (width - left - 8) / MONTHS;
      const height = lines.length * high + look.font * 3;
      const data = lines.flatMap((line, row) => line.children.map((cell) => {
        const mark = look.of(cell);
        const isFound = picture.found.includes(cell) || picture.found.includes(line);
        const isNow = cell === picture.now;
        return {
          id: `id-${cell.id}`,
          name: `${line.label} · ${cell.label}`,
          value: [cell.size - 1, row, cell.count],
          note: cell.note,
          word: mark.word,
          symbolSize: [wide - 3, high - 3],
          itemStyle: {
            color: isNow ? mark.ink : mark.wash,
            borderColor: isFound ? look.text : mark.ink,
            borderWidth: isFound ? 3 : 1,
          },
          label: {
            show: true,
            formatter: `${SIGNS[cell.mark] || ""}${cell.count}`,
            color: isNow ? "#fff" : look.text,
            fontSize: look.font * 0.85,
            fontFamily: look.family,
          },
        };
      }));
      const words = { color: look.text, fontSize: look.font * 0.9, fontFamily: look.family };
      const plain = { axisTick: { show: false }, axisLine: { show: false }, splitLine: { show: false } };
      const option = {
        grid: { left, right: 8, top: look.font * 2.4, bottom: 4 },
        xAxis: { type: "category", data: names(), position: "top", axisLabel: { ...words, interval: 0 }, ...plain },
        yAxis: {
          type: "category",
          inverse: true,
          data: lines.map((line) => line.label),
          axisLabel: { ...words, interval: 0, width: left - 12, overflow: "truncate" },
          ...plain,
        },
        series: [{ type: "scatter", symbol: "rect", data, emphasis: { scale: false } }],
        tooltip: {
          renderMode: "richText",
          confine: true,
          textStyle: { fontSize: look.font, fontFamily: look.family, color: look.text },
          formatter: ({ data: cell }) => [cell.name, cell.word, cell.note].filter(Boolean).join("\n"),
        },
      };
      return { option, width, height };
    },

    choose() {},

    // Up and down go from line to line within a month, as far as there is a cell.
    shown(picture) {
      if (!picture.now.size) return cellsOf(picture);
      return cellsOf(picture).filter((cell) => cell.size === picture.now.size);
    },

    turn: (picture, node, direction) => beside(picture, node, direction === "right" ? 1 : -1),
  };
})();
