import { html, LitElement, nothing } from 'lit';
import { when } from './doses.js';
import { HubRefusal } from './hub-link.js';
import { m } from './messages.js';

/** A question may change under a finger that taps twice; the second tap must not answer the next one. */
const SETTLED_MS = 800;

/** Whose is this reading? Asked where several people use one device. */
class WhoseReading extends LitElement {
  static properties = {
    reading: { attribute: false },
    home: { attribute: false },
    zone: {},
    now: { attribute: false },
    discarding: { state: true },
    sending: { state: true },
    failed: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  /** The next question may take this one's place: it begins anew. */
  willUpdate(changed) {
    if (changed.has('reading') && changed.get('reading')?.id !== this.reading.id) {
      this.discarding = false;
      this.failed = null;
      this.changedAt = performance.now();
    }
  }

  render() {
    const { reading } = this;
    const people = reading.candidates.map((id) => this.home.persons.get(id)).filter(Boolean);
    return html`<section class="panel whose" aria-label=${`${this.#title()} ${reading.reading}`}>
      <h2>${this.#title()}</h2>
      <p class="whose-value">${reading.reading} <small>${when(Date.parse(reading.measuredAt), this.now, this.zone)}</small></p>
      ${this.discarding ? this.#sure() : this.#choice(people)}
      ${this.failed ? html`<p class="failed" role="alert">${this.failed}</p>` : nothing}
    </section>`;
  }

  #title() {
    return / kg$/.test(this.reading.reading) ? m.whoseWeight : m.whoseReading;
  }

  #choice(people) {
    return html`<div class="whose-buttons">
      ${people.map((p) => html`<button type="button" ?disabled=${this.sending} @click=${() => this.#send(() => this.home.fromDevices.give(this.reading, p))}>${p.name}</button>`)}
      <button type="button" class="quiet" ?disabled=${this.sending} @click=${() => this.#turn(true)}>${m.somebodyElse}</button>
    </div>`;
  }

  #sure() {
    return html`<p>${m.whoseSure}</p>
      <div class="whose-buttons">
        <button type="button" ?disabled=${this.sending} @click=${() => this.#send(() => this.home.fromDevices.discard(this.reading))}>${m.whoseDiscard}</button>
        <button type="button" class="quiet" ?disabled=${this.sending} @click=${() => this.#turn(false)}>${m.back}</button>
      </div>`;
  }

  get #settled() {
    return performance.now() - this.changedAt > SETTLED_MS;
  }

  /** To the question behind "Somebody else" and back; whoever uses the keyboard stays where they are. */
  async #turn(discarding) {
    if (!this.#settled) return;
    this.discarding = discarding;
    this.changedAt = performance.now();
    await this.updateComplete;
    this.querySelector('.whose-buttons .quiet').focus();
  }

  async #send(action) {
    if (!this.#settled) return;
    this.failed = null;
    this.sending = true;
    try {
      await action();
    } catch (e) {
      this.failed = !(e instanceof HubRefusal) ? m.notSaved : e.status === 409 ? m.whoseNot : e.message;
    } finally {
      this.sending = false;
    }
  }
}

customElements.define('whose-reading', WhoseReading);
