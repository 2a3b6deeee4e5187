import { html, LitElement, nothing } from 'lit';
import { when } from './doses.js';
import { HubRefusal } from './hub-link.js';
import { m } from './messages.js';

const NIGHT_ENDS = 7;
const NIGHT_BEGINS = 20;
const DAY_MS = 24 * 3600_000;

/** Who is called now and until when; and somebody else for one night. */
class DutyLine extends LitElement {
  static properties = {
    home: { attribute: false },
    duty: { attribute: false },
    zone: {},
    now: { attribute: false },
    calling: { attribute: false },
    carers: { state: true },
    person: { state: true },
    sending: { state: true },
    failed: { state: true },
    note: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  render() {
    const { duty } = this;
    if (!duty?.carers.length || !duty.persons.length) return nothing;
    const [first, ...rest] = duty.persons;
    const alike = rest.every((p) => same(p, first));
    return html`<section class="panel duty" aria-label=${m.onDutyAll}>
      <div class="duty-lines">
        ${(alike ? [first] : duty.persons).map((p) => html`<p><span class="duty-for">${alike ? m.onDutyAll : m.onDuty(this.#nameOf(p.person))}</span> ${this.#words(p)}</p>`)}
        ${duty.exceptions.map((e) => this.#exception(e))}
        ${this.note ? html`<p class="hint" role="status">${this.note}</p>` : nothing}
      </div>
      ${duty.changeable && this.home.mayAct ? html`<button type="button" class="quiet" @click=${() => this.#open()}>${m.oneNight}</button>` : nothing}
      ${duty.changeable ? this.#dialog() : nothing}
    </section>`;
  }

  /** An alarm never waits behind a dialog. */
  updated(changed) {
    if (changed.has('calling') && this.calling > (changed.get('calling') ?? 0)) this.querySelector('dialog[open]')?.close();
  }

  #nameOf(person) {
    return this.home.persons.get(person)?.name ?? person;
  }

  #names(ids) {
    return ids.map((id) => this.duty.carers.find((c) => c.id === id)?.name ?? id);
  }

  #words(person) {
    const names = this.#names(person.onDuty);
    const [change] = person.changes;
    return html`<b>${names.length ? names.join(', ') : m.dutyNobody}</b>${person.until
      ? html` ${m.dutyUntil(this.#when(Date.parse(person.until)))}${change ? `, ${m.dutyThen(this.#names(change.onDuty))}` : ''}`
      : nothing}`;
  }

  #when(at) {
    return when(at, this.now, this.zone);
  }

  #exception(e) {
    const names = this.#names(e.carers);
    const from = spokenLocal(e.from, this.now, this.zone);
    return html`<p class="exception"><span>${m.exceptionFor(e.persons.map((p) => this.#nameOf(p)))}: ${m.exception(names, from, spokenLocal(e.until, this.now, this.zone))}</span>
      ${e.changeable && this.duty.changeable && this.home.mayAct
        ? html`<button type="button" class="quiet" aria-label=${m.takeBackLabel(names, from)} ?disabled=${this.sending} @click=${() => this.#do(() => this.home.help.takeBack(e.id))}>${m.takeBack}</button>`
        : nothing}</p>`;
  }

  #dialog() {
    const people = this.duty.persons.map((p) => p.person);
    const person = this.person ?? people[0];
    const carers = this.duty.carers.filter((c) => c.persons.includes(person));
    return html`<dialog class="one-night" aria-labelledby="one-night-title" @close=${() => (this.failed = null)}>
      <form method="dialog" @submit=${this.#save} novalidate>
        <h2 id="one-night-title">${m.oneNightTitle}</h2>
        ${people.length > 1
          ? html`<fieldset><legend>${m.oneNightFor}</legend><div class="choice">${people.map(
              (p) => html`<button type="button" aria-pressed=${p === person} @click=${() => this.#choosePerson(p)}>${this.#nameOf(p)}</button>`,
            )}</div></fieldset>`
          : nothing}
        <fieldset><legend>${m.oneNightWho}</legend><div class="picks">${carers.map(
          (c) => html`<label class="tick"><input type="checkbox" .checked=${Boolean(this.carers?.includes(c.id))} @change=${(e) => this.#toggle(c.id, e.target.checked)}>
            <span>${c.name}${c.emergencyContact ? html` <small>(${m.emergencyOnly})</small>` : nothing}</span></label>`,
        )}</div></fieldset>
        <div class="times">
          <label>${m.oneNightFrom}<input type="datetime-local" name="from" required></label>
          <label>${m.oneNightUntil}<input type="datetime-local" name="until" required></label>
        </div>
        ${this.failed ? html`<p class="problem" role="alert">${this.failed}</p>` : nothing}
        <div class="dialog-buttons">
          <button class="primary" ?disabled=${this.sending}>${this.sending ? m.sending : m.oneNightSave}</button>
          <button type="button" class="quiet" @click=${() => this.querySelector('dialog').close()}>${m.cancel}</button>
        </div>
      </form>
    </dialog>`;
  }

  #open() {
    this.carers = [];
    this.failed = null;
    this.note = null;
    const { from, until } = night(this.now, this.zone);
    const dialog = this.querySelector('dialog');
    dialog.querySelector('[name=from]').value = from;
    dialog.querySelector('[name=until]').value = until;
    dialog.showModal();
  }

  #choosePerson(person) {
    this.person = person;
    this.carers = [];
  }

  #toggle(id, on) {
    this.carers = on ? [...this.carers, id] : this.carers.filter((other) => other !== id);
  }

  async #save(event) {
    event.preventDefault();
    const form = event.target;
    if (!this.carers.length) {
      this.failed = m.oneNightNobody;
      return;
    }
    if (!form.from.value || !form.until.value) {
      this.failed = m.oneNightTimes;
      return;
    }
    const night = { person: this.person ?? this.duty.persons[0].person, carers: this.carers, from: form.from.value, until: form.until.value };
    await this.#do(async () => {
      const { lasting } = await this.home.help.oneNight(night);
      this.note = lasting ? null : m.notLasting;
      this.querySelector('dialog').close();
    });
  }

  async #do(action) {
    this.failed = null;
    this.sending = true;
    try {
      await action();
    } catch (e) {
      this.failed = e instanceof HubRefusal && e.message ? e.message : m.notSaved;
      this.note = this.querySelector('dialog[open]') ? null : this.failed;
    } finally {
      this.sending = false;
    }
  }
}

function same(one, other) {
  return one.until === other.until && one.onDuty.join() === other.onDuty.join() && (one.changes[0]?.onDuty.join() ?? '') === (other.changes[0]?.onDuty.join() ?? '');
}

/** The wall clock of the home as a field for date and time wants it. */
function local(at, zone) {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' }).formatToParts(at);
  const part = (type) => parts.find((p) => p.type === type).value;
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** Tonight, or what is left of this night. */
function night(now, zone) {
  const here = local(now, zone);
  const hour = Number(here.slice(11, 13));
  if (hour < NIGHT_ENDS) return { from: here, until: `${here.slice(0, 11)}0${NIGHT_ENDS}:00` };
  const tomorrow = local(now + DAY_MS, zone).slice(0, 11);
  return { from: hour >= NIGHT_BEGINS ? here : `${here.slice(0, 11)}${NIGHT_BEGINS}:00`, until: `${tomorrow}0${NIGHT_ENDS}:00` };
}

/** A time of the home's wall clock, with the day where it is not today's. */
function spokenLocal(text, now, zone) {
  const [day, time] = text.split('T');
  if (day === local(now, zone).slice(0, 10)) return time.slice(0, 5);
  const [year, month, date] = day.split('-').map(Number);
  const named = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, date));
  return `${named} ${time.slice(0, 5)}`;
}

customElements.define('duty-line', DutyLine);
