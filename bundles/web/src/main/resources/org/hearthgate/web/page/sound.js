// A voice for this page. The hub's own sounder does not depend on it: browsers fall asleep, tabs are closed.
const PATTERNS = {
  high: { notes: [880, 740, 880, 740, 880], gap: 0.16, everyMs: 4000, loud: 0.5 },
  medium: { notes: [660, 550, 660], gap: 0.24, everyMs: 12_000, loud: 0.3 },
};

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

  get on() {
    return this.#context !== null;
  }

  get blocked() {
    return this.on && this.#context.state === 'suspended';
  }

  /** Must be called from a touch or a key: browsers allow sound only then. */
  switchOn() {
    this.#context ??= new AudioContext();
    this.#context.resume();
    this.#play(PATTERNS.medium);
  }

  switchOff() {
    this.#stop();
    this.#context?.close();
    this.#context = null;
  }

  /** Sounds for the most urgent alarm that nobody has yet; falls silent with null. */
  callFor(priority) {
    const pattern = PATTERNS[priority];
    if (priority === this.#priority) return;
    this.#stop();
    this.#priority = priority;
    if (pattern && this.on) {
      this.#play(pattern);
      this.#timer = setInterval(() => this.#play(pattern), pattern.everyMs);
    }
  }

  /** Answers whoever holds a device to the reader, once a touch. Silent while an alarm calls: nothing sounds over it. */
  answer(touch) {
    if (touch === this.#answered) return;
    this.#answered = touch;
    const pattern = ANSWERS[touch?.stage];
    if (pattern && !PATTERNS[this.#priority]) this.#play(pattern);
  }

  #stop() {
    clearInterval(this.#timer);
    this.#priority = null;
  }

  #play({ notes, gap, loud }) {
    const audio = this.#context;
    if (!audio) return;
    notes.forEach((hertz, i) => {
      const at = audio.currentTime + i * gap;
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(0, at);
      volume.gain.linearRampToValueAtTime(loud, at + 0.02);
      volume.gain.linearRampToValueAtTime(0, at + gap * 0.9);
      tone.connect(volume).connect(audio.destination);
      tone.start(at);
      tone.stop(at + gap);
    });
  }
}
