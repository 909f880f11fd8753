import { duration } from './text.js';

/** What the kinds of annotations are called, and whether they are of the signal itself. */
const Kinds = {
  missing: { name: 'Missing samples', isOfSignal: true },
  flat: { name: 'Flat line', isOfSignal: true },
  clipped: { name: 'Clipping', isOfSignal: true },
  noise: { name: 'Noise', isOfSignal: true },
  rhythm: { name: 'Rhythm' },
  note: { name: 'Notes' },
};

// What a user hides stays hidden in the next recording.
const hidden = new Set();

/** What was found in a recording, and which of it is shown. */
export class Marks {
  constructor({ beats, stretches }, recording) {
    this.beats = beats.map(series => ({ ...series, key: `beat ${series.source}` }));
    this.stretches = stretches.map(stretch => ({ ...stretch, leadIndex: stretch.lead === null ? -1 : recording.leads.findIndex(lead => lead.leadName === stretch.lead) }));
    this.recording = recording;
  }

  /** What can be shown or hidden: { key, name, isShown }. */
  get groups() {
    const kinds = [...new Set(this.stretches.map(({ kind }) => kind))].sort((a, b) => Object.keys(Kinds).indexOf(a) - Object.keys(Kinds).indexOf(b));
    return [
      ...this.beats.map(({ key, source, samples }) => ({ key, name: `Beats, ${source} (${samples.length.toLocaleString('en')})`, kind: 'beat' })),
      ...kinds.map(kind => ({ key: kind, kind, name: `${Marks.nameOf(kind)} (${this.stretches.filter(stretch => stretch.kind === kind).length.toLocaleString('en')})` })),
    ].map(group => ({ ...group, isShown: !hidden.has(group.key) }));
  }

  static nameOf(kind) {
    return Kinds[kind]?.name ?? kind;
  }

  show(key, isShown) {
    if (isShown) hidden.delete(key);
    else hidden.add(key);
  }

  get shownBeats() {
    return this.beats.filter(({ key }) => !hidden.has(key));
  }

  get shownStretches() {
    return this.stretches.filter(({ kind }) => !hidden.has(kind));
  }

  /** What was found against the signal. */
  get defects() {
    return this.shownStretches.filter(({ kind }) => Kinds[kind]?.isOfSignal);
  }

  /** What was found against the signal, else the rhythms and notes: what there is to look at. */
  get findings() {
    const { defects } = this;
    return defects.length ? defects : this.shownStretches;
  }

  /** A stretch in words. */
  describe({ kind, symbol, lead, start, end, note }) {
    const rate = this.recording.samplingRate;
    const length = end > start ? duration(rate ? (end - start) / rate : null, end - start) : null;
    const what = Kinds[kind]?.isOfSignal ? Marks.nameOf(kind) : [symbol && symbol !== '+' ? symbol : null, note].filter(Boolean).join(' ') || Marks.nameOf(kind);
    return [what, lead ?? (Kinds[kind]?.isOfSignal ? 'all leads' : null), length].filter(Boolean).join(', ');
  }

  /** The next or the previous finding that begins after, or before, a sample. */
  next(sample, direction) {
    const { findings } = this;
    return direction > 0 ? findings.find(({ start }) => start > sample + 0.5) : findings.findLast(({ start }) => start < sample - 0.5);
  }
}
