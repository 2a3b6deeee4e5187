import { ask } from './hub-link.js';

const DUTY_EVERY_MS = 60_000;
const SELDOM_MS = 60_000;
const OPEN_MS = 8000;
/** Until the hub is heard. */
const AGAIN_MS = 1000;
const LOG_DAYS = 3;
const MAY_TEST = ['family', 'installer'];

/** What the page knows of calling for help: who is on duty, by what ways people are reached, whether it was proven, what became of alarms. */
export class Help {
  duty = null;
  channels = null;
  selfTest = null;
  log = null;
  logFailed = false;
  open = false;
  /** Counts what was read, so that whoever shows it knows when to look again. */
  turn = 0;
  #timer = 0;
  #dutyAt = -DUTY_EVERY_MS;

  constructor(home) {
    this.home = home;
  }

  get mayTest() {
    return MAY_TEST.includes(this.home.session?.role);
  }

  /** Reads all afresh, and from then on again and again, oftener while somebody looks. */
  async load() {
    clearTimeout(this.#timer);
    this.#dutyAt = -DUTY_EVERY_MS;
    await this.#look();
  }

  async look(open) {
    this.open = open;
    if (open) await this.#look();
  }

  async #look() {
    clearTimeout(this.#timer);
    const live = this.home.link.state === 'live';
    if (!document.hidden && live) {
      if (this.home.mayAct && performance.now() - this.#dutyAt >= DUTY_EVERY_MS) await this.#loadDuty();
      if (this.mayTest) {
        await Promise.all([this.#read('channels', 'channels'), this.#read('selfTest', 'self-test')]);
      }
      if (this.open) await this.#loadLog();
      this.turn++;
      this.home.changed();
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), !live ? AGAIN_MS : this.open ? OPEN_MS : SELDOM_MS);
  }

  async #read(what, path) {
    try {
      this[what] = await ask('GET', path);
    } catch {
      // the banner tells that the hub is away; what is on screen stays
    }
  }

  async #loadDuty() {
    this.#dutyAt = performance.now();
    await this.#read('duty', 'duty');
  }

  async #loadLog() {
    const from = new Date(this.home.now() - LOG_DAYS * 24 * 3600_000).toISOString();
    try {
      this.log = (await ask('GET', `alerts/log?from=${from}`)).changes;
      this.logFailed = false;
    } catch {
      this.logFailed = true;
    }
  }

  async oneNight(night) {
    const set = await ask('POST', 'duty/exceptions', night);
    await this.#loadDuty();
    this.home.changed();
    return set;
  }

  async takeBack(id) {
    await ask('DELETE', `duty/exceptions/${encodeURIComponent(id)}`);
    await this.#loadDuty();
    this.home.changed();
  }

  async test(id) {
    const result = await ask('POST', `channels/${encodeURIComponent(id)}/test`);
    await this.#look();
    return result;
  }

  async runSelfTest() {
    const result = await ask('POST', 'self-test');
    await this.#look();
    return result;
  }
}
