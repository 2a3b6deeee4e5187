import { html, LitElement, nothing } from 'lit';
import { clock } from './chart.js';
import { HubRefusal } from './hub-link.js';
import { m } from './messages.js';

const PURPOSES = ['bolus', 'basal', 'prime'];
const TIME_UNSURE = ['HUB_CLOCK', 'AMBIGUOUS_TIME', 'FUTURE'];

/** The time of day, with the day where it is not today's. */
export function when(at, now, zone) {
  const day = (t) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(t);
  const time = clock(at, zone);
  if (day(at) === day(now)) return time;
  if (day(at) === day(now - 24 * 3600_000)) return m.yesterday(time);
  return `${new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: zone }).format(at)} ${time}`;
}

/** What insulin was given in the last day, folded; where an air shot was taken for a dose it can be put right. */
class DoseList extends LitElement {
  static properties = {
    person: { attribute: false },
    doses: { attribute: false },
    home: { attribute: false },
    zone: {},
    now: { attribute: false },
    choosing: { state: true },
    sending: { state: true },
    failed: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  render() {
    if (!this.doses?.length) return nothing;
    const last = this.doses.find((dose) => dose.purpose !== 'prime');
    return html`<details class="fold doses">
      <summary class="panel"><span>${m.doses(this.person.name)}</span>
        <span class="state">${last ? m.lastDose(units(last), this.#when(last)) : m.noDose}</span></summary>
      <section class="panel list"><h2 class="unseen">${m.dosesOf(this.person.name)}</h2>
        <ul>${this.doses.map((dose) => this.#dose(dose))}</ul>
      </section>
    </details>`;
  }

  #when(dose) {
    return when(Date.parse(dose.measuredAt), this.now, this.zone);
  }

  #dose(dose) {
    const key = `${dose.device} ${dose.sequence}`;
    const chosen = this.choosing === key;
    const unsure = dose.doubts?.some((flag) => TIME_UNSURE.includes(flag));
    return html`<li class="dose ${dose.purpose}">
      <span class="dose-time">${this.#when(dose)}</span>
      <span class="dose-text"><b>${units(dose)}</b> ${m.purpose[dose.purpose]}${dose.insulin ? html` <span class="tag">${dose.insulin}</span>` : nothing}</span>
      ${this.#button(dose, key, chosen)}
      ${dose.was ? html`<span class="was">${m.doseWas(m.purpose[dose.was], dose.saidBy)}</span>` : nothing}
      ${unsure ? html`<span class="was">${m.doseTimeUnsure}</span>` : nothing}
      ${chosen ? this.#purposes(dose) : nothing}
    </li>`;
  }

  #button(dose, key, chosen) {
    if (!dose.correctable || !this.home.mayAct) return html`<span></span>`;
    return html`<button type="button" class="quiet" aria-expanded=${chosen} aria-label=${m.changeDose(units(dose), this.#when(dose))}
      @click=${() => this.#choose(chosen ? null : key)}>${m.change}</button>`;
  }

  #purposes(dose) {
    return html`<div class="dose-purposes"><p>${m.doseWhatFor}</p>
      <div class="choice wide" role="group" aria-label=${m.doseWhatFor}>${PURPOSES.map(
        (purpose) => html`<button type="button" aria-pressed=${purpose === dose.purpose} ?disabled=${this.sending}
          @click=${(e) => this.#say(dose, purpose, e.target)}>${m.purpose[purpose]}</button>`,
      )}</div>
      ${this.failed ? html`<p class="failed" role="alert">${this.failed}</p>` : nothing}
    </div>`;
  }

  #choose(key) {
    this.choosing = key;
    this.failed = null;
  }

  async #say(dose, purpose, pressed) {
    const change = pressed.closest('.dose').querySelector('[aria-expanded]');
    if (purpose === dose.purpose) {
      this.#choose(null);
      return change.focus();
    }
    this.failed = null;
    this.sending = true;
    try {
      await this.home.fromDevices.say(this.person.id, dose, purpose);
      this.choosing = null;
      change.focus();
    } catch (e) {
      this.failed = !(e instanceof HubRefusal) ? m.notSaved : e.status < 500 ? m.doseNotChanged : e.message;
    } finally {
      this.sending = false;
    }
  }
}

function units(dose) {
  return m.units(Number(dose.units.toFixed(2)));
}

customElements.define('dose-list', DoseList);
