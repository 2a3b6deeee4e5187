// Alarms on the locked screen and in the background, where the browser allows it. It needs a page that is still alive: no server outside
// the house pushes anything here.
import { m } from './messages.js';

const SHOWN_FOR = ['high', 'medium'];

/** Why a browser shows no notice, or 'off' while nobody asked, or 'on'. */
export function noticeState() {
  if (!window.isSecureContext) return 'insecure';
  if (!('Notification' in window) || !('serviceWorker' in navigator)) return 'missing';
  if (Notification.permission === 'denied') return 'denied';
  return Notification.permission === 'granted' ? 'on' : 'off';
}

export class Notices {
  #worker = null;
  #shown = new Map();

  constructor() {
    if (noticeState() === 'on') this.#register();
  }

  /** Must be called from a touch or a key. */
  async ask() {
    if (noticeState() === 'off') await Notification.requestPermission();
    if (noticeState() === 'on') await this.#register();
  }

  async #register() {
    try {
      await navigator.serviceWorker.register(trusted('/sw.js'));
      this.#worker = await navigator.serviceWorker.ready;
    } catch {
      this.#worker = null; // a private window, or storage that is forbidden: the page says that notices are off
    }
  }

  get works() {
    return this.#worker !== null;
  }

  /** Shows what calls while nobody looks at this page, once a step, and takes away what is answered or over. */
  async show(alerts, nameOf) {
    if (!this.works) return;
    const calling = new Map(alerts.filter((a) => calls(a) && SHOWN_FOR.includes(a.priority)).map((a) => [a.id, a]));
    for (const id of [...this.#shown.keys()]) {
      if (!calling.has(id)) {
        this.#shown.delete(id);
        (await this.#worker.getNotifications({ tag: id })).forEach((notice) => notice.close());
      }
    }
    if (!document.hidden) return;
    for (const alert of calling.values()) {
      const step = `${alert.raisedAt} ${alert.step ?? 0}`;
      if (this.#shown.get(alert.id) === step) continue;
      this.#shown.set(alert.id, step);
      await this.#worker.showNotification(`${nameOf(alert)} · ${m.rule[alert.rule] ?? m.rulePriority[alert.priority]}`, {
        body: alert.message,
        tag: alert.id,
        renotify: true,
        requireInteraction: alert.priority === 'high',
        vibrate: [300, 100, 300, 100, 300],
        icon: '/icon-192.png',
        badge: '/icon-192.png',
        timestamp: Date.parse(alert.raisedAt),
        data: { id: alert.id },
        actions: [{ action: 'acknowledge', title: m.gotIt }],
      });
    }
  }
}

function calls(alert) {
  return alert.state === 'raised' || alert.state === 'escalated';
}

/** The policy of the page lets no script come from a text, and this one text is ours. */
const policy = window.trustedTypes?.createPolicy('hearthgate', {
  createScriptURL: (url) => {
    if (url !== '/sw.js') throw new TypeError(`no worker of ours: ${url}`);
    return url;
  },
});

function trusted(url) {
  return policy ? policy.createScriptURL(url) : url;
}
