import { html, nothing } from 'lit';
import { kindOf, titleOf } from './alarm-words.js';
import { when } from './doses.js';
import { clock } from './chart.js';
import { duration, format } from './glucose.js';
import { mark } from './marks.js';
import { m } from './messages.js';

const MOST = 40;
/** Its results stand beside the log. */
const DRILL = 'self-test';

/** The alarms of the last days, newest first: what, how far it went, who had it, when it was over. */
export function alarmLog(help, home, unit, zone, now) {
  const alarms = grouped((help.log ?? []).filter((change) => change.rule !== DRILL));
  return html`<section class="panel list log"><h2>${m.log}</h2>
    ${help.logFailed ? html`<p>${m.logMissing}</p>` : help.log && alarms.length === 0 ? html`<p>${m.logEmpty}</p>` : nothing}
    <ul>${alarms.slice(0, MOST).map((changes) => entry(changes, home, unit, zone, now))}</ul>
  </section>`;
}

function grouped(changes) {
  const byId = new Map();
  for (const change of changes) byId.set(change.id, [...(byId.get(change.id) ?? []), change]);
  return [...byId.values()].sort((a, b) => b[0].raisedAt.localeCompare(a[0].raisedAt));
}

function entry(changes, home, unit, zone, now) {
  const first = changes[0];
  const last = changes.at(-1);
  const name = first.person === 'hub' ? m.hub : home.persons.get(first.person)?.name ?? first.person;
  const value = first.value == null ? '' : `, ${format(first.value, unit)} ${m.unit[unit]}`;
  const why = changes.map((c) => c.why).find(Boolean);
  return html`<li><p class="log-head">${mark(kindOf(first))}<b>${name} · ${titleOf(first)}${value}</b></p>
    <p class="log-time">${when(Date.parse(first.raisedAt), now, zone)}: ${outcome(changes, first, last, zone)}</p>
    ${why ? html`<details class="why"><summary aria-label=${m.whyLabel(titleOf(first), name)}>${m.why}</summary><p>${why}</p></details>` : nothing}
  </li>`;
}

function outcome(changes, first, last, zone) {
  const taken = changes.find((c) => c.state === 'acknowledged');
  const snoozed = changes.find((c) => c.state === 'snoozed');
  const steps = Math.max(0, ...changes.map((c) => c.step ?? 0));
  return [
    steps > 0 && m.logStep(steps),
    taken ? m.logTaken(taken.by, duration(Date.parse(taken.at) - Date.parse(first.raisedAt))) : snoozed ? m.logSnoozed(snoozed.by) : m.logNobody,
    last.state === 'resolved' ? m.logOver(clock(Date.parse(last.at), zone)) : m.logStill,
  ]
    .filter(Boolean)
    .join('; ');
}
