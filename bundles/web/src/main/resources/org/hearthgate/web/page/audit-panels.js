import { html, nothing } from 'lit';
import { reachOf } from './alarm-words.js';
import { adviceOf, JUDGED_BY, lasting, ruleTitle, tallyOf, WORTH_SIGNS, WORTHS } from './audit-words.js';
import { clock } from './chart.js';
import { duration, format } from './glucose.js';
import { mark } from './marks.js';
import { m } from './messages.js';

export { spanOf, verdictOf, weekOf } from './audit-words.js';

/** Which mark stands beside a class; all without a level of their own have a bell. */
const MARKED = ['urgent-low', 'low', 'high', 'very-high'];
/** More of one kind are a number alone. */
const MOST_PIPS = 24;

/** A week's audit, from what matters most to the small print. */
export function auditPanels(audit, look) {
  return html`<div class="panels">
    ${worth(audit)}
    ${advice(audit, look)}
    ${nights(audit, look)}
    ${heldBack(audit)}
    ${figures(audit, look)}
  </div>`;
}

function worth(audit) {
  const { all, right, missed } = tallyOf(audit);
  const judged = audit.classes.filter((c) => c.judged && (c.raised > 0 || c.episodes > 0));
  const others = audit.classes.filter((c) => !c.judged && c.raised > 0);
  return html`<section class="panel list audit-worth">
    <h2 class="verdict ${missed ? 'failing' : 'ok'}">${missed ? `▼ ${m.auditMissed(missed)}` : `● ${m.auditRight(right, all)}`}</h2>
    ${missed && all ? html`<p>${m.auditRight(right, all)}.</p>` : nothing}
    <ul>${judged.map((c) => ofClass(c))}</ul>
    ${others.length ? html`<p class="hint">${m.auditOthers(others.map((c) => m.auditOther(ruleTitle(c.rule), c.raised)))}</p>` : nothing}
  </section>`;
}

function ofClass(c) {
  const counts = WORTHS.filter((w) => c[w] > 0);
  const pips = counts.map((w) => html`<span class="pip ${w}">${WORTH_SIGNS[w].repeat(c[w])}</span>`);
  return html`<li>
    <p class="log-head">${mark(MARKED.includes(c.rule) ? c.rule : 'bell')}<b>${ruleTitle(c.rule)}</b> <span>${m.raised(c.raised)}</span></p>
    ${c.raised > 0 && c.raised <= MOST_PIPS ? html`<p class="pips" aria-hidden="true">${pips}</p>` : nothing}
    ${counts.length ? html`<p>${counts.map((w) => m.worthOf(m.worth[w], c[w])).join(', ')}</p>` : nothing}
    ${c.medianLeadSeconds ? html`<p class="hint">${m.auditLead(duration(c.medianLeadSeconds * 1000))}</p>` : nothing}
    ${c.missed || c.late
      ? html`<p class="audit-owed">${c.missed ? '▼' : '▲'} ${[m.auditOwed(c.episodes), c.missed > 0 && m.auditNotCalled(c.missed), c.late > 0 && m.auditTooLate(c.late)].filter(Boolean).join(' ')}</p>`
      : nothing}
  </li>`;
}

function advice(audit, { name, unit }) {
  const found = adviceOf(audit, name, unit);
  if (found.length === 0) {
    return html`<section class="panel list audit-advice"><h2 class="verdict ok">● ${m.adviceNone}</h2><p>${audit.over ? m.adviceNoneWhy : m.adviceNoneYet}</p></section>`;
  }
  return html`<section class="panel list audit-advice"><h2>${m.advice}</h2>
    <ul>${found.map((a) => html`<li class=${a.grave ? 'failed' : 'warn'}><span class="state" aria-hidden="true">${a.grave ? '▼' : '▲'}</span><b>${a.head}</b><p>${a.todo}</p></li>`)}</ul>
    <p class="hint">${m.auditTeam}</p>
  </section>`;
}

function nights({ nights: told }, look) {
  const calm = told.disturbed === 0;
  return html`<section class="panel list audit-nights"><h2>${m.auditNights}</h2>
    <p class="verdict ${calm ? 'ok' : ''}">${calm ? `● ${m.auditNightsCalm(told.nights)}` : `▲ ${m.auditNightsCalled(told.disturbed, told.nights)}`}</p>
    ${calm ? nothing : html`<p class="hint">${m.auditNightsMost(told.calls, told.most)}</p>`}
    <ul>${told.alarms.map((alarm) => atNight(alarm, look))}</ul>
  </section>`;
}

