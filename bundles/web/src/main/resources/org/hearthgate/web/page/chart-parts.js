import { svg } from 'lit';
import { inShort, markedDoubt } from './doubts.js';
import { levelOf } from './glucose.js';
import { m } from './messages.js';

export const LOWEST = 40;
export const HIGHEST = 300;
/** No line over a gap longer than this, unless the hub has filled it. */
const LINE_MS = 10 * 60_000;
/** A stretch of one reading is drawn this wide to either side. */
const HALF_STEP_MS = 150_000;
/** Room for a letter, in px. */
const LETTER = 8.4;

/** Neighbours as [earlier, later, filled]. */
function steps(readings, filled) {
  return readings.slice(1).map((later, i) => {
    const earlier = readings[i];
    return [earlier, later, filled.some((f) => f > earlier.measuredAt && f < later.measuredAt)];
  });
}

/** Solid lines join what was measured; each dashed pair spans a gap that was filled. */
export function lines(readings, filled) {
  const solid = readings.length ? [[readings[0]]] : [];
  const dashed = [];
  for (const [earlier, later, isFilled] of steps(readings, filled)) {
    if (isFilled) dashed.push([earlier, later]);
    if (isFilled || later.measuredAt - earlier.measuredAt > LINE_MS) solid.push([]);
    solid.at(-1).push(later);
  }
  return { solid: solid.filter((part) => part.length > 1), dashed };
}

/** Times in which nothing was heard and nothing is drawn. */
export function gaps(readings, filled, from, now) {
  if (readings.length === 0) return [];
  const open = steps(readings, filled).filter(([, , isFilled]) => !isFilled);
  const edges = [[from, readings[0].measuredAt], ...open.map(([a, b]) => [a.measuredAt, b.measuredAt]), [readings.at(-1).measuredAt, now]];
  return edges.filter(([a, b]) => b - a > LINE_MS);
}

/**
 * Stretches to trust less, in order, none over another: what the hub judged afterwards, and the readings it doubts while they come. A
 * dropout is a gap and shows as one.
 */
export function stretches(readings, artefacts, from, now) {
  const judged = artefacts
    .filter((a) => a.inSeries && a.artefact !== 'DROPOUT')
    .map((a) => ({ from: a.startedAt, until: a.endedAt, word: m.artefact[a.artefact] ?? m.doubted, judged: true }));
  const doubted = readings
    .filter(markedDoubt)
    .map((r) => ({ from: r.measuredAt - HALF_STEP_MS, until: r.measuredAt + HALF_STEP_MS, word: inShort(markedDoubt(r)) }));
  const merged = [];
  for (const one of [...judged, ...doubted].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (!last || one.from > last.until + HALF_STEP_MS) {
      merged.push({ ...one });
    } else {
      if (one.judged && !last.judged) Object.assign(last, { word: one.word, judged: true });
      last.until = Math.max(last.until, one.until);
    }
  }
  return merged
    .filter((s) => s.until > from && s.from < now)
    .map((s) => ({ ...s, from: Math.max(s.from, from), until: Math.min(s.until, now) }));
}

/**
 * Shape says the same as colour: low points down, high points up, in range is round, doubted is hollow; beyond the scale the mark sits
 * at its edge.
 */
export function dot(reading, x, y, r, newest) {
  const level = levelOf(reading.mgPerDl);
  const look = `dot ${level} ${markedDoubt(reading) ? 'doubted' : ''}`;
  const size = newest ? r + 2.5 : r;
  const shape =
    level === 'in-range'
      ? svg`<circle class=${look} cx=${x} cy=${y} r=${size}></circle>`
      : svg`<path class=${look} d=${triangle(x, y, size * 1.25, level === 'low' || level === 'urgent-low')}></path>`;
  const beyond = reading.mgPerDl > HIGHEST || reading.mgPerDl < LOWEST || (reading.bound && reading.bound !== 'exact');
  return svg`${shape}${beyond ? svg`<line class="edge" x1=${x - r * 1.6} x2=${x + r * 1.6} y1=${y} y2=${y}></line>` : ''}${newest ? svg`<circle class="newest" cx=${x} cy=${y} r=${size + 4}></circle>` : ''}`;
}

function triangle(x, y, r, down) {
  const s = down ? -1 : 1;
  return `M${x} ${y - s * r} L${x + r} ${y + s * r * 0.8} L${x - r} ${y + s * r * 0.8} Z`;
}

/** A word over each stretch that has room for it beside the one before: [x of its middle, word]. */
export function words(doubted, x, left, right) {
  const placed = [];
  let taken = left;
  for (const { from, until, word } of doubted) {
    const half = (word.length * LETTER) / 2;
    const middle = Math.min(Math.max((x(from) + x(until)) / 2, left + half), right - half);
    if (middle - half >= taken) {
      placed.push([middle, word]);
      taken = middle + half + LETTER;
    }
  }
  return placed;
}

/** What the marks of the chart mean, as little pictures of themselves. */
export const KEYS = {
  doubted: svg`<rect width="24" height="16" fill="url(#doubt)"></rect><line class="stretch-top" x1="0" x2="24" y1="1.5" y2="1.5"></line><circle class="dot in-range doubted" cx="12" cy="9.5" r="4.5"></circle>`,
  filled: svg`<line class="filled" x1="1" x2="23" y1="8" y2="8"></line>`,
  ahead: svg`<path class="fan" d="M1 8 23 1V15Z"></path><line class="ahead-line" x1="1" x2="23" y1="8" y2="8"></line>`,
  gap: svg`<rect x="1" y="1" width="22" height="14" fill="url(#gap)"></rect>`,
};
