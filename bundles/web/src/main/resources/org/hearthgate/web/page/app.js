import { html, LitElement, nothing } from 'lit';
import { alarmStrips } from './alarm.js';
import { calls } from './alarm-words.js';
import './alarms-view.js';
import './audit-view.js';
import './hub-view.js';
import './log-in.js';
import './tonight.js';
import { clock } from './chart.js';
import { remember, remembered } from './choices.js';
import { doubtsOf, inShort, shownLevel } from './doubts.js';
import { duration, freshness, spoken } from './glucose.js';
import { Home } from './home.js';
import { m } from './messages.js';
import { Notices } from './notices.js';
import { Seen } from './seen.js';
import { Sound } from './sound.js';
import { drillNote, touchNote } from './touch-note.js';

class HearthgateApp extends LitElement {
  static properties = { tick: { state: true }, unit: { state: true }, theme: { state: true } };

  constructor() {
    super();
    this.unit = remembered('unit') === 'mmol' ? 'mmol' : 'mg';
    this.theme = remembered('theme') ?? 'auto';
    this.sound = new Sound();
    this.spoken = new Map();
    this.home = new Home((why) => this.#changed(why));
    this.notices = new Notices();
    this.seen = new Seen(this.home, this.sound);
    this.home.start();
    this.tick = this.home.now();
    setInterval(() => this.#everySecond(), 1000);
    document.addEventListener('visibilitychange', () => this.#showNotices());
    setInterval(() => window.hearthgateTheme(), 60_000);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => window.hearthgateTheme());
  }

  createRenderRoot() {
    return this;
  }

  get zone() {
    return this.home.hub?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  #everySecond() {
    this.tick = this.home.now();
    this.seen.look();
  }

  #changed(why) {
    this.tick = this.home.now();
    if (why === 'alert' || why === 'call') {
      this.sound.callFor(this.#urgency());
      this.#showNotices();
    }
    if (why === 'call' && this.home.drill && this.home.drill !== this.drilled) this.#drill();
    if (why === 'device') this.sound.answer(this.home.fromDevices.touch);
    this.requestUpdate();
  }

  #showNotices() {
    const nameOf = (alert) => this.home.persons.get(alert.person)?.name ?? m.hub;
    this.notices.show(this.home.openAlerts(), nameOf).catch(() => {}); // the alarm itself is on the page
  }

  #drill() {
    this.drilled = this.home.drill;
    if (!this.drilled.silent) this.sound.drill(this.drilled.priority);
  }