function atNight(alarm, { zone }) {
  const { seen, reached, failed } = reachOf(alarm.receipts);
  const people = [seen.length && m.seenBy(seen), reached.length && m.reached(reached)].filter(Boolean).join('. ');
  const who = alarm.answeredBy ? m.auditHad(alarm.answeredBy, duration(alarm.answeredAfterSeconds * 1000)) : m.logNobody;
  return html`<li>
    <p class="log-head">${mark(MARKED.includes(alarm.rule) ? alarm.rule : 'bell')}<b>${dayTime(alarm.at, zone)} · ${ruleTitle(alarm.rule)}</b>
      ${alarm.worth ? html`<span class="worth ${alarm.worth}">${WORTH_SIGNS[alarm.worth]} ${m.worth[alarm.worth]}</span>` : nothing}</p>
    <p>${[who, alarm.calls > 1 && m.auditRang(alarm.calls)].filter(Boolean).join('; ')}</p>
    ${people ? html`<p class="hint">${people}</p>` : nothing}
    ${failed.length ? html`<p class="hint">▲ ${m.notReached(failed)}</p>` : nothing}
    ${alarm.receipts?.length === 0 ? html`<p class="hint">${m.auditReachUnknown}</p>` : nothing}
  </li>`;
}

/** A week without one has nothing to say about it. */
function heldBack({ heldBack: held }) {
  if (held.held === 0) return nothing;
  return html`<section class="panel list audit-held"><h2>${m.auditHeld}</h2>
    <p class="verdict">${m.auditHeldHead(held.right, held.right + held.wrong)}</p><p>${m.auditHeldWhat(held.held)}</p>
    <ul class="audit-legend">
      ${held.right ? html`<li><span class="pip right" aria-hidden="true">●</span> ${m.auditHeldRight(held.right)}</li>` : nothing}
      ${held.wrong ? html`<li><span class="pip wrong" aria-hidden="true">▼</span> ${m.auditHeldWrong(held.wrong)}</li>` : nothing}
      ${held.unsure ? html`<li><span class="pip unsure" aria-hidden="true">○</span> ${m.auditHeldUnsure(held.unsure)}</li>` : nothing}
    </ul>
  </section>`;
}

function figures(audit, { unit, zone }) {
  const { road, answers, silences, remarks } = audit;
  const seconds = (Date.parse(audit.until) - Date.parse(audit.from)) / 1000;
  const limit = (rule) => `${format(JUDGED_BY[rule], unit)} ${m.unit[unit]}`;
  const answered = [
    m.auditAnswers(answers.answered, answers.called),
    answers.answered > 0 && m.auditAnswered(lasting(answers.medianSeconds), lasting(answers.longestSeconds)),
    answers.ended > 0 && m.auditEnded(answers.ended),
    answers.open > 0 && m.auditOpen(answers.open),
  ];
  return html`<section class="panel list audit-figures"><details class="why"><summary>${m.auditMore}</summary>
    <ul>
      <li><p>${m.auditHeard(seconds > 0 ? Math.min(100, Math.floor((100 * audit.heardSeconds) / seconds)) : 0)}</p>
        ${silences.map((s) => html`<p class="hint">${m.auditSilence(duration(s.totalSeconds * 1000), s.times, s.cause)}</p>`)}</li>
      ${road.alarms > 0 ? html`<li><p>${m.auditRoad(lasting(road.medianSeconds), lasting(road.longestSeconds))}</p></li>` : nothing}
      ${answers.called > 0 ? html`<li><p>${answered.filter(Boolean).join(' ')}</p></li>` : nothing}
    </ul>
    ${remarks.length
      ? html`<h3>${m.auditRemarks}</h3>
          <ul>${remarks.map((r) => html`<li><p><b>${dayTime(r.at, zone)} · ${ruleTitle(r.rule)}</b> ${r.what}</p></li>`)}</ul>`
      : nothing}
    <h3>${m.auditWords}</h3>
    <ul class="audit-legend">${WORTHS.map((w) => html`<li><span class="pip ${w}" aria-hidden="true">${WORTH_SIGNS[w]}</span> ${m.auditWhat[w]}</li>`)}</ul>
    <p class="hint">${m.auditJudges(limit('low'), limit('urgent-low'))}</p>
  </details></section>`;
}

const days = new Map();

/** Like "Tue 02:10". */
function dayTime(iso, zone) {
  if (!days.has(zone)) days.set(zone, new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: zone }));
  return `${days.get(zone).format(Date.parse(iso))} ${clock(Date.parse(iso), zone)}`;
}
