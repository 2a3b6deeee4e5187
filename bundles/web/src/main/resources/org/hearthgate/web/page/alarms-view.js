import { html, LitElement, nothing } from 'lit';
import { alarmLog } from './alarm-log.js';
import { when } from './doses.js';
import { HubRefusal } from './hub-link.js';
import { m } from './messages.js';
import { noticeState } from './notices.js';

const TESTED_FOR_MS = 48 * 3600_000;
const FAILED = ['failed', 'given-up'];
const SIGNS = { ok: '●', warn: '▲', failed: '▼' };

/** Who will be woken, by what, and does it work? The one thing to do: test it now. */
class AlarmsView extends LitElement {
  static properties = {
    home: { attribute: false },
    sound: { attribute: false },
    notices: { attribute: false },
    unit: {},
    zone: {},
    now: { attribute: false },
    turn: { attribute: false },
    busy: { state: true },
    told: { state: true },
  };

  constructor() {
    super();
    this.told = {};
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { help } = this.home;
    if (!help.channels && !help.selfTest && !this.home.mayAct) return nothing;
    const [state, words] = this.#verdict();
    return html`<details class="fold alarms-fold" id="alarms" @toggle=${(e) => help.look(e.target.open)}>
      <summary class="panel ${state}"><span>${m.alarmsWork}</span> <span class="state">${words ? `${SIGNS[state]} ${words}` : ''}</span></summary>
      <div class="panels">
        ${help.mayTest ? this.#channels() : nothing}
        ${help.mayTest ? this.#selfTest() : nothing}
        ${this.home.mayAct ? this.#here() : nothing}
        ${alarmLog(help, this.home, this.unit, this.zone, this.now)}
      </div>
    </details>`;
  }

  /** A link to #alarms opens it. */
  firstUpdated() {
    if (location.hash === '#alarms') this.updateComplete.then(() => this.querySelector('details')?.setAttribute('open', ''));
  }

  /** The worst of all, in one line. */
  #verdict() {
    const { channels, selfTest } = this.home.help;
    const broken = (channels?.channels ?? []).filter((c) => FAILED.includes(c.latest?.outcome)).map((c) => c.label);
    if (channels?.message || (channels && channels.channels.length === 0)) return ['warn', m.verdictUntested];
    if (broken.length) return ['failed', m.verdictFailing(broken)];
    const latest = selfTest?.latest;
    if (latest && !latest.passed) return ['failed', m.verdictFailed];
    if (!latest) return selfTest ? ['warn', m.verdictUntested] : ['', ''];
    if (this.now - Date.parse(latest.endedAt) > TESTED_FOR_MS) return ['warn', m.verdictOld];
    return ['ok', m.verdictPassed(this.#when(latest.endedAt))];
  }

  #when(iso) {
    return when(Date.parse(iso), this.now, this.zone);
  }

  #channels() {
    const { channels } = this.home.help;
    return html`<section class="panel list"><h2>${m.channels}</h2>
      ${channels?.message ? html`<p class="hint">${channels.message}</p>` : nothing}
      ${channels && !channels.message && channels.channels.length === 0 ? html`<p>${m.noChannels}</p>` : nothing}
      <ul>${(channels?.channels ?? []).map((c) => this.#channel(c))}</ul>
    </section>`;
  }

  #channel(c) {
    const state = FAILED.includes(c.latest?.outcome) ? 'failed' : c.latest ? 'ok' : 'warn';
    const line = (receipt, words) => html`<p>${words(m.outcome[receipt.outcome], this.#when(receipt.at))}${FAILED.includes(receipt.outcome) ? html`<br>${receipt.detail}` : nothing}</p>`;
    const newestIsTest = c.latestTest && c.latest?.at === c.latestTest.at;
    return html`<li class="channel ${state}">
      <div><b>${c.label}</b> <span class="state">${SIGNS[state]} ${state === 'warn' ? m.verdictUntested : m.checkState[state]}</span>
        ${c.forEverybodyNear ? html`<span class="tag">${m.near}</span>` : nothing}
        ${c.latest && !newestIsTest ? line(c.latest, m.lastDelivery) : nothing}
        ${c.latestTest ? line(c.latestTest, m.lastTest) : nothing}
        
        ${c.waiting > 0 ? html`<p>${m.waitingToSend(c.waiting)}</p>` : nothing}
        ${this.told[c.id] ? html`<p class="told" role="status">${this.told[c.id]}</p>` : nothing}
      </div>
      <button type="button" aria-label=${m.testLabel(c.label)} ?disabled=${this.busy === c.id} @click=${() => this.#do(c.id, () => this.home.help.test(c.id))}>${this.busy === c.id ? m.testing : m.test}</button>
    </li>`;
  }

  #selfTest() {
    const { selfTest } = this.home.help;
    const latest = selfTest?.latest;
    const running = selfTest?.underWay || this.busy === 'self-test';
    return html`<section class="panel list self-test"><h2>${m.selfTest}</h2>
      <p class="hint">${selfTest?.message ?? m.selfTestWhat}</p>
      ${latest
        ? html`<p class="verdict ${latest.passed ? 'ok' : 'failing'}">${latest.passed ? `● ${m.passed}` : `▼ ${m.notPassed}`} <small>${m.selfTestAt(this.#when(latest.startedAt), latest.by)}</small></p>
            <ul>${latest.stages.map((s) => html`<li class=${s.passed ? 'ok' : 'failed'}><b>${this.#stageName(s.name)}</b> <span class="state">${s.passed ? `● ${m.passed}` : `▼ ${m.notPassed}`}</span><p>${s.detail}</p></li>`)}</ul>`
        : selfTest?.message ? nothing : html`<p>${m.selfTestNever}</p>`}
      ${this.told['self-test'] ? html`<p class="told" role="status">${this.told['self-test']}</p>` : nothing}
      ${selfTest?.message ? nothing : html`<button type="button" ?disabled=${running} @click=${() => this.#do('self-test', () => this.home.help.runSelfTest())}>${running ? m.selfTestRuns : m.selfTestRun}</button>`}
    </section>`;
  }

  #stageName(name) {
    const [kind, id] = name.split(' ');
    if (kind !== 'channel') return m.stage[name] ?? name;
    return m.stageChannel(this.home.help.channels?.channels.find((c) => c.id === id)?.label ?? id);
  }

  #here() {
    const state = noticeState() === 'on' && !this.notices.works ? 'missing' : noticeState();
    return html`<section class="panel list here"><h2>${m.here}</h2>
      <p>${this.sound.blocked ? `▲ ${m.soundIsHeld}` : this.sound.on ? `● ${m.soundIsOn}` : `▲ ${m.soundIsOff}`}</p>
      <p>${state === 'on' ? '●' : '▲'} ${m.notices[state]}</p>
      ${state === 'off' ? html`<button type="button" @click=${() => this.#askNotices()}>${m.noticesOn}</button>` : nothing}
      <p class="hint">${m.pageSleeps}</p>
    </section>`;
  }

  async #askNotices() {
    await this.notices.ask();
    this.requestUpdate();
  }

  async #do(what, action) {
    this.busy = what;
    this.told = { ...this.told, [what]: null };
    let words = null;
    try {
      if ((await action()).underWay) words = m.testLater;
    } catch (e) {
      words = e instanceof HubRefusal && e.message ? e.message : m.testNotSent;
    }
    this.busy = null;
    this.told = { ...this.told, [what]: words };
  }
}

customElements.define('alarms-view', AlarmsView);
