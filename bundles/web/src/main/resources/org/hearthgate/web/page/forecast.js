import { html, nothing, svg } from 'lit';
import { format, LIMITS } from './glucose.js';
import { mark } from './marks.js';
import { m as common, forecastMessages } from './messages.js';

const m = { ...common, ...(await forecastMessages()).default };

const TOLD_MINUTES = 30;
/** From here on a low is worth a second look. */
const LIKELY = 1 / 3;
const TINY = 0.01;
/** People grasp "1 in 5" at three in the morning, and 0.19 not. */
const CHANCES = [[1, 50], [1, 20], [1, 10], [1, 5], [1, 4], [1, 3], [1, 2], [2, 3], [3, 4], [9, 10]];

/** The forecast in two short lines: what, and why. */
export function forecastLines(said, latest, unit) {
  if (said.why) {
    return html`<p class="ahead none">${m.noForecast(m.noForecastFor[said.why.code] ?? unsentenced(said.why.message))}</p>`;
  }
  if (latest?.mgPerDl < LIMITS.low) return html`<p class="ahead none">${m.lowNow}</p>`; // better times ahead must comfort nobody now
  const in30 = pointAt(said, TOLD_MINUTES);
  const p = said.probabilityLowIn60Min;
  const likely = p >= LIKELY;
  const reasons = said.reasons.map((reason) => because(reason, unit)).filter(Boolean);
  return html`<div class="ahead">
    <p><span class="ahead-tag">${m.forecast}</span> <b>${m.forecastIn(format(in30.mgPerDl, unit))}</b>
      <span class="ahead-between">${m.forecastBetween(format(in30.lower90MgPerDl, unit), format(in30.upper90MgPerDl, unit))}.</span>
      ${p < TINY && latest?.mgPerDl > LIMITS.high
        ? nothing
        : html`<span class=${likely ? 'ahead-low likely' : 'ahead-low'}>${likely ? mark('low') : nothing}${m.forecastLow(chance(p))}</span>`}</p>
    ${reasons.length || said.filled.length
      ? html`<p class="ahead-why">${reasons.length ? m.because(reasons) : nothing} ${said.filled.length ? m.forecastFilled : nothing}</p>`
      : nothing}
  </div>`;
}

function unsentenced(message) {
  return `${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, '')}`;
}

/** A reason that this page has no words for yet stays unsaid. */
function because({ kind, value, shareMgPerDl }, unit) {
  const say = m.forecastBecause[kind];
  if (!say) return null;
  const down = shareMgPerDl < 0;
  const size = Math.abs(value);
  if (kind === 'movement') {
    return unit === 'mmol' ? say(down, format(10 * size, unit), m.unit[unit], 10) : say(down, trimmed(size, 1), m.unit[unit], 1);
  }
  if (kind === 'level') return say(down, format(size, unit));
  if (kind === 'time-of-day') return say(down, format(size, unit), m.unit[unit]);
  if (kind === 'steps') return say(Math.round(size / 100) * 100);
  return say(trimmed(size, kind === 'insulin' ? 1 : 0));
}

function trimmed(value, decimals) {
  return String(Number(value.toFixed(decimals)));
}

/** The nearest of a few odds that are easily said. */
export function chance(p) {
  if (p < TINY) return m.chanceTiny;
  if (p > 0.95) return m.chanceSure;
  const logit = (q) => Math.log(q / (1 - q));
  const off = ([some, of]) => Math.abs(logit(some / of) - logit(p));
  return m.chance(...CHANCES.reduce((best, one) => (off(one) < off(best) ? one : best)));
}

function pointAt(said, minutes) {
  return said.path.reduce((best, p) => (Math.abs(p.minutes - minutes) < Math.abs(best.minutes - minutes) ? p : best));
}

/** For those who do not see the chart. */
export function forecastSummary(said, latest, unit, clock) {
  if (!said.path || latest?.mgPerDl < LIMITS.low) return '';
  const { minutes, mgPerDl, lower90MgPerDl, upper90MgPerDl } = pointAt(said, TOLD_MINUTES);
  const word = (v) => format(v, unit);
  return m.forecastSummary(clock(timeOf(said, minutes)), word(mgPerDl), word(lower90MgPerDl), word(upper90MgPerDl), m.unit[unit]);
}

function timeOf(said, minutes) {
  return Date.parse(said.at) + minutes * 60_000;
}

/** What the chart calls what lies behind now. */
export const FORECAST = m.forecast;

/** Where the glucose may go: an area with an edge of its own, and a dashed line with rings that no measured line has. */
export function fan(said, readings, x, y) {
  const newest = Date.parse(said.newestInputAt);
  const from = readings.find((r) => r.measuredAt === newest);
  const spot = (t, v) => `${x(t).toFixed(1)},${y(v).toFixed(1)}`;
  const begin = from ? [spot(newest, from.mgPerDl)] : [];
  const row = (pick) => said.path.map((p) => spot(timeOf(said, p.minutes), pick(p)));
  const upper = row((p) => p.upper90MgPerDl);
  const lower = row((p) => p.lower90MgPerDl);
  return svg`
    <polygon class="fan" points=${[...begin, ...upper, ...lower.reverse()].join(' ')}></polygon>
    <polyline class="ahead-line" points=${[...begin, ...row((p) => p.mgPerDl)].join(' ')}></polyline>
    ${said.path
      .filter((p) => p.minutes % TOLD_MINUTES === 0)
      .map((p) => svg`<circle class="ahead-ring" cx=${x(timeOf(said, p.minutes))} cy=${y(p.mgPerDl)} r="4"></circle>`)}`;
}
