import { format, levelOf } from './glucose.js';
import { m } from './messages.js';

/** What speaks against a number itself, the gravest first. */
const AGAINST_THE_NUMBER = [
  'WARM_UP',
  'IMPLAUSIBLE',
  'AMBIGUOUS_TIME',
  'METER_DISAGREES',
  'COMPRESSION_SUSPECTED',
  'CALIBRATION_STEP',
  'JUMP',
  'FLAT_LINE',
  'NOISY',
  'END_OF_LIFE',
];
/** About times and routes, which the page tells elsewhere or which are put right already. */
const BESIDE_THE_NUMBER = ['LATE', 'FUTURE', 'HUB_CLOCK', 'CLOCK_CORRECTED', 'ASIDE', 'TEST', 'GAP_FILLED'];
const NO_COMFORT = ['WARM_UP', 'IMPLAUSIBLE', 'AMBIGUOUS_TIME', 'METER_DISAGREES'];
/** The device of an average of several sensors; what its doubts measure is the leading one's. */
const AVERAGE = 'fused';

/** The doubts of a reading that a person should hear of, the gravest first; ones that this page does not know yet come last. */
export function doubtsOf(reading) {
  const there = reading?.doubts ?? [];
  const known = AGAINST_THE_NUMBER.filter((flag) => there.includes(flag));
  return [...known, ...there.filter((flag) => !AGAINST_THE_NUMBER.includes(flag) && !BESIDE_THE_NUMBER.includes(flag))];
}

/** The end of a sensor's life lasts for days: marked on every dot it would mark nothing. */
export function markedDoubt(reading) {
  return doubtsOf(reading).find((flag) => flag !== 'END_OF_LIFE');
}

/** A number that says little about the body gets no calm colour; one that looks low keeps its own, for it may be true. */
export function shownLevel(reading) {
  const level = levelOf(reading.mgPerDl);
  const low = level === 'low' || level === 'urgent-low';
  return !low && (reading.doubts ?? []).some((flag) => NO_COMFORT.includes(flag)) ? 'unknown' : level;
}

/** A doubt in a few words, to stand in a line with others. */
export function inShort(flag) {
  return m.doubt[flag]?.short ?? m.doubted;
}

/** The gravest doubt as a statement and what to do; the others in a few words. */
export function inWords(reading, name, unit) {
  const [flag, ...others] = doubtsOf(reading);
  if (!flag) return null;
  const doubt = m.doubt[flag];
  const measures = spokenMeasures(reading, reading.measures?.[flag] ?? {}, unit);
  return {
    head: doubt ? doubt.head(measures) : reading.reasons?.[flag] ?? m.doubted,
    todo: doubt ? doubt.todo(name) : m.checkIt,
    also: others.map(inShort),
  };
}

function spokenMeasures({ mgPerDl, device }, { probability, minutes, differenceMgPerDl }, unit) {
  const stick = differenceMgPerDl == null || device === AVERAGE ? null : mgPerDl - differenceMgPerDl;
  return {
    percent: probability == null ? null : Math.round(probability * 100),
    minutes: minutes == null ? null : Math.round(minutes),
    fingerstick: stick == null ? null : `${format(stick, unit)} ${m.unit[unit]}, ${m.level[levelOf(stick)].toLowerCase()}`,
  };
}
