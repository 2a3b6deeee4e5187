import { html, LitElement, nothing } from 'lit';
import { calls, channelName, kindOf, namesPerson, reachOf, titleOf } from './alarm-words.js';
import { clock } from './chart.js';
import { duration, format } from './glucose.js';
import { HubRefusal } from './hub-link.js';
import { mark } from './marks.js';
import { m } from './messages.js';

const SNOOZES = [15, 30, 60, 120, 240, 480];
const SHORT_SNOOZES = [5, 10];

/** One alarm: who, how much, what, who has it, who is called next, and the two things one can do. */
class AlarmStrip extends LitElement {
  static properties = {
    alert: { attribute: false },
    home: { attribute: false },
    name: {},
    unit: {},
    zone: {},
    now: { attribute: false },
    brief: { type: Boolean },
    choosing: { state: true },
    sending: { state: true },
    failed: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  get calls() {
    return calls(this.alert);
  }

  render() {
    const { alert } = this;
    const title = titleOf(alert);
    return html`<section class="alarm p-${alert.priority} ${this.calls ? 'calls' : 'calm'}" data-alert=${alert.id} aria-label=${m.alarmFor(this.name)}>
      <div class="alarm-text">
        <h2>${mark(kindOf(alert))}<span class="title">${this.name} · ${title}</span>${this.#value()}</h2>
        ${this.brief ? nothing : html`<p class="sentence">${alert.message}</p>`}
        <p class="who">${this.#who()}</p>
        ${this.calls ? html`${this.#next()}${this.#reach()}` : nothing}
        ${this.#why(title)}
      </div>
      ${this.calls && this.home.mayAct ? this.#buttons(title) : nothing}
      ${this.failed ? html`<p class="failed" role="alert">${this.failed}</p>` : nothing}
    </section>`;
  }

  #value() {
    if (this.alert.value == null) return nothing;
    return html`<span class="alarm-value">${format(this.alert.value, this.unit)}<small>${m.unit[this.unit]}</small></span>`;
  }

  #time(iso) {
    return clock(Date.parse(iso), this.zone);
  }

  #who() {
    const { alert } = this;
    if (alert.state === 'acknowledged') return html`✓ ${m.takenBy(alert.by, this.#time(alert.at))}`;
    if (alert.state === 'snoozed') return html`${m.snoozedBy(alert.by, this.#time(alert.snoozedUntil ?? alert.at))}`;
    return html`${m.nobodyHasIt} · ${m.since(this.#time(alert.raisedAt))}`;
  }

  #next() {
    const { alert, now } = this;
    const words = [];
    if (alert.state === 'escalated') words.push(m.calledAgain(duration(now - Date.parse(alert.at))));
    if (alert.next) {
      const { at, carers } = alert.next;
      if (Date.parse(at) <= now) words.push(m.nextNow(carers));
      else words.push(carers.length ? m.calledNext(carers, this.#time(at)) : m.nearNext(this.#time(at)));
    }
    return words.length ? html`<p class="next">${words.join(' ')}</p>` : nothing;
  }

  #reach() {
    const { seen, reached, failed } = reachOf(this.alert.receipts);
    const reachedWords = [seen.length && m.seenBy(seen), reached.length && m.reached(reached)].filter(Boolean).join('. ');
    return html`${reachedWords ? html`<p class="reach">${reachedWords}</p>` : nothing}
      ${failed.length ? html`<p class="reach">▲ ${m.notReached(failed)}</p>` : nothing}`;
  }

  #why(title) {
    const { why, receipts = [] } = this.alert;
    if (!why && receipts.length === 0) return nothing;
    return html`<details class="why"><summary aria-label=${m.whyLabel(title, this.name)}>${m.why}</summary>
      <p>${why || m.noWhy}</p>
      ${receipts.length
        ? html`<p class="why-head">${m.whoWasReached}</p><ul>${receipts.map(
            (r) => html`<li><span>${this.#time(r.at)}</span> ${channelName(r)}${namesPerson(r) && m.channel[r.channel] ? ` (${m.channel[r.channel]})` : ''}: ${m.outcome[r.outcome]}${r.outcome === 'failed' || r.outcome === 'given-up' ? `. ${r.detail}` : ''}</li>`,
          )}</ul>`
        : nothing}
    </details>`;
  }

  #buttons(title) {
    const longest = this.home.longestSnooze[this.alert.rule] ?? (this.alert.priority === 'high' ? SNOOZES[0] : 60);
    const choices = (longest < SNOOZES[0] ? SHORT_SNOOZES : SNOOZES).filter((n) => n <= longest);
    return html`<div class="alarm-buttons">
      <button type="button" class="primary" ?disabled=${this.sending} aria-label=${m.gotItLabel(title, this.name)}
        @click=${() => this.#send(() => this.home.acknowledge(this.alert))}>${this.sending ? m.sending : m.gotIt}</button>
      ${choices.length === 0 ? nothing : html`
      <button type="button" class="secondary" aria-expanded=${Boolean(this.choosing)} ?disabled=${this.sending}
        @click=${() => (this.choosing = !this.choosing)}>${m.snooze(choices[0])} <span aria-hidden="true">${this.choosing ? '▴' : '▾'}</span></button>`}
      ${this.choosing
        ? html`<div class="choice wide" role="group" aria-label=${m.snoozeFor}>
            ${choices.map((n) => html`<button type="button" @click=${() => this.#send(() => this.home.snooze(this.alert, n))}>${m.snoozeOne(n)}</button>`)}
          </div>`
        : nothing}
    </div>`;
  }

  async #send(action) {
    this.choosing = false;
    this.failed = null;
    this.sending = true;
    try {
      await action();
    } catch (e) {
      this.failed = e instanceof HubRefusal && e.status < 500 && e.message ? e.message : m.notSent;
    } finally {
      this.sending = false;
    }
  }
}

customElements.define('alarm-strip', AlarmStrip);

/** The alarms of the people, side by side where two call at once, and the hub's own apart from them. */
export function alarmStrips(home, { unit, zone, now, isBrief = () => false }) {
  const shown = home.openAlerts().filter((a) => a.priority !== 'information');
  shown.sort((a, b) => calls(b) - calls(a));
  const strip = (alert, name) => html`<alarm-strip .alert=${alert} .home=${home} .name=${name} .unit=${unit} .zone=${zone} .now=${now} ?brief=${isBrief(alert)}></alarm-strip>`;
  const ofPeople = shown.filter((a) => home.persons.has(a.person));
  const ofHub = shown.filter((a) => a.person === 'hub');
  const calling = new Set(ofPeople.filter(calls).map((a) => a.person));
  return html`
    ${ofPeople.length
      ? html`<div class="alarms ${calling.size > 1 ? 'beside-each-other' : ''}" role="region" aria-label=${m.alarms}>${ofPeople.map((a) => strip(a, home.persons.get(a.person).name))}</div>`
      : nothing}
    ${ofHub.length
      ? html`<div class="alarms of-hub" role="region" aria-label=${m.hubAlarms}>${ofHub.map((a) => strip(a, m.hub))}</div>`
      : nothing}`;
}
