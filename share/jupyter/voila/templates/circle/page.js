// What the page does before and beside Voilà's own script: its sentences, the ring until the widgets stand, and the
// words when the Python behind the page is gone. Voilà calls voila_finish and voila_heartbeat; both have nothing to do.
window.voila_finish = window.voila_heartbeat = () => {};
// Voilà typesets maths with a script from a CDN: this stands in for it, and no formula is set.
window.MathJax = { Ajax: {}, Hub: { Config() {}, Configured() {}, Queue() {}, Register: { StartupHook() {} } } };
window.circlePage = (() => {
  const at = (id) => document.getElementById(id);
  const json = (id) => JSON.parse(at(id).textContent);
  const UNDRAWN = 'script[type="application/vnd.voila.cell-output+json"]';
  const EVERY = 20000; // ms between two looks

  function say(root) {
    const sentences = json("circle-sentences");
    for (const one of root.querySelectorAll("[data-say]")) one.textContent = sentences[one.dataset.say];
  }

  /** Takes the ring away when every output is drawn. */
  function laid() {
    const drawn = [...document.querySelectorAll("#rendered_cells .jp-OutputArea-child")];
    if (document.querySelector(UNDRAWN) || drawn.some((one) => one.offsetHeight === 0)) return;
    at("circle-laying").hidden = true;
    looking.disconnect();
  }
  const looking = new MutationObserver(laid);

  /** Voilà's socket stays up when the Python behind it is gone: only this question tells. Widgets of ours ask by themselves. */
  async function look() {
    if (document.hidden || document.documentElement.dataset.circleWatch) return;
    const { baseUrl, kernelId } = json("jupyter-config-data");
    const answer = await fetch(`${baseUrl}api/kernels/${kernelId}?no_track_activity=1`).catch(() => undefined);
    if (answer !== undefined && answer.status === 404) asleep();
  }

  function asleep() {
    const bar = at("circle-asleep");
    if (!bar.hidden) return;
    const [words, again] = [document.createElement("span"), document.createElement("button")];
    words.dataset.say = "voila.asleep";
    again.dataset.say = "voila.reload";
    again.onclick = () => location.reload();
    bar.append(words, again);
    say(bar);
    bar.hidden = false;
  }

  /** Called when the whole page has arrived. */
  function read() {
    say(document);
    looking.observe(document.body, { childList: true, subtree: true });
    laid();
    setInterval(look, EVERY);
    document.addEventListener("visibilitychange", look);
    window.addEventListener("circle-asleep", () => document.documentElement.dataset.circleWatch === "desk" || asleep());
  }
  return { say, read };
})();
