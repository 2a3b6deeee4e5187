import { levelOf } from './glucose.js';
import { m } from './messages.js';

const SUCCESS = ['sent', 'received', 'seen'];

export function calls(alert) {
  return alert.state === 'raised' || alert.state === 'escalated';
}

/** A rule that this page has no word for yet is called by its name. */
export function titleOf(alert) {
  const [first = '', ...rest] = alert.rule.replaceAll('-', ' ');
  return m.rule[alert.rule] ?? first.toUpperCase() + rest.join('');
}

/** Which mark says the same as the words: a level only where the alarm is about one. */
export function kindOf(alert) {
  if (alert.person === 'hub') return 'hub';
  if (alert.rule === 'urgent-low') return 'urgent-low';
  if (alert.rule === 'no-data') return 'unknown';
  const level = alert.value == null ? 'in-range' : levelOf(alert.value);
  return level === 'in-range' ? 'bell' : level;
}

/** Whether it is known who it was for; on the page itself that is who is logged in. */
export function namesPerson(receipt) {
  return Boolean(receipt.carerName || (receipt.channel === 'page' && receipt.carer));
}

export function channelName(receipt) {
  if (namesPerson(receipt)) return personOf(receipt);
  return m.channel[receipt.channel] ?? receipt.channelLabel ?? receipt.channel;
}

function personOf(receipt) {
  return receipt.carerName ?? receipt.carer;
}

/** Who has seen it, what it reached, and what it did not reach, each named once, by how far it came. */
export function reachOf(receipts = []) {
  const seen = new Set(receipts.filter((r) => r.outcome === 'seen').map((r) => personOf(r) ?? channelName(r)));
  const reached = new Set();
  const failed = new Set();
  for (const receipt of receipts) {
    const name = channelName(receipt);
    if (receipt.outcome === 'seen' || seen.has(name) || (receipt.channel === 'page' && receipt.carer)) continue;
    if (SUCCESS.includes(receipt.outcome)) {
      reached.add(name);
      failed.delete(name);
    } else if (!reached.has(name)) {
      failed.add(name);
    }
  }
  return { seen: [...seen], reached: [...reached], failed: [...failed] };
}
