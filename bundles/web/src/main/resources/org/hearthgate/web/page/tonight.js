import { html, LitElement, nothing } from 'lit';
import { alarmStrips } from './alarm.js';
import { calls } from './alarm-words.js';
import './chart.js';
import './doses.js';
import './duty.js';
import { remember, remembered } from './choices.js';
import { doubtsOf, inShort, inWords, shownLevel } from './doubts.js';
import { duration, freshness, spoken } from './glucose.js';
import { arrow, mark } from './marks.js';
import { m } from './messages.js';
import './whose.js';

/** More questions at once would bury the page; the next one comes when one is answered. */
const MOST_ASKED = 2;

/** Is my child safe now, and for the next hour? */
class TonightPage extends LitElement {
  static properties = {
    home: { attribute: false },
    unit: {},
    zone: {},
    tick: { attribute: false },
    chosen: { state: true },
  };

  constructor() {
    super();
    this.chosen = remembered('person');
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const people = [...this.home.persons.values()];
    if (!this.home.loaded) return html`<p class="notice late" role="status">${m.stillWaiting}</p>`;
    if (people.length === 0) return html`<div class="notice"><h1>${m.nobody}</h1><p>${m.nobodyWhy}</p></div>`;
    const main = this.#onStage(people);
    const others = people.filter((p) => p !== main);
    const calling = others.filter((p) => this.#needsSomebody(p));
    const calm = others.filter((p) => !calling.includes(p));
    return html`
      ${this.#alarms(main)}
      ${calling.length ? html`<div class="cards forward">${calling.map((p) => this.#card(p))}</div>` : nothing}
      <div class="stage">
        ${this.#now(main)}
        <glucose-chart class="panel" .readings=${this.home.readings.get(main.id) ?? []}
          .filled=${this.home.filled.get(main.id) ?? []} .artefacts=${this.home.artefacts.get(main.id) ?? []} .ahead=${this.home.ahead(main.id)} .look=${this.home.look} .name=${main.name} .unit=${this.unit}
          .zone=${this.zone} .now=${Math.floor(this.tick / 30_000) * 30_000}></glucose-chart>
      </div>
      <duty-line .home=${this.home} .duty=${this.home.help.duty} .calling=${this.home.openAlerts().filter(calls).length} .zone=${this.zone} .now=${Math.floor(this.tick / 30_000) * 30_000}></duty-line>
      ${this.#whose()}
      <dose-list .person=${main} .doses=${this.home.fromDevices.doses.get(main.id)} .home=${this.home} .zone=${this.zone} .now=${this.tick}></dose-list>
      ${calm.length ? html`<h2 class="cards-title">${m.others}</h2><div class="cards">${calm.map((p) => this.#card(p))}</div>` : nothing}
    `;
  }

  /**
   * Whoever needs somebody takes the stage: a giant calm number above another child's alarm would be a lie. A card that was touched
   * since the alarm began is a choice, and stays.
   */
  #onStage(people) {
    const chosen = people.find((p) => p.id === this.chosen) ?? people[0];
    const urgent = this.home.openAlerts().find((a) => this.home.persons.has(a.person) && calls(a) && (a.priority === 'high' || a.priority === 'medium'));
    if (!urgent || this.home.alertsOf(chosen.id).some((a) => calls(a) && a.priority === urgent.priority)) return chosen;
    if (this.chosenAt && this.chosenAt > Date.parse(urgent.raisedAt)) return chosen;
    return people.find((p) => p.id === urgent.person) ?? chosen;
  }

  #alarms(main) {
    const isBrief = (a) => a.rule === 'no-data' && a.person === main.id && freshness(main.latest, this.tick) === 'silent';
    return alarmStrips(this.home, { unit: this.unit, zone: this.zone, now: this.tick, isBrief });
  }

  /** The newest first: who stands on the scale now knows the answer best. */
  #whose() {
    const { pending } = this.home.fromDevices;
    if (pending.length === 0) return nothing;
    const shown = [...pending].sort((a, b) => b.receivedAt.localeCompare(a.receivedAt)).slice(0, MOST_ASKED);
    return html`<div class="cards whose-cards">${shown.map(
      (reading) => html`<whose-reading .reading=${reading} .home=${this.home} .zone=${this.zone} .now=${this.tick}></whose-reading>`,
    )}</div>
    ${pending.length > shown.length ? html`<p class="hint">${m.whoseMore(pending.length - shown.length)}</p>` : nothing}`;
  }

  #needsSomebody(person) {
    return this.home.alertsOf(person.id).some((a) => a.priority !== 'information' && calls(a)) || freshness(person.latest, this.tick) === 'silent';
  }

  #now(person) {
    const { latest } = person;
    const fresh = freshness(latest, this.tick);
    const level = fresh === 'fresh' ? this.#level(person) : 'unknown';
    return html`<section class="now panel ${level} ${fresh}" aria-label=${person.name}>
      <div class="now-head"><h1>${person.name}</h1>${fresh === 'silent' || fresh === 'never' ? nothing : html`<p class="level">${mark(level)}${fresh === 'old' ? m.tooOld : levelWord(level)}</p>`}</div>
      ${fresh === 'never' ? this.#never(person) : fresh === 'silent' ? this.#silent(person) : this.#value(person, fresh)}
    </section>`;
  }

  /** An open urgent low has the word until it is over, so that the number and the alarm never say two things. */
  #level(person) {
    const urgent = this.home.alertsOf(person.id).some((a) => a.rule === 'urgent-low');
    return urgent ? 'urgent-low' : shownLevel(person.latest);
  }

  #value(person, fresh) {
    const { latest } = person;
    const age = duration(this.tick - latest.measuredAt);
    const text = spoken(latest, this.unit);
    const trend = latest.trend?.arrow;
    return html`
      <p class="value"><span class="number ${SIZES[text.replace('.', '').length] ?? 'long'}">${fresh === 'old' ? html`<s>${text}</s>` : text}</span></p>
      <p class="beside">
        ${fresh === 'old' ? html`<span class="too-old">${m.old(age)}</span><span class="unit">${m.unit[this.unit]}</span>` : html`
          <span class="trend">${arrow(trend)}${latest.bound === 'below' ? m.belowWords : latest.bound === 'above' ? m.aboveWords : (m.trend[trend] ?? m.noTrend)}</span>
          <span class="age">${m.unit[this.unit]} · ${m.ago(age)}</span>`}
      </p>
      ${fresh === 'old' ? nothing : this.#doubt(person)}`;
  }

  /** Beside the number and the alarm, never in their place. */
  #doubt({ latest, name }) {
    const words = inWords(latest, name, this.unit);
    if (!words) return nothing;
    return html`<p class="doubt"><b>${mark('doubted')}${words.head}</b> ${words.todo}${words.also.length ? ` ${m.alsoDoubted(words.also)}` : ''}</p>`;
  }

  #silent(person) {
    const age = duration(this.tick - person.latest.measuredAt);
    const alert = this.home.alertsOf(person.id).find((a) => a.rule === 'no-data');
    return html`<p class="no-reading">${m.noReading} <small>${m.noReadingFor(age)}</small></p>
      <p class="cause">${alert ? causeOf(alert.message) : m.noReadingUnknownCause}</p>
      <p class="last">${m.last(`${spoken(person.latest, this.unit)} ${m.unit[this.unit]}`, age)}</p>`;
  }

  #never(person) {
    return html`<p class="no-reading">${m.noReadingYet}</p><p class="cause">${m.noReadingYetWhy(person.name)}</p>`;
  }

  #card(person) {
    const { latest } = person;
    const fresh = freshness(latest, this.tick);
    const level = fresh === 'fresh' ? this.#level(person) : 'unknown';
    const age = latest ? duration(this.tick - latest.measuredAt) : '';
    return html`<button type="button" class="card ${level} ${fresh}" aria-label=${`${m.show(person.name)}: ${this.#inWords(person, fresh, level, age)}`}
      @click=${() => this.#choose(person.id)}>
      <span class="card-name">${mark(level)}${person.name}</span>
      ${fresh === 'fresh' || fresh === 'old'
        ? html`<span class="card-value">${fresh === 'old' ? html`<s>${spoken(latest, this.unit)}</s>` : spoken(latest, this.unit)} ${fresh === 'fresh' ? arrow(latest.trend?.arrow) : nothing}</span>
            <span class="card-words">${fresh === 'old' ? m.old(age) : [levelWord(level), ...doubtsOf(latest).slice(0, 1).map(inShort), m.ago(age)].join(', ')}</span>`
        : html`<span class="card-value none">${fresh === 'never' ? m.noReadingYet : m.noReading}</span>
            <span class="card-words">${latest ? m.noReadingFor(age) : ''}</span>`}
    </button>`;
  }

  #inWords(person, fresh, level, age) {
    if (fresh === 'never') return m.noReadingYet;
    if (fresh === 'silent') return `${m.noReading} ${m.noReadingFor(age)}`;
    const trend = m.trend[person.latest.trend?.arrow];
    return [`${spoken(person.latest, this.unit)} ${m.unit[this.unit]}`, levelWord(level), trend, ...doubtsOf(person.latest).map(inShort), m.ago(age)].filter(Boolean).join(', ');
  }

  #choose(id) {
    this.chosen = id;
    this.chosenAt = this.tick;
    remember('person', id);
    scrollTo({ top: 0 });
  }
}

/** Two digits may be larger than three and still fit. */
const SIZES = { 1: 'short', 2: 'short', 3: '' };

/** Fresh and yet without a level: a number that nothing may rest on. */
function levelWord(level) {
  return level === 'unknown' ? m.notReliable : m.level[level];
}

/** What follows "Anna: no glucose for 21 min.", which the page says itself and keeps counting. */
function causeOf(message) {
  return /: no .*? min.*?\. (.+)$/s.exec(message)?.[1] ?? message;
}

customElements.define('tonight-page', TonightPage);
