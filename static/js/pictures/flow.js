// A flow from left to right: stations as bars, ribbons between them as wide as what they count.
(() => {
  "use strict";

  const NARROWEST = 640;
  const ribbons = (picture) => [...picture.byId.values()].filter((node) => node.to);
  const stations = (picture) => [...picture.byId.values()].filter((node) => node.id && !node.to);
  const leadingTo = (picture, node) => ribbons(picture).filter((ribbon) => ribbon.to === node.id);

  // How far from the left a station stands: one further than the farthest that leads to it.
  const depthOf = (picture, node) => Math.max(0, ...leadingTo(picture, node).map((ribbon) => depthOf(picture, ribbon.parent) + 1));

  const written = (node, room) => {
    const name = [...node.label];
    const longest = room < NARROWEST ? 8 : 14;
    return `${name.length > longest ? `${name.slice(0, longest - 1).join("")}…` : node.label} ${node.count}`;
  };

  const station = (picture, look, node, depth, last) => {
    const isNow = node === picture.now;
    const isFound = picture.found.includes(node);
    return {
      id: `id-${node.id}`,
      name: node.id,
      depth,
      note: node.note,
      word: node.label,
      itemStyle: { color: look.of(node).ink, borderColor: look.text, borderWidth: isNow || isFound ? 3 : 0 },
      label: {
        position: depth === last ? "left" : "right",
        formatter: written(node, look.room),
        fontWeight: isNow ? "bold" : "normal",
        backgroundColor: isNow ? "#d6e6f5" : isFound ? "#fdf3dc" : "rgba(255, 255, 255, .75)",
        padding: [1, 4],
        borderRadius: 3,
      },
    };
  };

  const ribbon = (picture, look, node) => {
    const isNow = node === picture.now;
    const { ink, wash } = look.of(node);
    return {
      id: `id-${node.id}`,
      source: `id-${node.parent.id}`,
      target: `id-${node.to}`,
      value: node.count,
      note: node.note,
      word: node.label,
      lineStyle: { color: isNow || picture.found.includes(node) ? ink : wash, opacity: isNow ? 0.9 : 0.8, curveness: 0.5 },
    };
  };

  Pictures.painters.flow = {
    isFlat: true,

    start() {},

    draw(picture, look) {
      const columns = stations(picture).map((node) => [node, depthOf(picture, node)]);
      const last = Math.max(...columns.map(([, depth]) => depth));
      const most = Math.max(...columns.map(([, depth]) => columns.filter((each) => each[1] === depth).length));
      const width = Math.max(look.room - 2, NARROWEST) * Math.max(picture.zoom, 0.6);
      const height = Math.max(most * look.font * 3.2, 320 * picture.zoom);
      const series = {
        type: "sankey",
        data: columns.map(([node, depth]) => station(picture, look, node, depth, last)),
        links: ribbons(picture).map((node) => ribbon(picture, look, node)),
        left: 4,
        right: 8,
        top: look.font,
        bottom: look.font,
        nodeWidth: Math.round(look.font * 0.9),
        nodeGap: Math.round(look.font * 1.1),
        nodeAlign: "left",
        draggable: false,
        emphasis: { focus: "adjacency" },
        label: { color: look.text, fontSize: look.font * 0.9, fontFamily: look.family },
      };
      const tooltip = {
        renderMode: "richText",
        confine: true,
        textStyle: { fontSize: look.font, fontFamily: look.family, color: look.text },
        formatter: ({ data }) => [data.word, data.note].filter(Boolean).join("\n"),
      };
      return { option: { series: [series], tooltip }, width, height };
    },

    choose() {},

    shown: (picture) => stations(picture).flatMap((node) => [node, ...node.children]),

    turn(picture, node, direction) {
      if (node.to) return direction === "right" ? picture.byId.get(node.to) : node.parent;
      return (direction === "right" ? node.children[0] : leadingTo(picture, node)[0]) || node;
    },
  };
})();
