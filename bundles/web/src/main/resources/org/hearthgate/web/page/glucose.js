import { m } from './messages.js';

/** Factor between mmol/L and mg/dL, the same as in the hub. */
const MG_PER_MMOL = 18.0182;

/** A reading older than this is struck through: it holds no alarm in the hub either. */
export const FRESH_MS = 11 * 60_000;
/** After this it is not shown as a value any more. */
export const SILENT_MS = 15 * 60_000;

export const LIMITS = { urgentLow: 54, low: 70, high: 180, veryHigh: 250 };

export function levelOf(mgPerDl) {
  if (mgPerDl < LIMITS.urgentLow) return 'urgent-low';
  if (mgPerDl < LIMITS.low) return 'low';
  if (mgPerDl <= LIMITS.high) return 'in-range';
  if (mgPerDl <= LIMITS.veryHigh) return 'high';
  return 'very-high';
}

export function format(mgPerDl, unit) {
  return unit === 'mmol' ? (mgPerDl / MG_PER_MMOL).toFixed(1) : String(Math.round(mgPerDl));
}

/** The number as people speak it; the edge of a sensor's range is marked as an edge. */
export function spoken(reading, unit) {
  const text = format(reading.mgPerDl, unit);
  if (reading.bound === 'below') return m.below(text);
  if (reading.bound === 'above') return m.above(text);
  return text;
}

export function duration(ms) {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return m.seconds(s);
  const min = Math.floor(s / 60);
  if (min < 60) return m.minutes(min);
  const h = Math.floor(min / 60);
  if (h < 48) return m.hours(h, h < 6 ? min % 60 : 0);
  return m.days(Math.floor(h / 24));
}

/** 'fresh', 'old' (struck through), 'silent' (replaced by words) or 'never'. */
export function freshness(reading, now) {
  if (!reading) return 'never';
  const age = now - reading.measuredAt;
  if (age > SILENT_MS) return 'silent';
  return age > FRESH_MS ? 'old' : 'fresh';
}
