// A tree from left to right: branches open by click, each level as wide as its longest name.
(() => {
  "use strict";

  const pencil = document.createElement("canvas").getContext("2d");
  const COARSE = window.matchMedia("(pointer: coarse)");
  const NARROW = 520;
  const opens = (picture, node) => node.children.length && picture.open.has(node.id);

  // In a narrow window what stands open is cut short: the line above the picture has it whole.
  const written = (node, isOpen, room) => {
    const name = [...node.label];
    const longest = isOpen && room < NARROW ? 6 : 20;
    const cut = name.length > longest ? `${name.slice(0, longest - 1).join("")}…` : node.label;
    return node.children.length ? `${cut} ${isOpen ? "−" : "+"}${node.children.length}` : cut;
  };

  const walk = (picture, node = picture.top, depth = 0) => [
    { node, depth },
    ...(opens(picture, node) ? node.children.flatMap((child) => walk(picture, child, depth + 1)) : []),
  ];

  // How far a branch reaches up and down at each level, counted in lines, as ECharts packs it:
  // children of one node stand a line apart, those of two nodes two lines.
  const outline = (picture, node) => {
    const [up, down, places] = [[], [], []];
    (opens(picture, node) ? node.children : []).forEach((child) => {
      const part = outline(picture, child);
      const gaps = part.up.map((high, level) => (level in down ? down[level] - high + (level ? 2 : 1) : -Infinity));
      const at = places.length ? Math.max(...gaps) : 0;
      places.push(at);
      part.up.forEach((high, level) => (up[level] = Math.min(up[level] ?? Infinity, at + high)));
      part.down.forEach((low, level) => (down[level] = Math.max(down[level] ?? -Infinity, at + low)));
    });
    const middle = places.length ? (places[0] + places[places.length - 1]) / 2 : 0;
    return { up: [0, ...up.map((y) => y - middle)], down: [0, ...down.map((y) => y - middle)] };
  };

  const branch = (picture, look, node) => {
    const { ink, path } = look.of(node);
    const isNow = node === picture.now;
    const isFound = picture.found.includes(node);
    const isOpen = opens(picture, node);
    return {
      id: `id-${node.id}`,
      name: node.label,
      symbol: `path://${path}`,
      symbolSize: look.font,
      itemStyle: { color: ink, borderColor: ink, borderWidth: 0 },
      label: {
        formatter: written(node, isOpen, look.room),
        fontWeight: node.children.length || isNow ? "bold" : "normal",
        color: look.text,
        backgroundColor: isNow ? "#d6e6f5" : isFound ? "#fdf3dc" : "#fff",
        borderColor: isNow ? "#0b5394" : isFound ? "#805200" : "transparent",
        borderWidth: isNow ? 2 : 1,
      },
      children: isOpen ? node.children.map((child) => branch(picture, look, child)) : [],
    };
  };

  Pictures.painters.tree = {
    start: (picture) => picture.open.add(picture.top.id),

    draw(picture, look) {
      const shown = walk(picture);
      pencil.font = `bold ${look.font}px ${look.family}`;
      const widest = (nodes) => Math.max(0, ...nodes.map(({ node }) => pencil.measureText(written(node, opens(picture, node), look.room)).width));
      const deepest = Math.max(...shown.map(({ depth }) => depth));
      const column = widest(shown.filter(({ depth }) => depth < deepest)) + look.font * 4;
      const end = widest(shown.filter(({ depth }) => depth === deepest)) + look.font * 3;
      const line = Math.max(look.font * 2.2, COARSE.matches ? 44 : 30);
      const { up, down } = outline(picture, picture.top);
      const width = Math.max(look.font * 2 + column * deepest + end, look.room);
      const height = (Math.max(...down) - Math.min(...up) + 2) * line;
      const series = {
        type: "tree",
        data: [branch(picture, look, picture.top)],
        left: look.font * 2,
        top: line / 2,
        bottom: line / 2,
        width: column * deepest || 1,
        height: height - line,
        expandAndCollapse: false,
        initialTreeDepth: -1,
        edgeShape: "polyline",
        edgeForkPosition: `${Math.round(100 - (look.font * 200) / column)}%`,
        lineStyle: { color: "#9aa5b1", width: 1.5, curveness: 0 },
        label: {
          position: "right",
          distance: look.font * 0.4,
          verticalAlign: "middle",
          align: "left",
          fontSize: look.font,
          fontFamily: look.family,
          padding: [look.font * 0.2, look.font * 0.4],
          borderRadius: 4,
        },
        emphasis: { disabled: true },
      };
      return { option: { series: [series] }, width, height };
    },

    // A click opens and shuts; a search only opens the way.
    choose(picture, node) {
      const isSeen = walk(picture).some((each) => each.node === node);
      for (let above = node.parent; above; above = above.parent) picture.open.add(above.id);
      if (!isSeen || !node.children.length || picture.found.includes(node)) return;
      if (picture.open.has(node.id)) picture.open.delete(node.id);
      else picture.open.add(node.id);
    },

    shown: (picture) => walk(picture).map(({ node }) => node),

    turn(picture, node, direction) {
      const isOpen = opens(picture, node);
      if (direction === "right") {
        if (isOpen) return node.children[0];
        if (node.children.length) picture.open.add(node.id);
        return node;
      }
      if (!isOpen) return node.parent || node;
      picture.open.delete(node.id);
      return node;
    },
  };
})();
