// A voice for this page. The hub's own sounder does not depend on it: browsers fall asleep, tabs are closed.

/**
 * Bursts after IEC 60601-1-8: ten pulses for high (3 + 2, twice), three for medium, two for low; 'gap' is seconds from pulse to pulse and
 * 'rest' those between groups. They come again sooner and grow louder while nobody answers.
 */
const PATTERNS = {
  high: { groups: [3, 2, 3, 2], steps: [0, 4, 7, 4, 7], gap: 0.2, rest: 0.5, pulse: 0.15, everyMs: 8000, from: 0.25, to: 1, risesOver: 6, buzz: 300 },
  medium: { groups: [3], steps: [7, 4, 0], gap: 0.35, rest: 0, pulse: 0.2, everyMs: 15_000, from: 0.15, to: 0.7, risesOver: 6, buzz: 200 },
  low: { groups: [2], steps: [4, 0], gap: 0.45, rest: 0, pulse: 0.25, everyMs: 120_000, from: 0.12, to: 0.3, risesOver: 4, buzz: 0 },
};
/** A voice heard every night is not heard any more: each burst takes the next of these keys, in Hz. */
const KEYS = [440, 523, 392, 494];
/** A pulse of several harmonics is found in the dark more easily than a pure tone, and heard by ears that miss the high ones. */
const HARMONICS = [1, 2, 3, 4];

/** Short and low, so that nobody takes them for an alarm: up for done, down for again. */
const ANSWERS = {
  done: { notes: [392, 523], gap: 0.13, loud: 0.2 },
  'cut-off': { notes: [330, 247], gap: 0.16, loud: 0.2 },
  failed: { notes: [330, 247], gap: 0.16, loud: 0.2 },
};

export class Sound {
  #answered = null;
  #context = null;
  #timer = 0;
  #priority = null;
  #burst = 0;

  get on() {
    return this.#context !== null;
  }

  get blocked() {
    return this.on && this.#context.state === 'suspended';
  }

  /** Whether somebody near would hear an alarm of this page now. */
  get heard() {
    return this.on && this.#context.state === 'running';
  }

  /** Must be called from a touch or a key: browsers allow sound only then. */
  switchOn() {
    this.#context ??= new AudioContext();
    this.#context.resume();
    this.#playBurst(PATTERNS.medium, 0);
  }

  switchOff() {
    this.#stop();
    this.#context?.close();
    this.#context = null;
  }

  /** Sounds for the most urgent alarm that nobody has yet; falls silent with null. */
  callFor(priority) {
    if (priority === this.#priority) return;
    this.#stop();
    this.#priority = priority;
    const pattern = PATTERNS[priority];
    if (!pattern || !this.on) return;
    this.#burst = 0;
    const next = () => this.#playBurst(pattern, this.#burst++);
    next();
    this.#timer = setInterval(next, pattern.everyMs);
  }

  /** One burst for a drill. Silent while a real alarm calls: nothing sounds over it. */
  drill(priority) {
    if (!PATTERNS[this.#priority]) this.#playBurst(PATTERNS[priority] ?? PATTERNS.medium, 0);
  }

  /** Answers whoever holds a device to the reader, once a touch. Silent while an alarm calls: nothing sounds over it. */
  answer(touch) {
    if (touch === this.#answered) return;
    this.#answered = touch;
    const pattern = ANSWERS[touch?.stage];
    if (!pattern || !this.#context || PATTERNS[this.#priority]) return;
    pattern.notes.forEach((hertz, i) => this.#pulse(hertz, this.#context.currentTime + i * pattern.gap, pattern.gap, pattern.loud, [1]));
  }

  #stop() {
    clearInterval(this.#timer);
    this.#priority = null;
  }

  #playBurst(pattern, number) {
    const audio = this.#context;
    if (!audio) return;
    const loud = pattern.from + (pattern.to - pattern.from) * Math.min(1, number / pattern.risesOver);
    const key = KEYS[number % KEYS.length];
    let at = audio.currentTime + 0.02;
    let pulse = 0;
    for (const group of pattern.groups) {
      for (let i = 0; i < group; i++, at += pattern.gap) {
        this.#pulse(key * 2 ** (pattern.steps[pulse++ % pattern.steps.length] / 12), at, pattern.pulse, loud, HARMONICS);
      }
      at += pattern.rest;
    }
    if (pattern.buzz) navigator.vibrate?.(pattern.groups.flatMap((group) => [...Array(group).fill([pattern.buzz, 100]).flat(), 300]));
  }

  #pulse(hertz, at, seconds, loud, harmonics) {
    const audio = this.#context;
    const volume = audio.createGain();
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(loud / harmonics.length, at + 0.02);
    volume.gain.setValueAtTime(loud / harmonics.length, at + seconds * 0.7);
    volume.gain.linearRampToValueAtTime(0, at + seconds);
    volume.connect(audio.destination);
    for (const harmonic of harmonics) {
      const tone = audio.createOscillator();
      tone.frequency.value = hertz * harmonic;
      tone.connect(volume);
      tone.start(at);
      tone.stop(at + seconds + 0.02);
    }
  }
}
