// Every English word about what a week's alarms were worth, fetched once somebody opens it; what stands there until then is in en-alarms.js.
const times = (n) => (n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`);

export default {
  auditHead: {
    now: (name, span) => `${name} · This week so far, ${span}`,
    last: (name, span) => `${name} · Last week, ${span}`,
    earlier: (name, span) => `${name} · ${span}`,
  },
  auditNone: 'Nothing is known of this week: the hub heard no glucose and raised no alarm.',
  auditShort: (right, all) => (all === 0 ? 'No alarm about glucose' : `${right} of ${all} right`),
  auditShortMissed: (n) => (n === 1 ? '1 low without an alarm' : `${n} lows without an alarm`),

  auditRight: (right, all) => (all === 0 ? 'No alarm about glucose' : all === 1 && right === 1 ? 'The one alarm about glucose was right' : all === right ? `All ${all} alarms about glucose were right` : `${right} of ${all} alarms about glucose were right`),
  auditMissed: (n) => (n === 1 ? 'One low went by without an alarm' : `${n} lows went by without an alarm`),
  worth: { right: 'right', brief: 'over quickly', wrong: 'false', unsure: 'not known' },
  auditWhat: {
    right: 'Right: it was so for 15 minutes or more, or it came to pass.',
    brief: 'Over quickly: it was so, for less than 15 minutes.',
    wrong: 'False: it was not so, or it did not come to pass.',
    unsure: 'Not known: nothing was heard afterwards, or somebody ate in time.',
  },
  worthOf: (word, n) => `${n} ${word}`,
  raised: (n) => (n === 0 ? 'none' : n === 1 ? '1 alarm' : `${n} alarms`),
  auditOwed: (n) => (n === 1 ? 'There was one to call for.' : `There were ${n} to call for.`),
  auditNotCalled: (n) => `${n === 1 ? 'One' : n} had no alarm at all.`,
  auditTooLate: (n) => `${n === 1 ? 'One' : n} came late.`,
  auditLead: (time) => `The right ones came about ${time} before.`,
  auditOthers: (list) => `Others: ${list.join(', ')}. The record cannot say who was right about these.`,
  auditOther: (title, n) => `${title} ${n}`,

  auditNights: 'At night, 22 to 7',
  auditNightsCalm: (n) => (n === 0 ? 'No night yet' : n === 1 ? 'The night was undisturbed' : `All ${n} nights were undisturbed`),
  auditNightsCalled: (woken, all) => `Called in ${woken} of ${all} ${all === 1 ? 'night' : 'nights'}`,
  auditNightsMost: (n, most) => (n === 1 ? 'One call.' : n === most ? `${n} calls that night.` : `${n} calls in all, ${most} in the worst night.`),
  auditRang: (n) => `called ${times(n)}`,
  auditHad: (who, after) => `${who} had it after ${after}`,
  auditReachUnknown: 'Whom it reached is not in the record.',

  auditHeld: 'Pressure on the sensor',
  auditHeldHead: (right, known) => (known === 0 ? 'Whether waiting was right is not known' : `Waiting was right ${right} of ${known} times`),
  auditHeldWhat: (n) => `${n === 1 ? 'One low' : `${n} lows`} looked like somebody lying on the sensor, and waited for one more reading.`,
  auditHeldRight: (n) => `${n === 1 ? 'One was' : `${n} were`} no low.`,
  auditHeldWrong: (n) => `${n === 1 ? 'One was a low' : `${n} were lows`} after all.`,
  auditHeldUnsure: (n) => `Of ${n === 1 ? 'one' : n} it is not known.`,

  advice: 'What to change',
  adviceNone: 'Nothing to change',
  adviceNoneWhy: 'The week gives no reason to.',
  adviceNoneYet: 'So far the week gives no reason to.',
  adviceFor: {
    'call-missed': {
      head: ({ title, times: n, of }) => `“${title}”: ${n} of ${of} went by without an alarm.`,
      todo: ({ limit }) => `Press “Test” under “Alarms: do they come through?”. If your own limit is below ${limit}, that may be all: ask your diabetes team whether it fits.`,
    },
    'call-late': {
      head: ({ title, times: n, of }) => `“${title}”: ${n} of ${of} came late.`,
      todo: ({ limit }) => `When, stands in “The week in figures”. If your own limit is below ${limit}, that may be all: ask your diabetes team whether it fits.`,
    },
    'hub-slow': {
      head: ({ times: n, of }) => `The hub took longer than 10 s for ${n} of ${of} alarms.`,
      todo: () => 'Look under “Sensors and hub”. If all is well there, restart the hub by day.',
    },
    'more-people-called': {
      head: ({ times: n, of }) => `${n} of ${of} alarms had to call for more people.`,
      todo: () => 'Is the phone of whoever is on duty loud at night? Press “Test” under “Alarms: do they come through?”.',
    },
    'held-back-wrongly': {
      head: ({ times: n, of }) => `${n} of ${of} lows that looked like pressure ${n === 1 ? 'was a low' : 'were lows'}.`,
      todo: ({ name }) => `When ${name} may be lying on the sensor, a fingerstick tells at once.`,
    },
    'pressure-on-sensor': {
      head: ({ times: n, of }) => `${n} of ${of} lows that looked like pressure on the sensor were none.`,
      todo: ({ name }) => `Put the next sensor where ${name} does not lie on it.`,
    },
    'often-wrong': {
      head: ({ title, times: n, of }) => `“${title}” was false ${n} of ${of} times.`,
      todo: ({ foretells }) =>
        foretells
          ? 'It warns on the safe side. If it costs you nights, ask your diabetes team whether it may warn later.'
          : 'Compare with a fingerstick when it calls. If they differ again and again, change the sensor.',
    },
    'long-silence': {
      head: ({ silent, times: n }) => `Nothing was heard for ${silent}, in ${n === 1 ? 'one gap' : `${n} gaps`}.`,
      todo: ({ cause }) => `Mostly: ${cause}. While nothing is heard, no low can be called.`,
    },
  },
  auditTeam: 'Never change a limit or insulin because of one week. Show this to your diabetes team.',

  auditMore: 'The week in figures',
  auditHeard: (percent) => `Glucose was heard for ${percent} % of the time.`,
  auditRoad: (median, longest) => `From a reading to its alarm: ${median} in the middle, ${longest} at most.`,
  auditAnswers: (answered, called) => `${answered} of ${called} calls were answered.`,
  auditAnswered: (median, longest) => `It took ${median} in the middle, ${longest} at most.`,
  auditEnded: (n) => `${n} ended before anybody had to.`,
  auditOpen: (n) => `${n} ${n === 1 ? 'has' : 'have'} no answer yet.`,
  auditSilence: (total, n, cause) => `Silent for ${total} in ${n === 1 ? 'one gap' : `${n} gaps`}: ${cause}.`,
  auditRemarks: 'Worth a look',
  auditWords: 'What the words mean',
  auditJudges: (low, urgent) => `Judged by the same limits in every home: low below ${low}, urgent low at ${urgent} and below. It judges alarms, not people.`,
  tenths: (n) => `${n} s`,
};
