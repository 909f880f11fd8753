import { Gains, PixelsPerMillimetre, Speeds, StandardGain, StandardSpeed, nextStep } from './scale.js';

const FastestSpeed = 1000;
const FirstFraction = 0.25;

/** Which part of a recording is seen, and at which scales. */
export class Viewport {
  /** The sample at the left edge, and how many samples a pixel has. */
  first = 0;
  samplesPerPixel;
  gain = StandardGain;
  width = 1;

  constructor(recording) {
    this.recording = recording;
    // Without a rate nothing is known of time: 10 samples are drawn as wide as a millimetre.
    this.rate = recording.samplingRate ?? StandardSpeed * 10;
    this.isTimed = recording.samplingRate !== null;
    this.samplesPerPixel = this.#perPixel(StandardSpeed);
  }

  get speed() {
    return this.rate / this.samplesPerPixel / PixelsPerMillimetre;
  }

  get pixelsPerSecond() {
    return this.rate / this.samplesPerPixel;
  }

  get span() {
    return this.width * this.samplesPerPixel;
  }

  get last() {
    return this.first + this.span;
  }

  /** Whether all of the recording is seen. */
  get isWhole() {
    return this.first <= 0 && this.last >= this.recording.samples;
  }

  x(sample) {
    return (sample - this.first) / this.samplesPerPixel;
  }

  sample(x) {
    return this.first + x * this.samplesPerPixel;
  }

  resize(width) {
    this.width = Math.max(1, width);
    this.#clamp();
  }

  moveTo(first) {
    this.first = first;
    this.#clamp();
  }

  /** Scrolls by pixels. */
  scroll(pixels) {
    this.moveTo(this.first + pixels * this.samplesPerPixel);
  }

  /** Brings a sample into view, with a quarter of the screen before it. */
  show(sample) {
    this.moveTo(sample - this.span * FirstFraction);
  }

  /** Changes the samples of a pixel and keeps the sample at a place where it is. */
  zoomTo(samplesPerPixel, x = this.width / 2) {
    const held = this.sample(x);
    this.samplesPerPixel = Math.max(this.#perPixel(FastestSpeed), Math.min(this.#wholePerPixel(), samplesPerPixel));
    this.moveTo(held - x * this.samplesPerPixel);
  }

  zoomBy(factor, x) {
    this.zoomTo(this.samplesPerPixel / factor, x);
  }

  stepSpeed(direction) {
    const next = nextStep(Speeds, this.speed, direction);
    this.zoomTo(this.speed <= Speeds[0] * 1.001 ? this.samplesPerPixel * 2 ** -direction : this.#perPixel(next));
  }

  stepGain(direction) {
    this.gain = nextStep(Gains, this.gain, direction);
  }

  setSpan(samples) {
    this.zoomTo(samples / this.width, 0);
  }

  showWhole() {
    this.zoomTo(this.#wholePerPixel());
  }

  showStandard() {
    this.zoomTo(this.#perPixel(StandardSpeed), 0);
    this.gain = StandardGain;
  }

  get isStandardSpeed() {
    return Math.abs(this.speed / StandardSpeed - 1) < 0.001;
  }

  #perPixel(speed) {
    return this.rate / speed / PixelsPerMillimetre;
  }

  #wholePerPixel() {
    return Math.max(this.#perPixel(StandardSpeed), this.recording.samples / this.width);
  }

  #clamp() {
    this.first = Math.max(0, Math.min(this.recording.samples - this.span, this.first));
  }
}
