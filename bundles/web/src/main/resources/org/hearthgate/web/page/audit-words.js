import { duration, format } from './glucose.js';
import { titleOf } from './alarm-words.js';
import { m } from './messages.js';

export const WORTHS = ['right', 'brief', 'wrong', 'unsure'];
/** The shape says the same as the colour and the word. */
export const WORTH_SIGNS = { right: '●', brief: '◐', wrong: '▼', unsure: '○' };
/** By these every home is judged, whatever its own limits are. */
export const JUDGED_BY = { 'urgent-low': 55, low: 70 };
const FORETELLING = ['urgent-low-soon', 'predicted-low'];
/** Without these a child may go unnoticed; all else costs sleep. */
const GRAVE = ['call-missed'];

const sum = (list, what) => list.reduce((all, each) => all + each[what], 0);

/** How many alarms could be judged, and how many were right. */
export function tallyOf({ classes }) {
  const judged = classes.filter((c) => c.judged);
  return { all: sum(judged, 'raised'), right: sum(judged, 'right'), missed: Math.max(...classes.map((c) => c.missed), 0) };
}

/** 'failed', 'warn' or 'ok', and the week in half a sentence. */
export function verdictOf(audit) {
  const { all, right, missed } = tallyOf(audit);
  const kinds = audit.advice.map((a) => a.kind);
  const state = kinds.some((k) => GRAVE.includes(k)) ? 'failed' : kinds.length ? 'warn' : 'ok';
  return [state, missed ? m.auditShortMissed(missed) : m.auditShort(right, all)];
}

/** 'now', 'last' or 'earlier': which week it is for whoever reads it at this moment. */
export function weekOf(audit, now) {
  if (!audit.over) return 'now';
  return now - Date.parse(audit.until) < 7 * 24 * 3600_000 ? 'last' : 'earlier';
}

/** Like "9 – 15 Nov": its days where the person lives. */
export function spanOf(audit, zone) {
  const form = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: zone });
  return form.formatRange(Date.parse(audit.from), Math.max(Date.parse(audit.from), Date.parse(audit.until) - 1));
}

/** The rules' own name where this page has none. */
export function ruleTitle(rule) {
  return titleOf({ rule });
}

/** A road takes tenths of a second, an answer minutes. */
export function lasting(seconds) {
  return seconds < 10 ? m.tenths(seconds < 0.1 ? seconds.toFixed(3) : seconds.toFixed(1)) : duration(seconds * 1000);
}

/** What was found, and what to do about it. A kind that this page has no words for yet is left out. */
export function adviceOf(audit, name, unit) {
  const facts = (advice) => ({
    ...advice,
    name,
    title: advice.rule ? ruleTitle(advice.rule) : '',
    limit: `${format(JUDGED_BY[advice.rule] ?? JUDGED_BY.low, unit)} ${m.unit[unit]}`,
    foretells: FORETELLING.includes(advice.rule),
    silent: duration(sum(audit.silences, 'totalSeconds') * 1000),
    cause: audit.silences[0]?.cause ?? '',
  });
  return audit.advice
    .filter((advice) => m.adviceFor[advice.kind])
    .map((advice) => ({ grave: GRAVE.includes(advice.kind), head: m.adviceFor[advice.kind].head(facts(advice)), todo: m.adviceFor[advice.kind].todo(facts(advice)) }));
}
