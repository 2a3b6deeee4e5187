/** The hub beats every 3 s; a page that hears nothing for longer than this says so. */
const SILENT_AFTER_MS = 4500;
const RETRY_MS = [500, 1000, 2000, 3000];
const EVENTS = ['reading', 'alert', 'call', 'receipt', 'device', 'forecast', 'hub'];

export class HubRefusal extends Error {
  constructor(status, body) {
    super(body?.message ?? '');
    this.status = status;
    this.body = body;
  }
}

/** Asks the hub one thing. Fails with HubRefusal when it says no, with TypeError or TimeoutError when it cannot be reached. */
export async function ask(method, path, body) {
  const response = await fetch(`/hub/v1/${path}`, {
    method,
    headers: { 'X-Hearthgate': '1', ...(body ? { 'Content-Type': 'application/json' } : {}) },
    body: body ? JSON.stringify(body) : undefined,
    signal: AbortSignal.timeout(8000),
  });
  const json = await response.json().catch(() => null);
  if (!response.ok) {
    const retry = Number(response.headers.get('Retry-After'));
    throw new HubRefusal(response.status, { ...json, retryAfterSeconds: retry || undefined });
  }
  return json;
}

/** Listens to the hub's events, notices its silence, connects again. Knows the hub's time, whatever this device's clock says. */
export class HubLink {
  #source = null;
  #retries = 0;
  #timer = 0;
  #watch = 0;
  #heardAt = 0;
  #beat = null;
  #speed = 1;

  constructor({ onEvent, onState, onOpen }) {
    this.onEvent = onEvent;
    this.onState = onState;
    this.onOpen = onOpen;
    this.state = 'connecting';
  }

  start() {
    this.#connect();
    this.#watch = setInterval(() => this.#look(), 500);
  }

  stop() {
    clearInterval(this.#watch);
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  /** The hub's now in ms; runs on between its beats. */
  now() {
    if (!this.#beat) return Date.now();
    return this.#beat.hub + (performance.now() - this.#beat.local) * this.#speed;
  }

  silentForMs() {
    return this.#heardAt ? performance.now() - this.#heardAt : 0;
  }

  #connect() {
    this.#source?.close();
    const source = new EventSource('/hub/v1/events');
    this.#source = source;
    for (const name of EVENTS) {
      source.addEventListener(name, (event) => this.#heard(name, JSON.parse(event.data)));
    }
    source.onerror = () => this.#retry();
    source.onopen = () => this.onOpen();
  }

  #heard(name, data) {
    this.#heardAt = performance.now();
    this.#retries = 0;
    if (name === 'hub') this.#setBeat(Date.parse(data.at));
    this.#become('live');
    this.onEvent(name, data);
  }

  /** A demo's clock runs faster than ours; then it must run faster here too, or ages would jump with every beat. */
  #setBeat(hub) {
    const local = performance.now();
    if (this.#beat && local - this.#beat.local > 1000) {
      const speed = (hub - this.#beat.hub) / (local - this.#beat.local);
      this.#speed = speed > 1.2 && speed < 1000 ? speed : 1;
    }
    this.#beat = { hub, local };
  }

  #look() {
    if (this.state === 'live' && this.silentForMs() > SILENT_AFTER_MS) this.#retry();
  }

  #retry() {
    this.#source?.close();
    this.#become(this.#heardAt ? 'lost' : 'connecting');
    clearTimeout(this.#timer);
    const wait = RETRY_MS[Math.min(this.#retries++, RETRY_MS.length - 1)];
    if (this.#retries > 1) this.#become('lost');
    this.#timer = setTimeout(() => this.#connect(), wait);
  }

  #become(state) {
    if (state !== this.state) {
      this.state = state;
      this.onState(state);
    }
  }
}
