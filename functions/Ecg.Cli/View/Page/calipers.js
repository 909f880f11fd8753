import { h } from './dom.js';
import { clock, plain } from './text.js';

const Far = 10;
const Aside = 34;

/** Two lines for time and two for values, which measure between them. They stay at their place in the recording. */
export class Calipers {
  constructor(viewport, changed) {
    this.viewport = viewport;
    this.changed = changed;
    this.isOn = false;
    this.handles = ['start', 'end', 'low', 'high'].map(side => this.#handle(side));
    this.element = h('div', { class: 'calipers', role: 'group', 'aria-label': 'Calipers', hidden: true }, this.handles);
    this.output = h('output', { class: 'measure', hidden: true });
  }

  /** Puts the calipers into the middle of the screen, or takes them away. */
  toggle(row) {
    this.isOn = !this.isOn;
    if (this.isOn && row) this.#place(row);
    this.element.hidden = !this.isOn;
    this.output.hidden = !this.isOn;
    this.changed();
    if (this.isOn) this.handles[0].focus({ preventScroll: true });
  }

  #place(row) {
    const { viewport } = this;
    const middle = viewport.sample(viewport.width / 2);
    const half = Math.min(viewport.rate * 0.4, viewport.span / 8);
    this.lead = row.lead;
    this.times = [Math.round(middle - half), Math.round(middle + half)];
    this.values = [row.value(row.middle + 20), row.value(row.middle - 20)];
  }

  /** Begins a measurement at a place of the paper. */
  begin(x, y, row) {
    const time = this.#sampleAt(x);
    this.lead = row.lead;
    this.times = [time, time];
    this.values = [row.value(y), row.value(y)];
    this.changed();
  }

  /** Goes on with it. */
  drag(x, y, row) {
    this.times = [this.times[0], this.#sampleAt(x)];
    this.values = [this.values[0], row.value(y)];
    this.changed();
  }

  #sampleAt(x) {
    return Math.max(0, Math.min(this.viewport.recording.samples - 1, Math.round(this.viewport.sample(x))));
  }

  /** What is measured: { samples, milliseconds, perMinute, value, unit }. */
  get measured() {
    const { viewport } = this;
    const samples = Math.abs(this.times[1] - this.times[0]);
    const seconds = viewport.isTimed ? samples / viewport.rate : null;
    return {
      samples,
      milliseconds: seconds === null ? null : seconds * 1000,
      perMinute: seconds ? 60 / seconds : null,
      value: Math.abs(this.values[1] - this.values[0]),
      unit: viewport.recording.leads[this.lead].unit,
    };
  }

  get text() {
    const { samples, milliseconds, perMinute, value, unit } = this.measured;
    const lead = this.viewport.recording.leads[this.lead].name;
    return [
      milliseconds === null ? `${samples} samples` : `${plain(milliseconds, 1)} ms`,
      perMinute === null ? null : `${plain(perMinute, 1)} bpm`,
      `${plain(value, 3)} ${unit} in ${lead}`,
    ].filter(Boolean).join(' · ');
  }

  /** Draws the lines, and puts the handles onto them. */
  draw(context, row, height, colours) {
    if (!this.isOn || !row) return;
    const xs = this.times.map(time => this.viewport.x(time));
    const ys = this.values.map(value => row.y(value));
    context.fillStyle = colours.caliper;
    context.globalAlpha = 0.12;
    context.fillRect(Math.min(...xs), Math.min(...ys), Math.abs(xs[1] - xs[0]), Math.abs(ys[1] - ys[0]));
    context.globalAlpha = 1;
    context.strokeStyle = colours.caliper;
    context.lineWidth = 1.5;
    context.beginPath();
    for (const x of xs) {
      context.moveTo(x, 0);
      context.lineTo(x, height);
    }
    for (const y of ys) {
      context.moveTo(Math.min(...xs) - Aside, y);
      context.lineTo(Math.max(...xs) + Aside, y);
    }
    context.stroke();
    this.#putHandles(xs, ys, row);
    this.output.textContent = this.text;
  }

  #putHandles(xs, ys, row) {
    // Beside the part that is measured, so that they hide none of it.
    const inside = x => Math.max(14, Math.min(this.viewport.width - 14, x));
    const top = Math.max(14, row.top - 4);
    const places = [[xs[0], top], [xs[1], top], [inside(Math.min(...xs) - Aside), ys[0]], [inside(Math.max(...xs) + Aside), ys[1]]];
    this.handles.forEach((handle, index) => {
      const [x, y] = places[index];
      handle.style.transform = `translate(${x}px, ${y}px)`;
      handle.hidden = x < 0 || x > this.viewport.width;
      this.#describe(handle, index);
    });
    this.row = row;
  }

  #describe(handle, index) {
    const isTime = index < 2;
    const value = isTime ? this.times[index] : this.values[index - 2];
    const unit = this.viewport.recording.leads[this.lead].unit;
    const text = isTime ? (this.viewport.isTimed ? clock(value / this.viewport.rate, 0.001) : `sample ${value}`) : `${plain(value, 3)} ${unit}`;
    const { min, max } = this.viewport.recording.leads[this.lead];
    handle.setAttribute('aria-valuenow', String(plain(value, 3)));
    handle.setAttribute('aria-valuemin', isTime ? '0' : String(plain(Math.min(min ?? 0, value), 3)));
    handle.setAttribute('aria-valuemax', isTime ? String(this.viewport.recording.samples) : String(plain(Math.max(max ?? 0, value), 3)));
    handle.setAttribute('aria-valuetext', `${text}; ${this.text}`);
  }

  #handle(side) {
    const isTime = side === 'start' || side === 'end';
    const names = { start: 'First time', end: 'Second time', low: 'First value', high: 'Second value' };
    const handle = h('div', {
      class: `handle ${isTime ? 'time' : 'value'}`, role: 'slider', tabindex: '0', 'aria-label': names[side],
      'aria-orientation': isTime ? 'horizontal' : 'vertical', 'aria-valuenow': '0',
      onkeydown: event => this.#key(event, side),
      onpointerdown: event => {
        event.stopPropagation();
        event.preventDefault();
        handle.focus({ preventScroll: true });
        handle.setPointerCapture(event.pointerId);
      },
      onpointermove: event => {
        if (!handle.hasPointerCapture(event.pointerId)) return;
        const box = this.element.getBoundingClientRect();
        if (isTime) this.times[side === 'start' ? 0 : 1] = this.#sampleAt(event.clientX - box.left);
        else this.values[side === 'low' ? 0 : 1] = this.row.value(event.clientY - box.top);
        this.changed();
      },
    });
    return handle;
  }

  #key(event, side) {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const far = event.shiftKey ? Far : 1;
    if (side === 'start' || side === 'end') {
      const index = side === 'start' ? 0 : 1;
      const one = Math.max(1, Math.round(this.viewport.samplesPerPixel));
      this.times[index] = Math.max(0, Math.min(this.viewport.recording.samples - 1, this.times[index] + step * far * one));
    } else {
      this.values[side === 'low' ? 0 : 1] += step * far / this.row.pixelsPerUnit;
    }
    this.changed();
  }
}
