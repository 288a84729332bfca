// Rings around one node: each tier a ring, each sector as wide as its share; a click looks into it.
(() => {
  "use strict";

  const MIDDLE = 17;
  const EDGE = 98;

  const sizeOf = (node) => node.size || node.children.reduce((sum, child) => sum + sizeOf(child), 0);
  const wide = (nodes) => nodes.filter((node) => sizeOf(node) > 0);

  // A tile of the paler colour with the mark's shape on it, drawn twice as fine as it is shown.
  const TILE = 18;
  const pattern = ({ ink, wash, path }) => {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 2 * TILE;
    const pencil = tile.getContext("2d");
    pencil.fillStyle = wash;
    pencil.fillRect(0, 0, 2 * TILE, 2 * TILE);
    pencil.fillStyle = ink;
    pencil.translate(9, 9);
    pencil.scale(1.5, 1.5);
    pencil.fill(new Path2D(path));
    return { image: tile, repeat: "repeat", scaleX: 0.5, scaleY: 0.5 };
  };

  const fill = (picture, look, node, share) => {
    const mark = look.of(node);
    if (node === picture.now) return mark.ink;
    // Too narrow a sector has no room for its shape; the table has it.
    if (mark.isPlain || share < 0.008 || node === picture.root) return mark.wash;
    mark.pattern ||= pattern(mark);
    return mark.pattern;
  };

  const sector = (picture, look, node, whole) => {
    const isFound = picture.found.includes(node);
    const isNow = node === picture.now;
    return {
      id: `id-${node.id}`,
      name: node.label,
      below: node.parent ? node.parent.label : "",
      value: sizeOf(node),
      note: node.note,
      word: look.of(node).word,
      itemStyle: {
        color: fill(picture, look, node, sizeOf(node) / whole),
        borderColor: isFound ? look.text : "#fff",
        borderWidth: isFound ? 3 : 1,
      },
      ...(isNow ? { label: { color: "#fff", textBorderWidth: 0, fontWeight: "bold" } } : {}),
      children: wide(node.children).map((child) => sector(picture, look, child, whole)),
    };
  };

  // A ring with too many sectors for their names is narrower than one that has room for them.
  const ringsOf = (picture, radius, font) => {
    const counts = [];
    const count = (node, depth) => wide(node.children).forEach((child) => {
      counts[depth] = (counts[depth] || 0) + 1;
      count(child, depth + 1);
    });
    count(picture.root, 0);
    const weights = counts.map((n) => ((2 * Math.PI * radius * 0.6) / n < font ? 0.6 : 1));
    const unit = (EDGE - MIDDLE) / weights.reduce((sum, weight) => sum + weight, 0);
    let from = MIDDLE;
    return weights.map((weight) => ({ from, to: (from += weight * unit), isNamed: weight === 1 }));
  };

  Pictures.painters.sunburst = {
    start(picture) {
      picture.root = picture.top;
    },

    draw(picture, look) {
      const root = picture.root;
      const side = Math.min(Math.max(look.room, 320), 690) * picture.zoom;
      const radius = side / 2;
      const font = Math.min(look.font, 16 * picture.zoom) * 0.85;
      const levels = [
        {},
        { r0: "0%", r: `${MIDDLE}%`, label: { rotate: 0, minAngle: 0, width: (radius * MIDDLE) / 70, overflow: "break" } },
        ...ringsOf(picture, radius, font).map(({ from, to, isNamed }) => ({
          r0: `${from}%`,
          r: `${to}%`,
          label: {
            show: isNamed,
            rotate: "radial",
            minAngle: (font / ((radius * (from + to)) / 200)) * (180 / Math.PI),
            width: (radius * (to - from)) / 100 - 6,
            overflow: "truncate",
          },
        })),
      ];
      const series = {
        type: "sunburst",
        data: [sector(picture, look, root, sizeOf(root) || 1)],
        radius: ["0%", "100%"],
        center: ["50%", "50%"],
        levels,
        sort: undefined,
        nodeClick: false,
        label: { color: look.text, fontSize: font, fontFamily: look.family, textBorderColor: "#fff", textBorderWidth: 3 },
        emphasis: { focus: "none" },
      };
      const tooltip = {
        renderMode: "richText",
        confine: true,
        textStyle: { fontSize: look.font, fontFamily: look.family, color: look.text },
        formatter: ({ data }) => [data.name, data.below, data.word, data.note].filter(Boolean).join("\n"),
      };
      return { option: { series: [series], tooltip }, width: Math.max(side, 1), height: side };
    },

    // A sector with parts comes into the middle; the middle leads back to what it is a part of.
    choose(picture, node) {
      if (picture.found.includes(node)) {
        picture.root = node.parent || node;
      } else if (node === picture.root) {
        picture.root = picture.now = node.parent || node;
      } else if (wide(node.children).length) {
        picture.root = node;
      }
    },

    shown: (picture) => wide((picture.now.parent || picture.now).children),

    turn(picture, node, direction) {
      const below = wide(node.children);
      const next = direction === "right" ? below[0] : node.parent;
      if (!next) return node;
      const isInside = (inner) => inner === picture.root || (inner.parent && isInside(inner.parent));
      if (!isInside(next)) picture.root = next;
      else if (direction === "right" && node !== picture.root) picture.root = node;
      return next;
    },
  };
})();
