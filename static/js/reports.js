// Keeps a monthly report while it is written: on this device at once, at the portal when it can.
// Without it the page works all the same: Keep and Submit are plain buttons.
(() => {
  "use strict";

  const name = (id) => `report:${id}`;
  const done = document.querySelector("[data-autosave-done]");
  if (done) localStorage.removeItem(name(done.dataset.autosaveDone));

  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const key = name(form.dataset.autosave);
  const note = form.querySelector("[data-autosave-note]");
  const version = form.elements.namedItem("version");
  const PAUSE = 1500;
  const AGAIN = 15000;
  let timer = 0;
  let isSending = false;
  let isStopped = false;

  const say = (words, isWrong = false) => {
    note.textContent = words;
    note.classList.toggle("is-wrong", isWrong);
  };
  const inputs = () => [...form.elements].filter(
    (each) => each.name && each.type !== "hidden" && each.type !== "submit",
  );
  const written = () => Object.fromEntries(inputs().map((each) => [each.name, each.value]));
  const same = (one, other) => Object.keys(one).every((each) => one[each] === other[each]);

  const keepHere = () => {
    localStorage.setItem(key, JSON.stringify({ version: version.value, values: written() }));
  };
  const later = (pause) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(send, pause);
  };

  const settle = async (response, sent) => {
    if (response.ok) {
      const answer = await response.json();
      version.value = answer.version;
      if (same(sent, written())) {
        localStorage.removeItem(key);
        say(answer.words);
      } else {
        keepHere();
        later(PAUSE);
      }
      return;
    }
    isStopped = response.status === 409;
    say(isStopped ? form.dataset.clash : form.dataset.wrong, true);
  };

  const send = async () => {
    if (isSending || isStopped) return;
    isSending = true;
    const sent = written();
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Autosave": "1" },
        redirect: "error",
      });
      await settle(response, sent);
    } catch {
      say(form.dataset.offline, true);
      later(AGAIN);
    } finally {
      isSending = false;
    }
  };

  form.addEventListener("input", () => {
    keepHere();
    later(PAUSE);
  });
  window.addEventListener("online", () => later(0));
  form.addEventListener("submit", () => {
    window.clearTimeout(timer);
    isStopped = true;
  });

  // What had not been sent is put back; upon an older version, so that a clash is noticed.
  const kept = JSON.parse(localStorage.getItem(key) || "null");
  if (!kept) return;
  const now = written();
  if (same(kept.values, now)) {
    localStorage.removeItem(key);
    return;
  }
  if (document.querySelector(".clash, .error-summary")) return;
  inputs().forEach((each) => {
    if (each.name in kept.values) each.value = kept.values[each.name];
    const fold = each.closest("details");
    if (fold && each.value && each.value !== "0") fold.open = true;
  });
  version.value = kept.version;
  say(form.dataset.restored);
  later(PAUSE);
})();
