import { html, LitElement, nothing, svg } from 'lit';
import { remember, remembered } from './choices.js';
import { format, levelOf, LIMITS } from './glucose.js';
import { m } from './messages.js';

const LOWEST = 40;
const HIGHEST = 300;
/** No line over a gap longer than this. */
const LINE_MS = 10 * 60_000;
const SPANS = [3, 6, 12, 24];
const TICK_HOURS = { 3: 1, 6: 1, 12: 2, 24: 4 };
const HOUR = 3600_000;
const PAD = { left: 44, right: 18, top: 12, bottom: 28 };

/** The last hours of one person on a scale that never jumps. Drawn by hand as SVG: docs/decisions/0007 says why. */
class GlucoseChart extends LitElement {
  static properties = {
    readings: { attribute: false },
    name: {},
    unit: {},
    zone: {},
    now: { attribute: false },
    hours: { type: Number },
    width: { state: true },
    height: { state: true },
  };

  constructor() {
    super();
    this.readings = [];
    this.hours = Number(remembered('span')) || 3;
    if (!SPANS.includes(this.hours)) this.hours = 3;
    this.width = 0;
    this.height = 0;
  }

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    new ResizeObserver(([entry]) => {
      this.width = Math.floor(entry.contentRect.width);
      this.height = Math.floor(entry.contentRect.height);
    }).observe(this.querySelector('.plot'));
  }

  render() {
    return html`
      <div class="chart-head">
        <h2>${m.chart(this.hours)}</h2>
        <div class="choice" role="group" aria-label=${m.spanLabel}>
          ${SPANS.map(
            (h) => html`<button type="button" aria-pressed=${h === this.hours} @click=${() => this.#show(h)}>${m.span(h)}</button>`,
          )}
        </div>
      </div>
      <div class="plot">${this.width > 0 ? this.#plot() : nothing}</div>
      ${this.#table()}
    `;
  }

  #show(hours) {
    this.hours = hours;
    remember('span', hours);
  }

  #plot() {
    const { width, height } = this;
    const until = this.now + (this.hours * HOUR) / 40;
    const from = this.now - this.hours * HOUR;
    const x = (t) => PAD.left + ((t - from) / (until - from)) * (width - PAD.left - PAD.right);
    const y = (v) => PAD.top + ((HIGHEST - clamp(v)) / (HIGHEST - LOWEST)) * (height - PAD.top - PAD.bottom);
    const shown = this.readings.filter((r) => r.measuredAt >= from && r.measuredAt <= until);
    return html`<svg viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-label=${this.#summary(shown)}>
      <defs>
        <pattern id="gap" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line class="gap-line" x1="0" y1="0" x2="0" y2="8"></line>
        </pattern>
      </defs>
      <rect class="target" x=${PAD.left} y=${y(LIMITS.high)} width=${width - PAD.left - PAD.right} height=${y(LIMITS.low) - y(LIMITS.high)}></rect>
      ${gaps(shown, from, this.now).map(
        ([a, b]) => svg`<rect class="gap" x=${x(a)} y=${PAD.top} width=${Math.max(0, x(b) - x(a))} height=${height - PAD.top - PAD.bottom} fill="url(#gap)"></rect>`,
      )}
      ${[LIMITS.high, LIMITS.low, LIMITS.urgentLow].map((v) => this.#limit(v, x, y))}
      <text class="axis" x=${PAD.left - 6} y=${y(HIGHEST) + 5} text-anchor="end">${format(HIGHEST, this.unit)}</text>
      ${ticks(from, this.now, TICK_HOURS[this.hours], this.zone).map(
        ([t, text]) => svg`
          <line class="tick" x1=${x(t)} x2=${x(t)} y1=${height - PAD.bottom} y2=${height - PAD.bottom + 5}></line>
          ${x(t) > PAD.left + 16 ? svg`<text class="axis" x=${Math.min(x(t), width - PAD.right - 14)} y=${height - 6} text-anchor="middle">${text}</text>` : nothing}`,
      )}
      ${lines(shown).map((part) => svg`<polyline class="line" points=${part.map((r) => `${x(r.measuredAt).toFixed(1)},${y(r.mgPerDl).toFixed(1)}`).join(' ')}></polyline>`)}
      ${shown.map((r, i) => dot(r, x(r.measuredAt), y(r.mgPerDl), this.hours > 6 ? 2.6 : 3.6, i === shown.length - 1))}
      ${shown.length === 0
        ? svg`<text class="empty" x=${width / 2} y=${height / 2} text-anchor="middle">${m.chartEmpty(this.hours)}</text>`
        : nothing}
    </svg>`;
  }

  #limit(v, x, y) {
    const shift = v === LIMITS.urgentLow ? 8 : v === LIMITS.low ? 1 : 4;
    const kind = v === LIMITS.urgentLow ? 'limit urgent' : v === LIMITS.low ? 'limit low' : 'limit';
    return svg`
      <line class=${kind} x1=${PAD.left} x2=${this.width - PAD.right} y1=${y(v)} y2=${y(v)}></line>
      <text class="axis" x=${PAD.left - 6} y=${y(v) + shift} text-anchor="end">${format(v, this.unit)}</text>`;
  }

  #summary(shown) {
    if (shown.length === 0) return m.chartEmpty(this.hours);
    const values = shown.map((r) => r.mgPerDl);
    const word = (v) => format(v, this.unit);
    return m.chartSummary(this.name, this.hours, word(Math.min(...values)), word(Math.max(...values)), m.unit[this.unit], shown.length);
  }

  #table() {
    const newest = this.readings.slice(-12).reverse();
    return html`<table class="unseen">
      <caption>${m.tableCaption}</caption>
      <thead><tr><th scope="col">${m.tableTime}</th><th scope="col">${m.tableValue}</th></tr></thead>
      <tbody>${newest.map((r) => html`<tr><td>${clock(r.measuredAt, this.zone)}</td><td>${format(r.mgPerDl, this.unit)} ${m.unit[this.unit]}, ${m.level[levelOf(r.mgPerDl)]}</td></tr>`)}</tbody>
    </table>`;
  }
}

function clamp(v) {
  return Math.min(HIGHEST, Math.max(LOWEST, v));
}

const clocks = new Map();

/** Time of day in the home's zone. */
export function clock(t, zone) {
  if (!clocks.has(zone)) {
    clocks.set(zone, new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }));
  }
  return clocks.get(zone).format(t);
}

/** Whole hours of the home's day; a zone may be off by half an hour, so they are found by asking, not by counting. */
function ticks(from, until, everyHours, zone) {
  const found = [];
  const quarter = HOUR / 4;
  for (let t = Math.ceil(from / quarter) * quarter; t <= until; t += quarter) {
    const text = clock(t, zone);
    if (text.endsWith('00') && Number(text.slice(0, 2)) % everyHours === 0) found.push([t, text]);
  }
  return found;
}

function lines(readings) {
  const parts = [];
  readings.forEach((r, i) => {
    if (i === 0 || r.measuredAt - readings[i - 1].measuredAt > LINE_MS) parts.push([]);
    parts.at(-1).push(r);
  });
  return parts.filter((part) => part.length > 1);
}

function gaps(readings, from, now) {
  const edges = [from, ...readings.map((r) => r.measuredAt), now];
  return edges.slice(1).flatMap((t, i) => (t - edges[i] > LINE_MS ? [[edges[i], t]] : [])).filter(() => readings.length > 0);
}

/** Shape says the same as colour: low points down, high points up, in range is round; beyond the scale the mark sits at its edge. */
function dot(reading, x, y, r, newest) {
  const level = levelOf(reading.mgPerDl);
  const size = newest ? r + 2.5 : r;
  const shape =
    level === 'in-range'
      ? svg`<circle class="dot ${level}" cx=${x} cy=${y} r=${size}></circle>`
      : svg`<path class="dot ${level}" d=${triangle(x, y, size * 1.25, level === 'low' || level === 'urgent-low')}></path>`;
  const beyond = reading.mgPerDl > HIGHEST || reading.mgPerDl < LOWEST || (reading.bound && reading.bound !== 'exact');
  return svg`${shape}${beyond ? svg`<line class="edge" x1=${x - r * 1.6} x2=${x + r * 1.6} y1=${y} y2=${y}></line>` : nothing}${newest ? svg`<circle class="newest" cx=${x} cy=${y} r=${size + 4}></circle>` : nothing}`;
}

function triangle(x, y, r, down) {
  const s = down ? -1 : 1;
  return `M${x} ${y - s * r} L${x + r} ${y + s * r * 0.8} L${x - r} ${y + s * r * 0.8} Z`;
}

customElements.define('glucose-chart', GlucoseChart);
