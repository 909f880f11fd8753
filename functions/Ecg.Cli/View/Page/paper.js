import { fills, palette } from './palette.js';
import { PixelsPerMillimetre, firstAtLeast, labelStep, millimetresPerUnit, timeSquares, valueSquares } from './scale.js';
import { Signal } from './signal.js';
import { clock } from './text.js';

const Font = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
const BeatLane = 18;
const Axis = 22;
const Overlap = 0.6;
const BandLevel = 4;
const Faint = 0.5;
const LeastRow = 36;
const PhoneRow = 92;
const TickRoom = 5;
const SymbolRoom = 11;
const RateRoom = 46;
const TrendRoom = 30;
const LabelRoom = 54;

/** Draws the part of a recording that is seen. */
export class Paper {
  constructor(canvas, viewport, signal) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d');
    this.viewport = viewport;
    this.signal = signal;
    this.marks = null;
    this.leads = viewport.recording.leads.map((_, index) => index);
    this.centres = new Map();
    this.height = 0;
    this.recolour();
  }

  /** Takes the colours of the scheme anew. */
  recolour() {
    this.colours = palette();
    this.fills = fills(this.context, this.colours);
  }

  /** Takes the room of the element around it. */
  resize(width, height, isPhone) {
    const rows = Math.max(1, this.leads.length);
    const rest = this.top + Axis;
    this.rowHeight = isPhone ? PhoneRow : Math.max(LeastRow, Math.floor((height - rest) / rows));
    this.height = rest + rows * this.rowHeight;
    this.density = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * this.density);
    this.canvas.height = Math.round(this.height * this.density);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${this.height}px`;
    this.viewport.resize(width);
  }

  /** Where the rows begin, below the beats. */
  get top() {
    return Math.max(1, this.marks?.shownBeats.length ?? 1) * BeatLane + 4;
  }

  /** The row at a height: { index, lead, centre, pixelsPerUnit, ... }. */
  rowAt(y) {
    const rows = this.rows();
    return rows[Math.max(0, Math.min(rows.length - 1, Math.floor((y - this.top) / this.rowHeight)))];
  }

  row(lead) {
    return this.rows().find(row => row.lead === lead);
  }

  rows() {
    return this.leads.map((lead, place) => {
      const details = this.viewport.recording.leads[lead];
      const top = this.top + place * this.rowHeight;
      const pixelsPerUnit = millimetresPerUnit(details, this.viewport.gain) * PixelsPerMillimetre;
      const middle = Math.round(top + this.rowHeight / 2);
      const centre = this.centres.get(lead) ?? details.mean ?? 0;
      return { lead, details, top, middle, centre, pixelsPerUnit, y: value => middle - (value - centre) * pixelsPerUnit, value: y => centre + (middle - y) / pixelsPerUnit };
    });
  }

  /** Whether all that is seen is here, at the level that it is drawn at. */
  get isComplete() {
    const { viewport } = this;
    const level = Signal.levelOf(viewport.samplesPerPixel);
    let seen = viewport.first;
    for (const piece of this.signal.pieces(level, viewport.first, viewport.last)) {
      if (piece.level !== level) return false;
      seen = piece.to;
    }
    return seen >= Math.min(viewport.last, viewport.recording.samples);
  }

  /** Centres each lead on the median of what is seen of it. */
  centre() {
    this.centres.clear();
    for (const { lead } of this.rows()) {
      const values = this.#seen(lead);
      if (values.length) this.centres.set(lead, values.sort()[values.length >> 1]);
    }
  }

  /** How tall the tallest lead in mV is, in mV, as far as it is seen. */
  tallest() {
    let tallest = 0;
    for (const { lead, details, centre } of this.rows()) {
      if (details.unit !== 'mV') continue;
      const values = this.#seen(lead).sort();
      if (values.length) tallest = Math.max(tallest, values[Math.floor(values.length * 0.999)] - centre, centre - values[Math.floor(values.length * 0.001)]);
    }
    return tallest * 2;
  }

  #seen(lead) {
    const { viewport } = this;
    const values = [];
    for (const piece of this.signal.pieces(Signal.levelOf(viewport.samplesPerPixel), viewport.first, viewport.last)) {
      const base = lead * piece.count * piece.perValue;
      const step = 2 ** piece.level;
      const begin = Math.max(0, Math.floor(piece.from / step) - piece.first);
      const end = Math.min(piece.count, Math.ceil(piece.to / step) - piece.first);
      for (let index = begin * piece.perValue; index < end * piece.perValue; index++) {
        if (!Number.isNaN(piece.data[base + index])) values.push(piece.data[base + index]);
      }
    }
    return new Float32Array(values);
  }

  draw() {
    const { context, viewport, colours } = this;
    const rows = this.rows();
    this.signal.begin();
    context.setTransform(this.density, 0, 0, this.density, 0, 0);
    context.font = Font;
    context.fillStyle = colours.page;
    context.fillRect(0, 0, viewport.width, this.height);
    this.end = Math.min(viewport.width, viewport.x(viewport.recording.samples));
    context.save();
    context.beginPath();
    context.rect(0, 0, this.end, this.height);
    context.clip();
    this.#drawGrid(rows);
    if (this.marks) this.#drawStretches(rows);
    for (const row of rows) this.#drawTrace(row);
    context.restore();
    this.#drawNames(rows);
    if (this.marks) this.#drawBeats();
    this.#drawAxis();
    this.signal.pieces(this.signal.wholeLevel, 0, viewport.recording.samples).next();
    this.signal.foresee(Signal.levelOf(viewport.samplesPerPixel), viewport.first, viewport.last);
    this.signal.end();
  }

  #drawGrid(rows) {
    const { context, viewport, colours, end } = this;
    context.fillStyle = colours.paper;
    context.fillRect(0, 0, end, this.height);
    if (!rows.length) return;
    const bottom = this.height - Axis;
    const squares = timeSquares(viewport.pixelsPerSecond);
    const heights = valueSquares(viewport.gain * PixelsPerMillimetre);
    const origin = rows[0].middle;
    for (const [index, colour] of [[0, colours.fine], [1, colours.heavy]]) {
      context.strokeStyle = colour;
      context.lineWidth = 1;
      context.beginPath();
      const step = squares[index] * viewport.rate;
      for (let place = Math.ceil(viewport.first / step); place * step <= viewport.last; place++) {
        const x = Math.round(viewport.x(place * step)) + 0.5;
        context.moveTo(x, this.top);
        context.lineTo(x, bottom);
      }
      const rise = heights[index] * viewport.gain * PixelsPerMillimetre;
      for (let place = Math.ceil((this.top - origin) / rise); origin + place * rise <= bottom; place++) {
        const y = Math.round(origin + place * rise) + 0.5;
        context.moveTo(0, y);
        context.lineTo(end, y);
      }
      context.stroke();
    }
  }

  #drawStretches(rows) {
    const { context, viewport, colours } = this;
    let labelled = -Infinity;
    for (const stretch of this.marks.shownStretches) {
      if (stretch.start > viewport.last) break;
      if (Math.max(stretch.end, stretch.start + 1) < viewport.first) continue;
      const x = Math.max(-1, viewport.x(stretch.start));
      const width = Math.max(2, Math.min(viewport.width + 1, viewport.x(stretch.end)) - x);
      const fill = this.fills[stretch.kind];
      if (!fill) {
        labelled = this.#drawPoint(stretch, x, labelled);
        continue;
      }
      for (const row of rows) {
        if (stretch.leadIndex >= 0 && stretch.leadIndex !== row.lead) continue;
        context.globalAlpha = Faint;
        context.fillStyle = fill;
        context.fillRect(x, row.top, width, this.rowHeight);
        context.globalAlpha = 1;
        context.strokeStyle = colours[stretch.kind];
        context.strokeRect(Math.round(x) + 0.5, row.top + 0.5, Math.round(width), this.rowHeight - 1);
        if (width >= LabelRoom) this.#write(stretch.kind, Math.max(4, x + 4), row.top + this.rowHeight - 6, colours[stretch.kind]);
      }
    }
  }

  // A rhythm, or a note: a line where it begins and what it says.
  #drawPoint(stretch, x, labelled) {
    const { context, colours } = this;
    context.strokeStyle = colours.muted;
    context.setLineDash([2, 3]);
    context.beginPath();
    context.moveTo(Math.round(x) + 0.5, this.top);
    context.lineTo(Math.round(x) + 0.5, this.height - Axis);
    context.stroke();
    context.setLineDash([]);
    if (x < labelled) return labelled;
    const text = stretch.kind === 'rhythm' ? `(${stretch.note ?? stretch.symbol ?? ''}` : stretch.symbol ?? stretch.note ?? stretch.kind;
    this.#write(text, Math.max(2, x + 3), this.height - Axis - 5, colours.text);
    return x + 10 + context.measureText(text).width;
  }

  #drawTrace(row) {
    const { context, viewport, colours } = this;
    const level = Signal.levelOf(viewport.samplesPerPixel);
    context.save();
    context.beginPath();
    // A complex may reach into the next row, as it does on paper; the band that a long part becomes would hide it.
    const overlap = level < BandLevel ? Overlap : 0;
    context.rect(0, Math.max(0, row.top - this.rowHeight * overlap), this.end, this.rowHeight * (1 + 2 * overlap));
    context.clip();
    context.strokeStyle = colours.ink;
    context.lineWidth = level === 0 ? 1.3 : 1;
    context.lineJoin = 'bevel';
    context.beginPath();
    const pen = { isDown: false, y: 0 };
    for (const piece of this.signal.pieces(level, viewport.first, viewport.last)) {
      if (piece.level === 0) this.#traceSamples(piece, row, pen);
      else this.#traceExtremes(piece, row, pen);
    }
    context.stroke();
    context.restore();
  }

  #traceSamples({ data, first, count, from, to }, row, pen) {
    const { context, viewport } = this;
    const base = row.lead * count;
    const end = Math.min(count, Math.ceil(to) - first + 1);
    for (let index = Math.max(0, Math.floor(from) - first - 1); index < end; index++) {
      const value = data[base + index];
      if (Number.isNaN(value)) {
        pen.isDown = false;
        continue;
      }
      const x = viewport.x(first + index);
      const y = row.middle - (value - row.centre) * row.pixelsPerUnit;
      if (pen.isDown) context.lineTo(x, y);
      else context.moveTo(x, y);
      pen.isDown = true;
    }
  }

  #traceExtremes({ data, level, first, count, from, to }, row, pen) {
    const { context, viewport } = this;
    const base = row.lead * count * 2;
    const step = 2 ** level;
    const end = Math.min(count, Math.ceil(to / step) - first + 1);
    for (let index = Math.max(0, Math.floor(from / step) - first - 1); index < end; index++) {
      const least = data[base + index * 2];
      if (Number.isNaN(least)) {
        pen.isDown = false;
        continue;
      }
      const x = viewport.x((first + index + 0.5) * step);
      const low = row.middle - (least - row.centre) * row.pixelsPerUnit;
      const high = row.middle - (data[base + index * 2 + 1] - row.centre) * row.pixelsPerUnit;
      const [near, far] = !pen.isDown || Math.abs(pen.y - low) < Math.abs(pen.y - high) ? [low, high] : [high, low];
      if (pen.isDown) context.lineTo(x, near);
      else context.moveTo(x, near);
      // A line of no length is not drawn.
      context.lineTo(x, far === near ? far + 0.5 : far);
      pen.isDown = true;
      pen.y = far;
    }
  }

  #drawNames(rows) {
    const { context, colours } = this;
    context.font = `600 ${Font}`;
    for (const row of rows) {
      this.#write(row.details.name, 6, row.top + 15, colours.ink);
      if (row.details.unit !== 'mV') {
        context.font = Font;
        this.#write(`10 mm = ${Number((10 / millimetresPerUnit(row.details, this.viewport.gain)).toPrecision(3))} ${row.details.unit}`, 6, row.top + 30, colours.muted);
        context.font = `600 ${Font}`;
      }
    }
    context.font = Font;
  }

  #drawBeats() {
    const { context, colours, viewport, marks } = this;
    context.fillStyle = colours.card;
    context.fillRect(0, 0, viewport.width, this.top);
    marks.shownBeats.forEach((series, lane) => {
      const top = 2 + lane * BeatLane;
      const begin = firstAtLeast(series.samples, viewport.first);
      const end = firstAtLeast(series.samples, viewport.last + 1);
      const room = viewport.width / Math.max(1, end - begin);
      if (room < TickRoom && viewport.isTimed) this.#drawTrend(series, begin, end, top);
      else this.#drawTicks(series, begin, end, top, room);
      if (marks.beats.length > 1) this.#label(series.source, 4, top);
    });
  }

  #drawTicks({ samples, symbols }, begin, end, top, room) {
    const { context, colours, viewport } = this;
    context.textAlign = 'center';
    for (let index = Math.max(0, begin - 1); index < Math.min(samples.length, end + 1); index++) {
      const x = viewport.x(samples[index]);
      const isUsual = !symbols[index] || symbols[index] === 'N';
      context.fillStyle = isUsual ? colours.beat : colours.bad;
      if (symbols[index] && room >= SymbolRoom) {
        context.fillText(symbols[index], x, top + 13);
      } else {
        context.fillRect(Math.round(x) - 0.5, top + 3, isUsual ? 1.5 : 2.5, BeatLane - 6);
      }
      if (room >= RateRoom && index > 0 && viewport.isTimed) {
        const seconds = (samples[index] - samples[index - 1]) / viewport.rate;
        context.fillStyle = colours.muted;
        if (seconds * viewport.pixelsPerSecond >= RateRoom && seconds < 4) context.fillText(Math.round(60 / seconds), viewport.x((samples[index] + samples[index - 1]) / 2), top + 13);
      }
    }
    context.textAlign = 'left';
  }

  // Where beats are too close to be told apart, their rate is drawn.
  #drawTrend(series, begin, end, top) {
    const { context, colours, viewport } = this;
    const points = trend(series.samples, begin, end, viewport, 3);
    if (points.length < 2) return;
    const rates = points.map(([, rate]) => rate).sort((a, b) => a - b);
    const [low, high] = [rates[Math.floor(rates.length * 0.01)], rates[Math.floor(rates.length * 0.99)]];
    context.strokeStyle = colours.beat;
    context.lineWidth = 1;
    context.beginPath();
    points.forEach(([x, rate], index) => {
      const y = top + BeatLane - 3 - (BeatLane - 6) * Math.max(0, Math.min(1, (rate - low) / Math.max(TrendRoom, high - low)));
      if (index && x - points[index - 1][0] < 20) context.lineTo(x, y);
      else context.moveTo(x, y);
    });
    context.stroke();
    const text = `${Math.round(low)}–${Math.round(high)} bpm`;
    this.#label(text, viewport.width - 8 - context.measureText(text).width, top);
  }

  #drawAxis() {
    const { context, colours, viewport } = this;
    const top = this.height - Axis;
    context.fillStyle = colours.card;
    context.fillRect(0, top, viewport.width, Axis);
    context.fillStyle = colours.muted;
    const step = labelStep(viewport.pixelsPerSecond);
    context.textAlign = 'center';
    for (let place = Math.ceil(viewport.first / viewport.rate / step); ; place++) {
      const x = viewport.x(place * step * viewport.rate);
      if (x > this.end + 1 || x > viewport.width) break;
      context.fillRect(Math.round(x), top, 1, 4);
      const text = viewport.isTimed ? clock(place * step, step) : Math.round(place * step * viewport.rate).toLocaleString('en');
      const half = context.measureText(text).width / 2;
      context.fillText(text, Math.max(half + 2, Math.min(viewport.width - half - 2, x)), top + 16);
    }
    context.textAlign = 'left';
  }

  // Text on a ground of its own, over the beats.
  #label(text, x, top) {
    const { context, colours } = this;
    context.fillStyle = colours.card;
    context.fillRect(x - 4, top, context.measureText(text).width + 8, BeatLane - 1);
    context.fillStyle = colours.muted;
    context.fillText(text, x, top + 13);
  }

  // Text that can be read over a grid and a trace.
  #write(text, x, y, colour) {
    const { context } = this;
    context.lineWidth = 3;
    context.lineJoin = 'round';
    context.strokeStyle = this.colours.paper;
    context.strokeText(text, x, y);
    context.fillStyle = colour;
    context.fillText(text, x, y);
    context.lineWidth = 1;
  }
}

/** The heart rate over time: [x, beats per minute] for every so many pixels. */
export function trend(samples, begin, end, viewport, pixels) {
  const points = [];
  const most = 3 * viewport.rate;
  const width = pixels * viewport.samplesPerPixel;
  let [sum, number, edge] = [0, 0, -Infinity];
  const put = () => {
    if (number) points.push([viewport.x(edge + width / 2), 60 * viewport.rate * number / sum]);
  };
  for (let index = Math.max(1, begin); index < end; index++) {
    if (samples[index] >= edge + width) {
      put();
      [sum, number, edge] = [0, 0, samples[index]];
    }
    const interval = samples[index] - samples[index - 1];
    if (interval > 0 && interval < most) {
      sum += interval;
      number++;
    }
  }
  put();
  return points;
}
