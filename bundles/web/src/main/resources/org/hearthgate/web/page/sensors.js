import { html, nothing, svg } from 'lit';
import { duration } from './glucose.js';
import { m } from './messages.js';

const GOOD = 0.75;
const FAIR = 0.5;
const WEAK = 0.25;
/** What a component must fall below to be named as a reason. */
const NAMED_BELOW = 0.8;
const MOST_REASONS = 2;
const CLOCK_TOLD_MS = 120_000;
const CLOCK_OLD_MS = 3600_000;

/** 'good', 'fair', 'weak' or 'poor'. */
function qualityOf(sensor) {
  if (sensor.quality >= GOOD) return 'good';
  if (sensor.quality >= FAIR) return 'fair';
  return sensor.quality >= WEAK ? 'weak' : 'poor';
}

/** Whether a sensor that speaks for somebody is worth a look; one on the skin is not, for being there. */
export function sensorNeedsLook({ role, sameSensorAs, quality, components }) {
  return role === 'leading' && !sameSensorAs && quality / (components.kind || 1) < FAIR;
}

/** Whether somebody should do something about a clock. */
export function clockNeedsHand(clock) {
  return !clock.corrected && Math.abs(clock.aheadSeconds) * 1000 > CLOCK_TOLD_MS;
}

/** Each sensor: what it does, how far it can be trusted and why, what its clock shows. Then the clocks of all else. */
export function sensorList({ sensors, clocks }, nameOf, now) {
  if (sensors.length === 0 && clocks.length === 0) return html`<p>${m.noSensors}</p>`;
  const others = clocks.filter((c) => !sensors.some((s) => s.device === c.device));
  return html`<ul>
    ${sensors.map((s) => sensorItem(s, clocks.find((c) => c.device === s.device), nameOf(s.person), now))}
    ${others.map((c) => html`<li class=${clockNeedsHand(c) ? 'warn' : 'ok'}><b class="device">${c.device}</b>${clockLine(c, now)}</li>`)}
  </ul>`;
}

function sensorItem(sensor, clock, name, now) {
  const quality = qualityOf(sensor);
  const reasons = reasonsOf(sensor);
  return html`<li class="sensor ${quality}">
    <b>${m.sensorOf(name)}</b> <span class="tag">${sensor.sameSensorAs ? m.sameSensor(sensor.sameSensorAs) : m.sensorRole[sensor.role]}</span>
    <p class="quality"><span class="state">${m.quality[quality]}</span> ${bar(sensor.quality)}</p>
    ${reasons.length ? html`<p>${m.because(reasons)}</p>` : nothing}
    ${clock ? clockLine(clock, now) : nothing}
    <p class="device">${sensor.device}</p>
  </li>`;
}

/** The words beside it say the same in four steps; the bar lets two sensors be compared. */
function bar(quality) {
  const percent = Math.round(quality * 100);
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label=${m.qualityOf100(percent)}>
    ${svg`<rect class="bar-all" width="100" height="8"></rect><rect class="bar-part" width=${percent} height="8"></rect>`}</svg>`;
}

function reasonsOf({ components }) {
  return Object.entries(components)
    .filter(([name, value]) => value < NAMED_BELOW && m.component[name])
    .sort(([, a], [, b]) => a - b)
    .slice(0, MOST_REASONS)
    .map(([name]) => m.component[name]);
}

function clockLine(clock, now) {
  const off = duration(Math.abs(clock.aheadSeconds) * 1000);
  const told = Math.abs(clock.aheadSeconds) * 1000 > CLOCK_TOLD_MS;
  const ahead = clock.aheadSeconds > 0;
  const words = clock.corrected ? m.clockPutRight(off, ahead) : told ? m.clockOff(off, ahead) : m.clockRight;
  const age = now - Date.parse(clock.asOf);
  return html`<p class=${clockNeedsHand(clock) ? 'needs-hand' : ''}>${words}${age > CLOCK_OLD_MS ? ` ${m.clockSeen(duration(age))}` : ''}</p>`;
}
