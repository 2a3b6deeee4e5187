import { calls } from './alarm-words.js';
import { ask } from './hub-link.js';

/** A glance takes a moment; an alarm that flits past was not seen. */
const GLANCE_MS = 1500;
/** Somebody who touched this page so long before an alarm is taken to be still there. */
const STILL_THERE_MS = 60_000;
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchmove'];

/**
 * Tells the hub when an alarm is in front of somebody, so that it can know when nobody has it. A page that merely hangs on a wall is in
 * front of nobody: seen counts only when somebody opened, touched or unlocked it just before or since.
 */
export class Seen {
  #signAt = performance.now();
  #known = new Map();
  #told = new Set();

  constructor(home, sound) {
    this.home = home;
    this.sound = sound;
    for (const sign of SIGNS) addEventListener(sign, () => this.#sign(), { passive: true, capture: true });
    document.addEventListener('visibilitychange', () => document.hidden || this.#sign());
  }

  #sign() {
    this.#signAt = performance.now();
  }

  /** Called every second and at every change. */
  look() {
    if (!this.home.mayAct) return;
    const now = performance.now();
    const open = this.home.openAlerts().filter((a) => calls(a) && a.priority !== 'information');
    const { drill } = this.home;
    if (drill) open.push({ id: drill.alert, raisedAt: drill.call, step: drill.step, silent: drill.silent });
    for (const alert of open) {
      const key = `${alert.id} ${alert.raisedAt} ${alert.step ?? 0}`;
      if (!this.#known.has(key)) this.#known.set(key, now);
      if (this.sound.heard && !alert.silent) this.#tell(alert, key, 'received');
      if (this.#isInFrontOfSomebody(alert, this.#known.get(key), now)) this.#tell(alert, key, 'seen');
    }
    if (open.length === 0) this.#known.clear();
  }

  #isInFrontOfSomebody(alert, since, now) {
    if (document.hidden || now - since < GLANCE_MS || this.#signAt < since - STILL_THERE_MS) return false;
    const box = document.querySelector(`[data-alert="${CSS.escape(alert.id)}"]`)?.getBoundingClientRect();
    return Boolean(box && box.top < innerHeight && box.bottom > 0);
  }

  async #tell(alert, key, outcome) {
    const what = `${key} ${outcome}`;
    if (this.#told.has(what)) return;
    this.#told.add(what);
    try {
      await ask('POST', `alerts/${encodeURIComponent(alert.id)}/seen`, { outcome });
    } catch (e) {
      if (e.status !== 404) this.#told.delete(what); // told again with the next look; what is not open any more needs it no more
    }
  }
}
