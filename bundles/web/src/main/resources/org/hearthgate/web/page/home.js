import { markedDoubt } from './doubts.js';
import { FromDevices } from './from-devices.js';
import { FRESH_MS } from './glucose.js';
import { Help } from './help.js';
import { ask, HubLink, HubRefusal } from './hub-link.js';

const KEEP_MS = 24 * 3600_000;
/** The rules judge within milliseconds of a reading; then an open alarm says what the newest one says. */
const JUDGED_MS = 400;
/** Deliveries come in a burst; one question afterwards tells of all. */
const REACH_SETTLES_MS = 700;
const DRILL_SHOWN_MS = 30_000;
/** What the hub adds afterwards (filled gaps, judged stretches) comes with the day alone, so it is read again when there may be some. */
const DAY_ANEW_MS = 5 * 60_000;
const GAP_MS = 450_000;
const URGENCY = ['high', 'medium', 'low', 'information'];

/** What the page knows of the home: its people, their readings of the last day, the open alarms. Tells its one listener of changes. */
export class Home {
  session = null;
  persons = new Map();
  readings = new Map();
  filled = new Map();
  artefacts = new Map();
  forecasts = new Map();
  look = null;
  #daysReadAt = new Map();
  #daysAsked = new Set();
  alerts = new Map();
  longestSnooze = {};
  hub = null;
  trusted = true;
  loaded = false;
  trouble = null;
  fromDevices = new FromDevices(this);
  help = new Help(this);
  drill = null;
  #silent = new Set();
  #reachAsked = 0;
  #drillEnds = 0;

  constructor(changed) {
    this.changed = changed;
    this.link = new HubLink({
      onEvent: (name, data) => this.#take(name, data),
      onState: (state) => {
        if (state === 'lost') this.#stillLoggedIn();
        this.changed();
      },
      onOpen: () => this.#load(),
    });
  }

  now() {
    return this.link.now();
  }

  async start() {
    try {
      this.session = await ask('GET', 'session');
    } catch (e) {
      this.trouble = e;
      setTimeout(() => this.start(), 2000);
      this.changed();
      return;
    }
    this.trouble = null;
    if (this.session.signedIn) this.link.start();
    this.changed();
  }

  async logIn(token) {
    this.session = await ask('POST', 'session', { token });
    this.link.start();
    this.changed();
  }

  async logOut() {
    await ask('DELETE', 'session').catch(() => {}); // a hub that is away has nothing to forget that we could keep
    location.reload();
  }

  get seesPeople() {
    return ['family', 'clinician'].includes(this.session?.role);
  }

  get seesAlerts() {
    return ['family', 'clinician', 'installer', 'fleet'].includes(this.session?.role);
  }

  get mayAct() {
    return this.session?.role === 'family';
  }

  async acknowledge(alert) {
    this.#keep(await ask('POST', `alerts/${encodeURIComponent(alert.id)}/acknowledge`));
  }

  async snooze(alert, minutes) {
    this.#keep(await ask('POST', `alerts/${encodeURIComponent(alert.id)}/snooze`, { minutes }));
  }

  openAlerts() {
    return [...this.alerts.values()].sort(
      (a, b) => URGENCY.indexOf(a.priority) - URGENCY.indexOf(b.priority) || a.raisedAt.localeCompare(b.raisedAt),
    );
  }

  alertsOf(id) {
    return this.openAlerts().filter((alert) => alert.person === id);
  }

  /** A stream that ends may mean that the hub is away, or that it was started anew and knows this log-in no more. */
  async #stillLoggedIn() {
    while (this.link.state === 'lost') {
      try {
        const session = await ask('GET', 'session');
        if (!session.signedIn) {
          this.link.stop();
          this.session = session;
          this.changed();
          return;
        }
      } catch {
        // away: ask again below
      }
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }

  async #load() {
    try {
      this.hub = await ask('GET', 'hub');
      if (this.seesPeople) await this.#loadPeople();
      else if (this.seesAlerts) await this.#askAlarms();
      this.trouble = null;
      this.fromDevices.load();
      this.help.load();
    } catch (e) {
      this.trouble = e;
      if (e instanceof HubRefusal && e.status === 401) {
        this.link.stop();
        this.session = { signedIn: false };
      } else {
        setTimeout(() => this.link.state === 'live' && this.#load(), 2000);
      }
    }
    this.changed();
  }

  async #loadPeople() {
    const [{ persons }, { alerts, longestSnoozeMinutes }] = await Promise.all([ask('GET', 'persons'), ask('GET', 'alerts')]);
    this.longestSnooze = longestSnoozeMinutes;
    this.alerts = new Map(alerts.map((alert) => [alert.id, alert]));
    this.persons = new Map(persons.map((p) => [p.id, { ...p, latest: p.latest && withTimes(p.latest) }]));
    this.loaded = true;
    this.changed();
    await Promise.all(persons.flatMap((p) => [this.#loadDay(p.id), this.#loadForecast(p.id)]));
  }

  async #loadDay(id) {
    this.#daysReadAt.set(id, performance.now());
    const day = await ask('GET', `persons/${id}/glucose?hours=24`);
    const until = Date.parse(day.until);
    const since = (this.readings.get(id) ?? []).filter((r) => Date.parse(r.receivedAt) > until); // told while the answer was on its way
    this.readings.set(id, [...rows(day), ...since]);
    this.filled.set(id, day.filled.measuredAt);
    this.artefacts.set(id, day.artefacts);
  }

  /** A hub may do without the room that looks ahead; then nothing of it shows. */
  async #loadForecast(id) {
    try {
      await this.#takeForecast(await ask('GET', `persons/${id}/forecast`));
    } catch (e) {
      if (!(e instanceof HubRefusal)) throw e;
      this.forecasts.delete(id);
    }
  }

