import { html, LitElement, nothing } from 'lit';
import { clock } from './chart.js';
import { ask } from './hub-link.js';
import { m } from './messages.js';
import { clockNeedsHand, sensorList, sensorNeedsLook } from './sensors.js';

const EVERY_MS = 5000;
const FOLDED_EVERY_MS = 30_000;
const ASKS = {
  family: ['signals', 'health', 'devices'],
  clinician: ['signals'],
  installer: ['health', 'signals', 'devices'],
  fleet: ['health'],
};
const WORST_FIRST = ['failed', 'warn', 'ok'];
const LOST_FIRST = ['lost', 'waiting', 'heard'];
const DEVICE_LOOKS = { waiting: '', heard: 'ok', lost: 'failed' };
const SIGNS = { ok: '●', warn: '▲', failed: '▼' };

/** What is broken, in words, and what do I do? For an installer the whole page; for a family it folds under their night. */
class HubView extends LitElement {
  static properties = {
    session: { attribute: false },
    zone: {},
    tick: { attribute: false },
    folds: { type: Boolean },
    open: { state: true },
    health: { state: true },
    signals: { state: true },
    devices: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    super.disconnectedCallback();
  }

  async #load() {
    clearTimeout(this.timer);
    for (const path of ASKS[this.session.role] ?? []) {
      try {
        this[path] = await ask('GET', path);
      } catch {
        // the banner tells that the hub is away; what is on screen stays
      }
    }
    if (this.isConnected) this.timer = setTimeout(() => this.#load(), this.folds && !this.open ? FOLDED_EVERY_MS : EVERY_MS);
  }

  render() {
    const asks = ASKS[this.session.role];
    if (!asks) return html`<p class="notice">${m.notForThisRole}</p>`;
    if (!asks.some((path) => this[path])) return this.folds ? nothing : html`<p class="notice late" role="status">${m.stillWaiting}</p>`;
    const panels = { health: () => this.#health(), signals: () => this.#sensors(), devices: () => this.#devices() };
    const shown = html`<div class="panels">${asks.filter((path) => this[path]).map((path) => panels[path]())}</div>`;
    return this.folds ? this.#fold(shown) : html`<h1 class="unseen">${m.sensorsAndHub}</h1>${shown}`;
  }

  #fold(panels) {
    const [state, words] = this.#verdict();
    return html`<details class="fold" @toggle=${(e) => this.#toggled(e.target.open)}>
      <summary class="panel ${state}"><span>${m.sensorsAndHub}</span> <span class="state">${SIGNS[state]} ${words}</span></summary>
      ${panels}
    </details>`;
  }

  #toggled(open) {
    this.open = open;
    if (open) this.#load();
  }

  /** The worst of all that is asked, in one line. */
  #verdict() {
    const checks = this.health?.checks ?? [];
    const names = (status) => checks.filter((c) => c.status === status).map((c) => m.check[c.name] ?? c.name);
    const weak = (this.signals?.sensors ?? []).filter(sensorNeedsLook);
    const warned = [...names('warn'), ...weak.map((s) => m.sensorOf(this.#name(s.person)))];
    if ((this.signals?.clocks ?? []).some(clockNeedsHand) && !names('warn').includes(m.check['device-clocks'])) warned.push(m.check['device-clocks']);
    if (names('failed').length) return ['failed', m.broken(names('failed'))];
    return warned.length ? ['warn', m.lookAt(warned)] : ['ok', m.allWorks];
  }

  #name(id) {
    return this.session.persons?.find((p) => p.id === id)?.name ?? id;
  }

  #sensors() {
    return html`<section class="panel list">
      <h2>${m.sensors}</h2>
      ${sensorList(this.signals, (id) => this.#name(id), this.tick)}
    </section>`;
  }

  #health() {
    const { status, checks = [] } = this.health;
    const ordered = [...checks].sort((a, b) => WORST_FIRST.indexOf(a.status) - WORST_FIRST.indexOf(b.status));
    const told = this.folds ? ordered.filter((c) => c.status !== 'ok') : ordered; // a family need not read how well all is
    const well = ordered.filter((c) => !told.includes(c));
    return html`<section class="panel list">
      <h2>${m.health}</h2>
      <p class="verdict ${status}">${status === 'ok' ? `● ${m.healthOk}` : `▼ ${m.healthFailing}`}</p>
      <ul>
        ${told.map(
          (c) => html`<li class=${c.status}><b>${m.check[c.name] ?? c.name}</b> ${this.#state(c.status)}
            ${c.onAlarmPath ? html`<span class="tag">${m.onAlarmPath}</span>` : nothing}<p>${c.message}</p></li>`,
        )}
        ${well.length ? html`<li class="ok">${this.#state('ok')}<p>${well.map((c) => m.check[c.name] ?? c.name).join(', ')}</p></li>` : nothing}
      </ul>
    </section>`;
  }

  #state(status) {
    return html`<span class="state">${SIGNS[status]} ${m.checkState[status]}</span>`;
  }

  #devices() {
    const devices = [...this.devices.devices].sort((a, b) => LOST_FIRST.indexOf(a.state) - LOST_FIRST.indexOf(b.state));
    return html`<section class="panel list"><h2>${m.devices}</h2>
      ${devices.length
        ? html`<ul>${devices.map(
            (d) => html`<li class=${DEVICE_LOOKS[d.state]}><b>${m.adapter[d.adapter] ?? d.adapter}${d.person ? ` · ${this.#name(d.person)}` : ''}</b> <span class="state">${m.deviceState[d.state]}</span>
              ${d.lastHeardAt ? html`<span class="tag">${clock(Date.parse(d.lastHeardAt), this.zone)}</span>` : nothing}<p>${d.why}</p><p class="device">${d.device}</p></li>`,
          )}</ul>`
        : html`<p>${m.noDevices}</p>`}
    </section>`;
  }
}

customElements.define('hub-view', HubView);
