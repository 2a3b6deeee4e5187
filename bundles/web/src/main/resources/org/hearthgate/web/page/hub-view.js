import { html, LitElement } from 'lit';
import { clock } from './chart.js';
import { ask } from './hub-link.js';
import { m } from './messages.js';

const EVERY_MS = 5000;

/** What an installer or a fleet manager may see: the hub and its devices, nobody's health. */
class HubView extends LitElement {
  static properties = { role: {}, zone: {}, health: { state: true }, devices: { state: true } };

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
    this.timer = setInterval(() => this.#load(), EVERY_MS);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  async #load() {
    try {
      this.health = await ask('GET', 'health');
      if (this.role === 'installer') this.devices = (await ask('GET', 'devices')).devices;
    } catch {
      // the banner tells that the hub is away; what is on screen stays
    }
  }

  render() {
    if (!['installer', 'fleet'].includes(this.role)) return html`<p class="notice">${m.notForThisRole}</p>`;
    if (!this.health) return html`<p class="notice late" role="status">${m.stillWaiting}</p>`;
    return html`
      <section class="panel list">
        <h1>${m.health}</h1>
        <p class="verdict ${this.health.status}">${this.health.status === 'ok' ? `● ${m.healthOk}` : `▼ ${m.healthFailing}`}</p>
        <ul>${(this.health.checks ?? []).map(
          (c) => html`<li class=${c.status}><b>${c.name}</b> <span class="state">${m.checkState[c.status]}</span>
            ${c.onAlarmPath ? html`<span class="tag">${m.onAlarmPath}</span>` : ''}<br>${c.message}</li>`,
        )}</ul>
      </section>
      ${this.role === 'installer'
        ? html`<section class="panel list"><h1>${m.devices}</h1>
            ${this.devices?.length
              ? html`<ul>${this.devices.map(
                  (d) => html`<li class=${d.state === 'lost' ? 'failed' : 'ok'}><b>${d.device}</b> <span class="state">${m.deviceState[d.state]}</span>
                    ${d.lastHeardAt ? html`<span class="tag">${clock(Date.parse(d.lastHeardAt), this.zone)}</span>` : ''}<br>${d.why}</li>`,
                )}</ul>`
              : html`<p>${m.noDevices}</p>`}
          </section>`
        : ''}
    `;
  }
}

customElements.define('hub-view', HubView);
