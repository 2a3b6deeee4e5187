import { html, LitElement, nothing, svg } from 'lit';
import { dot, gaps, HIGHEST, KEYS, lines, LOWEST, stretches, words } from './chart-parts.js';
import { remember, remembered } from './choices.js';
import { doubtsOf, inShort } from './doubts.js';
import { format, levelOf, LIMITS } from './glucose.js';
import { m } from './messages.js';

const SPANS = [3, 6, 12, 24];
const TICK_HOURS = { 3: 1, 6: 1, 12: 2, 24: 4 };
const TICK_HOURS_NARROW = { 3: 1, 6: 2, 12: 3, 24: 6 };
const NARROW = 480;
const HOUR = 3600_000;
const ROOM_FOR_WORD = 62;
const PAD = { left: 44, right: 18, top: 12, bottom: 28 };

/** The last hours of one person on a scale that never jumps. Drawn by hand as SVG: docs/decisions/0007 says why. */
class GlucoseChart extends LitElement {
  static properties = {
    readings: { attribute: false },
    filled: { attribute: false },
    artefacts: { attribute: false },
    ahead: { attribute: false },
    look: { attribute: false },
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
    this.filled = [];
    this.artefacts = [];
    this.ahead = null;
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
      ${this.ahead ? this.look.forecastLines(this.ahead, this.readings.at(-1), this.unit) : nothing}
      <div class="chart-head">
        <h2>${this.#foreseen ? m.chartAhead(this.hours) : m.chart(this.hours)}</h2>
        <div class="choice" role="group" aria-label=${m.spanLabel}>
          ${SPANS.map(
            (h) => html`<button type="button" aria-pressed=${h === this.hours} @click=${() => this.#show(h)}>${m.span(h)}</button>`,
          )}
        </div>
      </div>
      <div class="plot">${this.width > 0 ? this.#plot() : nothing}</div>
      ${this.#legend()}
      ${this.#table()}
    `;
  }

  #show(hours) {
    this.hours = hours;
    remember('span', hours);
  }

  get from() {
    return this.now - this.hours * HOUR;
  }

  get until() {
    return this.now + (this.#foreseen ? HOUR : (this.hours * HOUR) / 40);
  }

  get shown() {
    return this.readings.filter((r) => r.measuredAt >= this.from && r.measuredAt <= this.until);
  }

  #plot() {
    const { width, height, from, until, shown } = this;
    const x = (t) => PAD.left + ((t - from) / (until - from)) * (width - PAD.left - PAD.right);
    const y = (v) => PAD.top + ((HIGHEST - clamp(v)) / (HIGHEST - LOWEST)) * (height - PAD.top - PAD.bottom);
    const doubted = stretches(shown, this.artefacts, from, this.now);
    const { solid, dashed } = lines(shown, this.filled);
    const points = (part) => part.map((r) => `${x(r.measuredAt).toFixed(1)},${y(r.mgPerDl).toFixed(1)}`).join(' ');
    return html`<svg viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-label=${this.#summary(shown, doubted)}>
      <defs>
        <pattern id="gap" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line class="gap-line" x1="0" y1="0" x2="0" y2="8"></line>
        </pattern>
        <pattern id="doubt" width="7" height="7" patternUnits="userSpaceOnUse"><circle class="doubt-dot" cx="2" cy="2" r="1.2"></circle></pattern>
      </defs>
      <rect class="target" x=${PAD.left} y=${y(LIMITS.high)} width=${width - PAD.left - PAD.right} height=${y(LIMITS.low) - y(LIMITS.high)}></rect>
      ${gaps(shown, this.filled, from, this.now).map(
        ([a, b]) => svg`<rect class="gap" x=${x(a)} y=${PAD.top} width=${Math.max(0, x(b) - x(a))} height=${height - PAD.top - PAD.bottom} fill="url(#gap)"></rect>`,
      )}
      ${doubted.map((s) => this.#stretch(s, x))}
      ${this.#foreseen && this.ahead.path ? this.look.fan(this.ahead, shown, x, y) : nothing}
      ${this.#foreseen ? this.#ahead(x) : nothing}
      ${[LIMITS.high, LIMITS.low, LIMITS.urgentLow].map((v) => this.#limit(v, x, y))}
      <text class="axis" x=${PAD.left - 6} y=${y(HIGHEST) + 5} text-anchor="end">${format(HIGHEST, this.unit)}</text>
      ${ticks(from, this.#foreseen ? until : this.now, (width < NARROW ? TICK_HOURS_NARROW : TICK_HOURS)[this.hours], this.zone).map(
        ([t, text]) => svg`
          <line class="tick" x1=${x(t)} x2=${x(t)} y1=${height - PAD.bottom} y2=${height - PAD.bottom + 5}></line>
          ${x(t) > PAD.left + 16 ? svg`<text class="axis" x=${Math.min(x(t), width - PAD.right - 14)} y=${height - 6} text-anchor="middle">${text}</text>` : nothing}`,
      )}
      ${solid.map((part) => svg`<polyline class="line" points=${points(part)}></polyline>`)}
      ${dashed.map((part) => svg`<polyline class="line filled" points=${points(part)}></polyline>`)}
      ${shown.map((r, i) => dot(r, x(r.measuredAt), y(r.mgPerDl), this.hours > 6 ? 2.6 : 3.6, i === shown.length - 1))}
      ${words(doubted, x, PAD.left, this.#foreseen ? x(this.now) : width - PAD.right).map(([middle, word]) => svg`<text class="stretch-word" x=${middle} y=${PAD.top + 20} text-anchor="middle">${word}</text>`)}
      ${shown.length === 0
        ? svg`<text class="empty" x=${(PAD.left + width - PAD.right) / 2} y=${height / 2} text-anchor="middle">${m.chartEmpty(this.hours)}</text>`
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

  /** Whoever is low now is shown no better times ahead: a line that rises comforts, and the low is what counts. */
  get #foreseen() {
    return Boolean(this.ahead) && !(this.readings.at(-1)?.mgPerDl < LIMITS.low);
  }

  /** Where what was measured ends; what lies behind it is a forecast, and says so where there is room. */
  #ahead(x) {
    const now = x(this.now);
    const right = this.width - PAD.right;
    const word = this.ahead.path && right - now > ROOM_FOR_WORD;
    return svg`
      <line class="now-line" x1=${now} x2=${now} y1=${PAD.top} y2=${this.height - PAD.bottom}></line>
      ${word ? svg`<text class="stretch-word" x=${(now + right) / 2} y=${PAD.top + 20} text-anchor="middle">${this.look.FORECAST}</text>` : nothing}`;
  }

  #stretch({ from, until }, x) {
    const left = x(from);
    const width = Math.max(3, x(until) - left);
    return svg`
      <rect x=${left} y=${PAD.top} width=${width} height=${this.height - PAD.top - PAD.bottom} fill="url(#doubt)"></rect>
      <line class="stretch-top" x1=${left} x2=${left + width} y1=${PAD.top} y2=${PAD.top}></line>`;
  }

  /** Only what the chart shows right now is explained. */
  #legend() {
    const { shown, from, now } = this;
    const there = {
      doubted: stretches(shown, this.artefacts, from, now).length > 0,
      ahead: Boolean(this.#foreseen && this.ahead.path),
      filled: lines(shown, this.filled).dashed.length > 0,
      gap: gaps(shown, this.filled, from, now).length > 0,
    };
    const keys = Object.keys(KEYS).filter((key) => there[key]);
    if (keys.length === 0) return nothing;
    return html`<ul class="legend" aria-label=${m.legendLabel}>
      ${keys.map((key) => html`<li><svg viewBox="0 0 24 16" width="24" height="16" aria-hidden="true">${KEYS[key]}</svg>${m.legend[key]}</li>`)}
    </ul>`;
  }

  #summary(shown, doubted) {
    if (shown.length === 0) return m.chartEmpty(this.hours);
    const values = shown.map((r) => r.mgPerDl);
    const word = (v) => format(v, this.unit);
    const time = (t) => clock(t, this.zone);
    return [
      m.chartSummary(this.name, this.hours, word(Math.min(...values)), word(Math.max(...values)), m.unit[this.unit], shown.length),
      ...doubted.map((s) => m.chartDoubt(s.word, time(s.from), time(s.until))),
      this.ahead ? this.look.forecastSummary(this.ahead, this.readings.at(-1), this.unit, time) : '',
    ].join(' ');
  }

  #table() {
    const newest = this.readings.slice(-12).reverse();
    return html`<div class="unseen"><table>
      <caption>${m.tableCaption}</caption>
      <thead><tr><th scope="col">${m.tableTime}</th><th scope="col">${m.tableValue}</th></tr></thead>
      <tbody>${newest.map((r) => html`<tr><td>${clock(r.measuredAt, this.zone)}</td><td>${format(r.mgPerDl, this.unit)} ${m.unit[this.unit]}, ${[m.level[levelOf(r.mgPerDl)], ...doubtsOf(r).map(inShort)].join(', ')}</td></tr>`)}</tbody>
    </table></div>`;
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

customElements.define('glucose-chart', GlucoseChart);
