// The frame of every picture: it loads what is drawn, keeps what is open and what is chosen, and
// works search, buttons and keyboard. How a kind of picture looks is a painter's business:
//   Pictures.painters.kind = {
//     start(picture)          what is open before anybody did anything
//     draw(picture, look)     -> {option, width, height} for ECharts, each datum with the id of its node
//     choose(picture, node)   what a click or a search does to the picture, beside choosing the node
//     shown(picture)          -> the nodes in the order of the keyboard
//     turn(picture, node, direction)  left or right: opens, shuts or leads on; -> the node to choose
//     isFlat                  true where no part of the picture can stand alone
//   }
const Pictures = { painters: {} };

(() => {
  "use strict";

  const STEP = 1.25;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  // The nodes as a tree below one node of their own, which is drawn where several stand at the top.
  const grow = (nodes, whole) => {
    const root = { id: "", label: whole, note: "", url: "", mark: "", children: [], parent: null };
    const byId = new Map([["", root]]);
    nodes.forEach((node) => byId.set(node.id, { ...node, children: [] }));
    nodes.forEach(({ id, parent }) => {
      const node = byId.get(id);
      node.parent = byId.get(parent) || root;
      node.parent.children.push(node);
    });
    const top = root.children.length === 1 ? root.children[0] : root;
    if (top !== root) top.parent = null;
    return { byId, top };
  };

  class Picture {
    constructor(section, nodes) {
      this.section = section;
      this.stage = section.querySelector(".picture-stage");
      this.frame = section.querySelector(".picture-frame");
      this.box = section.querySelector(".picture-canvas");
      this.words = section.dataset;
      this.painter = Pictures.painters[this.words.painter];
      Object.assign(this, grow(nodes, this.words.whole));
      this.open = new Set();
      this.found = [];
      this.listen();
      this.reset();
    }

    // Colours, shapes and sizes come from the page, so that style sheet and large text rule here too.
    look() {
      const style = getComputedStyle(this.section);
      const inks = {};
      this.section.querySelectorAll("[data-mark]").forEach((item) => {
        const word = item.querySelector(".marked");
        const mark = getComputedStyle(word);
        inks[item.dataset.mark] = {
          ink: mark.getPropertyValue("--mark").trim(),
          wash: mark.getPropertyValue("--wash").trim(),
          path: item.dataset.shape,
          // What is as it should be is plain, what somebody should look at carries its shape.
          isPlain: item.querySelector(".ink-good, .ink-quiet") !== null,
          word: word.textContent.trim(),
        };
      });
      const none = { ink: "#52606d", wash: "#eceff2", path: "M0 0H12V12H0Z", isPlain: true, word: "" };
      const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
      return {
        of: (node) => inks[node.mark] || none,
        font: Math.round(size * 0.9375 * this.zoom),
        family: style.fontFamily,
        text: style.color,
        room: this.frame.clientWidth,
      };
    }

    reset() {
      this.zoom = 1;
      this.open.clear();
      this.now = this.root = this.top;
      this.painter.start(this);
      this.draw();
      this.tell();
      this.frame.scrollTo(0, 0);
      this.bringIntoView();
    }

    draw() {
      const { option, width, height } = this.painter.draw(this, this.look());
      // A canvas larger than this stays blank in some browsers.
      const sharpness = Math.min(window.devicePixelRatio || 1, 16000 / Math.max(width, height));
      if (this.chart && this.sharpness !== sharpness) {
        this.chart.dispose();
        this.chart = null;
      }
      this.sharpness = sharpness;
      this.box.style.width = `${width}px`;
      this.box.style.height = `${height}px`;
      if (!this.chart) {
        this.chart = echarts.init(this.box, null, { renderer: "canvas", devicePixelRatio: sharpness });
        this.chart.on("click", (event) => event.data && this.choose(this.byId.get(event.data.id.slice(3))));
      }
      this.chart.resize({ width, height });
      this.chart.setOption({ animation: !calm.matches, animationDuration: 300, animationDurationUpdate: 300, ...option }, true);
    }

    choose(node) {
      if (!node) return;
      this.now = node;
      this.painter.choose(this, node);
      this.draw();
      this.tell();
    }

    // The line above the picture says what is chosen, where it stands, and leads to it.
    tell() {
      const line = this.section.querySelector(".picture-now");
      const node = this.now;
      const part = (name, text, url) => {
        const made = document.createElement(name);
        made.textContent = text;
        if (url) made.href = url;
        line.append(made, " ");
      };
      line.replaceChildren();
      if (node.url) part("a", node.label, node.url);
      else part("strong", node.label);
      const mark = this.section.querySelector(`[data-mark="${CSS.escape(node.mark)}"] .marked`);
      if (mark) line.append(mark.cloneNode(true), " ");
      if (node.note) part("span", node.note);
      const way = [];
      for (let above = node.parent; above; above = above.parent) way.unshift(above.label);
      if (way.length) part("span", way.join(" › "));
      if (node.url && node.children.length && node !== this.top && !this.painter.isFlat) {
        const here = new URL(window.location);
        here.searchParams.delete("page");
        here.searchParams.set("top", node.id);
        part("a", this.words.top, here.search);
      }
    }

    bringIntoView() {
      const place = this.placeOf(this.now);
      if (!place) return;
      const { clientWidth, clientHeight, scrollLeft, scrollTop } = this.frame;
      const edge = 60;
      if (place.x < scrollLeft + edge || place.x > scrollLeft + clientWidth * 0.7) {
        this.frame.scrollLeft = place.x - clientWidth / 4;
      }
      if (place.y < scrollTop + edge || place.y > scrollTop + clientHeight - edge) {
        this.frame.scrollTop = place.y - clientHeight / 2;
      }
    }

    placeOf(node) {
      const drawn = this.chart.getModel().getSeriesByIndex(0).getData();
      for (let index = 0; index < drawn.count(); index += 1) {
        if (drawn.getId(index) === `id-${node.id}` && drawn.getItemLayout(index)) {
          const layout = drawn.getItemLayout(index);
          return Number.isFinite(layout.y) ? layout : null;
        }
      }
      return null;
    }

    search(text) {
      const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
      const status = document.getElementById("status");
      if (!words.length) {
        this.found = [];
        this.draw();
        return;
      }
      const asked = words.join(" ");
      if (this.asked !== asked) {
        this.asked = asked;
        this.found = [...this.byId.values()].filter(
          (node) => node.url && words.every((word) => node.label.toLowerCase().includes(word)),
        );
        this.turn = -1;
      }
      if (!this.found.length) {
        status.textContent = this.words.nothing;
        status.classList.add("is-shown");
        this.draw();
        return;
      }
      this.turn = (this.turn + 1) % this.found.length;
      this.choose(this.found[this.turn]);
      this.bringIntoView();
      status.classList.remove("is-shown");
      status.textContent = this.words.found.replace("%1", this.turn + 1).replace("%2", this.found.length);
    }

    enlarge(by) {
      this.zoom = Math.min(3, Math.max(0.4, this.zoom * by));
      this.draw();
      this.bringIntoView();
    }

    press(key) {
      const shown = this.painter.shown(this);
      const at = shown.indexOf(this.now);
      const to = {
        ArrowDown: () => shown[Math.min(at + 1, shown.length - 1)],
        ArrowUp: () => shown[Math.max(at - 1, 0)],
        Home: () => shown[0],
        End: () => shown[shown.length - 1],
        ArrowRight: () => this.painter.turn(this, this.now, "right"),
        ArrowLeft: () => this.painter.turn(this, this.now, "left"),
      }[key];
      if (!to) return false;
      this.now = to() || this.now;
      this.draw();
      this.tell();
      this.bringIntoView();
      return true;
    }

    listen() {
      const deeds = {
        closer: () => this.enlarge(STEP),
        farther: () => this.enlarge(1 / STEP),
        left: () => this.frame.scrollBy(-200, 0),
        right: () => this.frame.scrollBy(200, 0),
        up: () => this.frame.scrollBy(0, -200),
        down: () => this.frame.scrollBy(0, 200),
        reset: () => this.reset(),
      };
      this.stage.addEventListener("click", (event) => {
        const button = event.target.closest("[data-do]");
        if (button) deeds[button.dataset.do]();
      });
      this.section.querySelector(".picture-search").addEventListener("submit", (event) => {
        event.preventDefault();
        this.search(event.target.querySelector("input").value);
      });
      this.frame.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === "Enter" && this.now.url) window.location.assign(this.now.url);
        else if (event.key === "+" || event.key === "=") this.enlarge(STEP);
        else if (event.key === "-") this.enlarge(1 / STEP);
        else if (!this.press(event.key)) return;
        event.preventDefault();
      });
      let width = this.frame.clientWidth;
      new ResizeObserver(() => {
        if (this.frame.clientWidth === width) return;
        width = this.frame.clientWidth;
        this.draw();
      }).observe(this.frame);
      calm.addEventListener("change", () => this.draw());
    }
  }

  const load = async () => {
    const section = document.querySelector(".picture");
    // Without the drawing library or the answer the table below says everything.
    if (!section || !window.echarts) return;
    const answer = await fetch(section.dataset.url, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return;
    const { nodes } = await answer.json();
    if (!nodes.length) return;
    section.querySelector(".picture-stage").hidden = false;
    Pictures.shown = new Picture(section, nodes);
    section.dataset.drawn = "";
  };
  document.addEventListener("DOMContentLoaded", load);
})();