  #urgency() {
    return this.home.openAlerts().find((a) => calls(a) && !this.home.isSilent(a))?.priority ?? null;
  }

  render() {
    const { session } = this.home;
    if (!session) return this.home.trouble ? html`<main>${this.#banner()}</main>` : nothing;
    if (!session.signedIn) return html`<main class="narrow"><log-in .home=${this.home}></log-in></main>`;
    return html`
      ${this.#header()}
      <main>
        ${this.#banner()}
        ${this.home.seesPeople
          ? html`<tonight-page .home=${this.home} .unit=${this.unit} .zone=${this.zone} .tick=${this.tick}></tonight-page>
              ${this.#alarmsView()}
              <audit-view .persons=${this.home.persons} .unit=${this.unit} .zone=${this.zone} .now=${Math.floor(this.tick / 30_000) * 30_000}></audit-view>
              <hub-view folds .session=${session} .zone=${this.zone} .tick=${this.tick}></hub-view>`
          : html`${this.home.seesAlerts ? alarmStrips(this.home, { unit: this.unit, zone: this.zone, now: this.tick }) : nothing}
              <hub-view .session=${session} .zone=${this.zone} .tick=${this.tick}></hub-view>
              ${this.#alarmsView()}`}
      </main>
      ${this.#footer()}
      <div class="touch-place" role="status" aria-live="polite">${this.#touch()}</div>
      <div class="unseen" aria-live="polite">${this.#news()}</div>
      <div class="unseen" aria-live="polite">${this.#calls(false)}</div>
      <div class="unseen" aria-live="assertive">${this.#calls(true)}</div>`;
  }

  #alarmsView() {
    if (!this.home.seesAlerts || this.home.session.role === 'fleet') return nothing;
    return html`<alarms-view .home=${this.home} .sound=${this.sound} .notices=${this.notices} .unit=${this.unit} .zone=${this.zone}
      .turn=${this.home.help.turn} .now=${Math.floor(this.tick / 30_000) * 30_000}></alarms-view>`;
  }

  #touch() {
    const { touch } = this.home.fromDevices;
    if (this.home.drill) return drillNote(this.home.drill, () => this.home.closeDrill());
    return touchNote(touch, this.home.persons.get(touch?.person)?.name, () => this.home.fromDevices.close());
  }

  #header() {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const time = clock(this.tick, this.zone);
    const state = this.home.link.state;
    return html`<header>
      <span class="brand"><svg viewBox="0 0 64 64" aria-hidden="true"><path d="M14 30 32 14l18 16v20H14z"></path></svg>${m.appName}</span>
      <span class="clock">${own === this.zone || !this.home.hub ? time : m.homeTime(time, this.zone)}</span>
      <span class="link ${state}">${{ live: m.live, connecting: m.connecting, lost: m.lost }[state]}</span>
    </header>`;
  }

  #banner() {
    const { link, trouble, trusted, session } = this.home;
    if (link.state === 'lost' || (!session && trouble)) {
      const silent = link.silentForMs();
      const newest = Math.max(0, ...[...this.home.persons.values()].map((p) => p.latest?.measuredAt ?? 0));
      const text = newest && silent ? m.lostWhy(duration(silent), duration(this.tick - newest)) : m.lostEmpty;
      return html`<p class="banner" role="status">${text}</p>`;
    }
    if (trouble) return html`<p class="banner" role="status">${trouble.message || m.failed}</p>`;
    return trusted ? nothing : html`<p class="banner" role="status">${m.clockWrong}</p>`;
  }

  #footer() {
    const choice = (label, options, chosen, choose) => html`<div class="setting"><span>${label}</span>
      <div class="choice" role="group" aria-label=${label}>${options.map(
        ([value, text]) => html`<button type="button" aria-pressed=${value === chosen} @click=${() => choose(value)}>${text}</button>`,
      )}</div></div>`;
    return html`<footer aria-label=${m.settings}>
      ${choice(m.unitLabel, Object.entries(m.unit), this.unit, (unit) => {
        this.unit = unit;
        remember('unit', unit);
      })}
      ${choice(m.themeLabel, Object.entries(m.theme), this.theme, (theme) => {
        this.theme = theme;
        remember('theme', theme);
        window.hearthgateTheme();
      })}
      ${choice(m.soundLabel, [['off', m.soundOff], ['on', m.soundOn]], this.sound.on ? 'on' : 'off', (value) => this.#setSound(value))}
      ${this.sound.blocked ? html`<p>${m.soundBlocked}</p>` : nothing}
      <button type="button" class="quiet" @click=${() => this.home.logOut()}>${m.logOut}</button>
      ${this.home.hub ? html`<span class="version">${m.version(this.home.hub.version)}</span>` : nothing}
    </footer>`;
  }

  #setSound(value) {
    if (value === 'on') {
      this.sound.switchOn();
      this.sound.callFor(this.#urgency());
    } else {
      this.sound.switchOff();
    }
    this.requestUpdate();
  }

  /** Tells a screen reader when somebody's level changes or a doubt comes up; every reading would be noise. */
  #news() {
    for (const person of this.home.persons.values()) {
      const fresh = freshness(person.latest, this.tick) === 'fresh';
      const level = fresh ? shownLevel(person.latest) : 'unknown';
      const doubt = fresh ? doubtsOf(person.latest)[0] : undefined;
      const known = this.spoken.get(person.id);
      this.spoken.set(person.id, { level, doubt });
      if (known && ((known.level !== level && level !== 'unknown') || (doubt && known.doubt !== doubt))) {
        const word = level === 'unknown' ? m.notReliable : m.level[level];
        this.said = m.announce(person.name, word, spoken(person.latest, this.unit), m.unit[this.unit], doubt && inShort(doubt));
      }
    }
    return this.said ?? '';
  }

  /** What is urgent interrupts a screen reader; all else waits until it has finished its sentence. */
  #calls(urgent) {
    const calling = this.home.openAlerts().find((a) => calls(a) && a.priority !== 'information' && (a.priority === 'high') === urgent);
    return calling?.message ?? '';
  }

  updated() {
    const [first] = this.home.openAlerts();
    const people = [...this.home.persons.values()].filter((p) => freshness(p.latest, this.tick) === 'fresh');
    const text = first ? first.message : people.map((p) => m.pageTitle(p.name, spoken(p.latest, this.unit))).join(' · ');
    document.title = text ? `${text} · ${m.appName}` : m.appName;
  }
}

customElements.define('hearthgate-app', HearthgateApp);
