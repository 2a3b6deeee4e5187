import { html, LitElement, nothing } from 'lit';
import { remembered } from './choices.js';
import { ask, HubRefusal } from './hub-link.js';
import { auditMessages, m } from './messages.js';

const EVERY_MS = 10 * 60_000;
const SIGNS = { ok: '●', warn: '▲', failed: '▼' };

/** Were the week's alarms right, whom did they wake, and what should we change? Asked for only once somebody opens it. */
class AuditView extends LitElement {
  static properties = {
    persons: { attribute: false },
    unit: {},
    zone: {},
    now: { attribute: false },
    chosen: { state: true },
    parts: { state: true },
    audit: { state: true },
    told: { state: true },
    busy: { state: true },
  };

  #turn = 0;
  #week = null;
  #open = false;
  #linked = location.hash === '#audit';
  #timer = 0;

  createRenderRoot() {
    return this;
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  /** A link to #audit opens it, once it is known whose alarms there are. */
  updated() {
    const fold = this.#linked && this.querySelector('details');
    if (!fold) return;
    this.#linked = false;
    fold.setAttribute('open', '');
  }

  get #person() {
    return this.persons.get(this.chosen) ?? this.persons.get(remembered('person')) ?? [...this.persons.values()][0];
  }

  render() {
    if (!this.#person) return nothing;
    const [state, words] = this.audit ? this.parts.verdictOf(this.audit) : ['', ''];
    return html`<details class="fold audit-fold" id="audit" @toggle=${(e) => this.#toggled(e.target.open)}>
      <summary class="panel ${state}"><span>${m.audit}</span> <span class="state">${words ? `${SIGNS[state]} ${words}` : ''}</span></summary>
      ${this.#people()}
      ${this.#weeks()}
      ${this.told ? html`<div class="panel audit-told" role="status"><p>${this.told.words}</p>
        ${this.told.again ? html`<button type="button" @click=${() => this.#load(this.#week)}>${m.auditAgain}</button>` : nothing}</div>` : nothing}
      ${this.audit
        ? this.parts.auditPanels(this.audit, { name: this.#person.name, unit: this.unit, zone: this.zone, now: this.now })
        : this.told ? nothing : html`<p class="notice late" role="status">${m.auditReading}</p>`}
    </details>`;
  }

  #people() {
    const people = [...this.persons.values()];
    if (people.length < 2) return nothing;
    return html`<div class="choice audit-people" role="group" aria-label=${m.auditPerson}>${people.map(
      (p) => html`<button type="button" aria-pressed=${p === this.#person} @click=${() => this.#choose(p.id)}>${p.name}</button>`,
    )}</div>`;
  }

  #weeks() {
    const { before, after } = this.audit ?? {};
    const back = this.told?.back;
    const head = this.audit ? m.auditHead[this.parts.weekOf(this.audit, this.now)](this.#person.name, this.parts.spanOf(this.audit, this.zone)) : this.#person.name;
    return html`<div class="audit-weeks">
      <h2 aria-live="polite">${head}</h2>
      <button type="button" ?disabled=${this.busy || !before} @click=${() => this.#load(before)}><span aria-hidden="true">‹</span> ${m.weekBefore}</button>
      <button type="button" ?disabled=${this.busy || !(after ?? back)} @click=${() => this.#load(after ?? back)}>${m.weekAfter} <span aria-hidden="true">›</span></button>
    </div>`;
  }

  #toggled(open) {
    this.#open = open;
    clearTimeout(this.#timer);
    if (open) this.#load(this.#week);
  }

  #choose(id) {
    this.chosen = id;
    this.audit = null;
    this.told = null;
    this.#load(this.#week);
  }

  /** The first page is light; what a week was worth comes with its parts and words when somebody wants to know. */
  async #fetchParts() {
    if (this.parts) return;
    const [parts, words] = await Promise.all([import('./audit-panels.js'), auditMessages()]);
    Object.assign(m, words.default);
    this.parts = parts;
  }

  /** In a home's first week, of which no whole one is over, it is the one that goes on. */
  async #load(week, asked = week) {
    const turn = ++this.#turn;
    clearTimeout(this.#timer);
    this.busy = true;
    try {
      await this.#fetchParts();
      const audit = await ask('GET', `persons/${this.#person.id}/alarm-audit${week ? `?week=${week}` : ''}`);
      if (turn !== this.#turn) return;
      this.audit = audit;
      this.told = null;
      this.#week = asked;
    } catch (e) {
      if (turn !== this.#turn) return;
      const current = !week && e.body?.current;
      if (current) return this.#load(current, null);
      this.told = this.#refusal(e);
      if (!this.told.again) this.#week = asked;
    }
    this.busy = false;
    if (this.#open && this.isConnected) this.#timer = setTimeout(() => this.#load(this.#week), EVERY_MS);
  }

  /** From a week without an audit the way leads back to the one that was on screen, or to the one that goes on. */
  #refusal(e) {
    if (e.body?.error !== 'no-audit') return { words: (e instanceof HubRefusal && e.message) || m.auditLost, again: true };
    const back = this.audit?.week ?? this.told?.back ?? e.body.current;
    this.audit = null; // what is on screen would stand for a week that it is not
    return { words: m.auditNone, back };
  }
}

customElements.define('audit-view', AuditView);