  /** What shows a forecast is fetched once there is one to show. */
  async #takeForecast(said) {
    this.forecasts.set(said.person, said);
    this.look ??= await import('./forecast.js');
    this.changed();
  }

  /** What the hub said last, as long as it holds: a forecast, or why there is none. Null on a hub that does not look ahead. */
  ahead(id) {
    const said = this.forecasts.get(id);
    if (!said || !this.look) return null;
    return said.path && this.now() - Date.parse(said.newestInputAt) > FRESH_MS ? { why: { code: 'stale' } } : said;
  }

  /** Once the hub has judged it. A back-fill asks once. */
  #loadDaySoon(id) {
    if (this.#daysAsked.has(id)) return;
    this.#daysAsked.add(id);
    setTimeout(async () => {
      this.#daysAsked.delete(id);
      try {
        await this.#loadDay(id);
        this.changed();
      } catch {
        this.#daysReadAt.delete(id); // the next reading asks again
      }
    }, JUDGED_MS);
  }

  #take(name, data) {
    if (name === 'hub') this.trusted = data.trusted !== false;
    else if (name === 'alert') this.#takeAlert(data);
    else if (name === 'call') this.#takeCall(data);
    else if (name === 'receipt') this.#askReachSoon();
    else if (name === 'forecast') this.#takeForecast(data).catch(() => {}); // the next one tries again
    else if (name === 'reading') this.#takeReading(withTimes(data));
    else if (name === 'device' && data.stage) this.fromDevices.take(data);
    this.changed(name);
  }

  async #askAlarms() {
    const { alerts, longestSnoozeMinutes } = await ask('GET', 'alerts');
    this.longestSnooze = longestSnoozeMinutes;
    this.alerts = new Map(alerts.map((alert) => [alert.id, alert]));
    this.changed('alert');
  }

  #takeAlert(alert) {
    this.#keep(alert);
    this.#askReachSoon();
  }

  /** Who was reached and who is next comes with the list alone. */
  #askReachSoon() {
    if (!this.mayAct || this.#reachAsked) return;
    this.#reachAsked = setTimeout(() => {
      this.#reachAsked = 0;
      this.#askAlarms().catch(() => {}); // the next delivery tries again
    }, REACH_SETTLES_MS);
  }

  #takeCall(call) {
    if (call.over) {
      this.#silent.delete(call.alert);
      if (this.drill?.alert === call.alert) this.closeDrill();
    } else if (call.test) {
      this.drill = call;
      clearTimeout(this.#drillEnds);
      this.#drillEnds = setTimeout(() => this.closeDrill(), DRILL_SHOWN_MS);
    } else if (call.silent) {
      this.#silent.add(call.alert);
    } else {
      this.#silent.delete(call.alert);
    }
  }

  closeDrill() {
    clearTimeout(this.#drillEnds);
    this.drill = null;
    this.changed();
  }

  /** Quiet hours never silence what is urgent. */
  isSilent(alert) {
    return alert.priority !== 'high' && this.#silent.has(alert.id);
  }

  #keep(alert) {
    const alerts = new Map(this.alerts);
    const before = alerts.get(alert.id);
    if (alert.state === 'resolved') alerts.delete(alert.id);
    else alerts.set(alert.id, { receipts: before?.receipts, ...alert });
    this.alerts = alerts;
    this.changed('alert');
  }

  #takeReading(reading) {
    const person = this.persons.get(reading.person);
    if (!person) return;
    if (!person.latest || reading.measuredAt >= person.latest.measuredAt) {
      this.persons.set(person.id, { ...person, latest: reading });
    }
    if (this.alertsOf(person.id).length > 0) setTimeout(() => this.#askAlarms().catch(() => {}), JUDGED_MS); // the next one tries again
    const before = this.readings.get(person.id) ?? [];
    const last = before.at(-1);
    const aged = performance.now() - (this.#daysReadAt.get(person.id) ?? 0) > DAY_ANEW_MS;
    if (aged || (last && (reading.measuredAt - last.measuredAt > GAP_MS || markedDoubt(last) !== markedDoubt(reading)))) this.#loadDaySoon(person.id);
    const from = this.now() - KEEP_MS;
    const others = before.filter((r) => r.measuredAt > from && r.measuredAt !== reading.measuredAt);
    this.readings.set(person.id, [...others, reading].sort((a, b) => a.measuredAt - b.measuredAt));
  }
}

function withTimes(reading) {
  return { ...reading, measuredAt: Date.parse(reading.measuredAt) };
}

function rows({ measuredAt, mgPerDl, bounds, doubts }) {
  return measuredAt.map((at, i) => ({ measuredAt: at, mgPerDl: mgPerDl[i], bound: bounds[i] ?? 'exact', doubts: doubts[i] ?? [] }));
}
