import { html, LitElement, nothing } from 'lit';
import { clock } from './chart.js';
import { format, levelOf } from './glucose.js';
import { HubRefusal } from './hub-link.js';
import { mark } from './marks.js';
import { m } from './messages.js';

const SNOOZES = [15, 30, 60, 120];

/** One alarm: who, how much, what, who has it, and the two things one can do. */
class AlarmStrip extends LitElement {
  static properties = {
    alert: { attribute: false },
    home: { attribute: false },
    name: {},
    unit: {},
    zone: {},
    brief: { type: Boolean },
    choosing: { state: true },
    sending: { state: true },
    failed: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  get calls() {
    return this.alert.state === 'raised' || this.alert.state === 'escalated';
  }

  render() {
    const { alert } = this;
    const title = m.rule[alert.rule] ?? m.rulePriority[alert.priority];
    return html`<section class="alarm p-${alert.priority} ${this.calls ? 'calls' : 'calm'}" aria-label=${m.alarmFor(this.name)}>
      <div class="alarm-text">
        <h2>${mark(kindOf(alert))}<span>${this.name} · ${title}</span>${this.#value()}</h2>
        ${this.brief ? nothing : html`<p class="sentence">${alert.message}</p>`}
        <p class="who">${this.#who()}</p>
      </div>
      ${this.calls && this.home.mayAct ? this.#buttons(title) : nothing}
      ${this.failed ? html`<p class="failed" role="alert">${this.failed}</p>` : nothing}
    </section>`;
  }

  #value() {
    if (this.alert.value == null) return nothing;
    return html`<span class="alarm-value">${format(this.alert.value, this.unit)}<small>${m.unit[this.unit]}</small></span>`;
  }

  #who() {
    const { alert, zone } = this;
    const time = (iso) => clock(Date.parse(iso), zone);
    if (alert.state === 'acknowledged') return html`✓ ${m.takenBy(alert.by, time(alert.at))}`;
    if (alert.state === 'snoozed') return html`${m.snoozedBy(alert.by, time(alert.snoozedUntil ?? alert.at))}`;
    const waiting = alert.state === 'escalated' ? m.calledMore : m.nobodyHasIt;
    return html`${waiting} · ${m.since(time(alert.raisedAt))}`;
  }

  #buttons(title) {
    const longest = this.home.longestSnooze[this.alert.rule] ?? 60;
    const choices = SNOOZES.filter((n) => n <= longest);
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

function kindOf(alert) {
  if (alert.rule === 'urgent-low') return 'urgent-low';
  if (alert.value != null && alert.rule !== 'no-data') return levelOf(alert.value);
  return alert.rule === 'no-data' ? 'unknown' : 'low';
}

customElements.define('alarm-strip', AlarmStrip);
