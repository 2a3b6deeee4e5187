import { ask } from './hub-link.js';
import { m } from './messages.js';

const EVERY_MS = 10_000;
/** Doses come with a touch, which is heard at once; other ways into the record are looked at this often. */
const DOSES_EVERY = 6;
const HOURS = 24;
/** Long enough to read it from across the kitchen; a touch that never ends must not stay. */
const SHOWN_MS = { reading: 20_000, done: 12_000 };
const OTHERWISE_MS = 20_000;

/** What devices ask of the family and tell it: a touch as it happens, readings that wait for their person, the doses of pens. */
export class FromDevices {
  touch = null;
  pending = [];
  doses = new Map();
  #timer = 0;
  #hide = 0;
  #turn = 0;

  constructor(home) {
    this.home = home;
  }

  /** Reads all afresh, and from then on again and again. */
  async load() {
    clearTimeout(this.#timer);
    if (!this.home.seesPeople) return;
    this.#turn = 0;
    await this.#look();
  }

  async #look() {
    clearTimeout(this.#timer);
    if (!document.hidden && this.home.link.state === 'live') {
      await this.#loadPending();
      if (this.#turn % DOSES_EVERY === 0) await this.#loadDoses();
      this.#turn++;
      this.home.changed();
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), EVERY_MS);
  }

  async #loadPending() {
    if (!this.home.mayAct) return;
    try {
      this.pending = (await ask('GET', 'pending')).pending;
    } catch {
      // the banner tells that the hub is away; the next turn asks again
    }
  }

  async #loadDoses() {
    for (const id of this.home.persons.keys()) await this.#loadDosesOf(id);
  }

  async #loadDosesOf(id) {
    try {
      this.doses.set(id, (await ask('GET', `persons/${id}/doses?hours=${HOURS}`)).doses);
    } catch {
      // as above
    }
  }

  /** A touch that the hub tells of. */
  take(touch) {
    this.#show(touch);
    if (touch.person && touch.stage !== 'reading') this.#loadDosesOf(touch.person).then(() => this.home.changed());
  }

  #show(touch) {
    this.touch = touch;
    clearTimeout(this.#hide);
    this.#hide = setTimeout(() => this.close(), SHOWN_MS[touch.stage] ?? OTHERWISE_MS);
    this.home.changed();
  }

  close() {
    clearTimeout(this.#hide);
    this.touch = null;
    this.home.changed();
  }

  async give(reading, person) {
    await this.#answer(reading, m.whoseSaved(reading.reading, person.name), 'POST', '/person', { person: person.id });
  }

  async discard(reading) {
    await this.#answer(reading, m.whoseDiscarded(reading.reading), 'DELETE', '');
  }

  async #answer(reading, message, method, path, body) {
    let said = message;
    try {
      await ask(method, `pending/${encodeURIComponent(reading.id)}${path}`, body);
    } catch (e) {
      if (e.status !== 404) throw e;
      said = m.whoseAnswered(reading.reading);
    }
    this.pending = this.pending.filter((other) => other.id !== reading.id);
    this.#show({ stage: 'done', message: said });
  }

  async say(personId, dose, purpose) {
    const path = `persons/${personId}/doses/${encodeURIComponent(dose.device)}/${dose.sequence}/purpose`;
    const now = await ask('POST', path, { purpose });
    this.doses.set(personId, this.doses.get(personId).map((one) => (one.device === now.device && one.sequence === now.sequence ? now : one)));
    this.home.changed();
  }
}
