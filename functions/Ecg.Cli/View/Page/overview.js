import { h } from './dom.js';
import { trend } from './paper.js';
import { Signal } from './signal.js';
import { clock } from './text.js';

const Height = 40;
const Bars = 8;

/** All of a recording on one line: the heart rate, else the first lead, with what was found; the part that is seen is framed. */
export class Overview {
  constructor(viewport, paper, signal, changed) {
    Object.assign(this, { viewport, paper, signal, changed });
    this.canvas = h('canvas', { 'aria-hidden': 'true' });
    this.frame = h('div', { class: 'frame' });
    this.element = h('div', {
      class: 'overview', role: 'slider', tabindex: '0', 'aria-label': 'Position in the recording', 'aria-valuemin': '0', 'aria-valuenow': '0',
      onpointerdown: event => this.#point(event), onpointermove: event => event.buttons && this.#point(event), onkeydown: event => this.#key(event),
    }, this.canvas, this.frame);
    this.context = this.canvas.getContext('2d');
  }

  #point(event) {
    const box = this.element.getBoundingClientRect();
    this.element.setPointerCapture(event.pointerId);
    this.viewport.moveTo((event.clientX - box.left) / box.width * this.viewport.recording.samples - this.viewport.span / 2);
    this.changed();
  }

  #key(event) {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.viewport.scroll(step * this.viewport.width);
    this.changed();
  }

  /** Draws it where it can have changed: the frame always. */
  draw(isStale) {
    const { viewport, element } = this;
    element.hidden = viewport.isWhole;
    if (element.hidden) return;
    if (isStale || this.width !== viewport.width) this.#redraw();
    const { samples } = viewport.recording;
    this.frame.style.transform = `translateX(${viewport.first / samples * this.width}px)`;
    this.frame.style.width = `${Math.max(6, Math.min(1, viewport.span / samples) * this.width)}px`;
    const place = viewport.isTimed ? value => clock(value / viewport.rate, 0.1) : value => `sample ${Math.round(value)}`;
    element.setAttribute('aria-valuemax', String(samples));
    element.setAttribute('aria-valuenow', String(Math.round(viewport.first)));
    element.setAttribute('aria-valuetext', `${place(viewport.first)} to ${place(Math.min(samples, viewport.last))} of ${place(samples)}`);
  }

  #redraw() {
    const { context, viewport, paper } = this;
    this.width = viewport.width;
    const density = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(this.width * density);
    this.canvas.height = Height * density;
    this.canvas.style.width = `${this.width}px`;
    context.setTransform(density, 0, 0, density, 0, 0);
    const whole = { first: 0, rate: viewport.rate, samplesPerPixel: viewport.recording.samples / this.width, x: sample => sample / viewport.recording.samples * this.width };
    const beats = paper.marks?.beats[0];
    const points = beats && viewport.isTimed ? trend(beats.samples, 1, beats.samples.length, whole, 2) : [];
    context.strokeStyle = paper.colours.beat;
    if (points.length > 8) this.#drawLine(points.map(([x, rate]) => [x, rate]), whole);
    else this.#drawLead();
    this.#drawFindings(whole);
  }

  #drawLine(points) {
    const { context, paper } = this;
    const rates = points.map(([, rate]) => rate).sort((a, b) => a - b);
    const [low, high] = [rates[Math.floor(rates.length * 0.005)], rates[Math.floor(rates.length * 0.995)]];
    context.beginPath();
    points.forEach(([x, rate], index) => {
      const y = Height - Bars - 4 - (Height - Bars - 8) * Math.max(0, Math.min(1, (rate - low) / Math.max(20, high - low)));
      if (index && x - points[index - 1][0] < 12) context.lineTo(x, y);
      else context.moveTo(x, y);
    });
    context.stroke();
    context.font = '12px system-ui, sans-serif';
    const text = `${Math.round(low)}–${Math.round(high)} bpm`;
    context.fillStyle = paper.colours.card;
    context.fillRect(this.width - context.measureText(text).width - 12, 1, 200, 16);
    context.fillStyle = paper.colours.muted;
    context.fillText(text, this.width - context.measureText(text).width - 6, 13);
  }

  #drawLead() {
    const { context, viewport } = this;
    const lead = this.paper.leads[0];
    if (lead === undefined) return;
    const { min, max } = viewport.recording.leads[lead];
    const { samples } = viewport.recording;
    const y = value => 3 + (Height - Bars - 6) * (1 - (value - min) / Math.max(1e-9, max - min));
    context.beginPath();
    for (const { data, level, perValue, first, count } of this.signal.pieces(Math.min(Signal.levelOf(samples / this.width), this.signal.wholeLevel), 0, samples)) {
      for (let index = 0; index < count * perValue; index++) {
        const value = data[lead * count * perValue + index];
        const x = (first + index / perValue) * 2 ** level / samples * this.width;
        if (!Number.isNaN(value)) context.lineTo(x, y(value));
      }
    }
    context.stroke();
  }

  #drawFindings(whole) {
    const { context, paper } = this;
    for (const { kind, start, end } of paper.marks?.defects ?? []) {
      context.fillStyle = paper.colours[kind] ?? paper.colours.muted;
      context.fillRect(whole.x(start), Height - Bars, Math.max(1.5, whole.x(end) - whole.x(start)), Bars - 2);
    }
  }
}
