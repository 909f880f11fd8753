import { fileAddress, get } from './api.js';
import { Calipers } from './calipers.js';
import { announce, bdi, download, h, qualityMark } from './dom.js';
import { Marks } from './marks.js';
import { Overview } from './overview.js';
import { Paper } from './paper.js';
import { filterPart, listAddress, recordingAddress, replaceAddress } from './place.js';
import { PixelsPerMillimetre, timeSquares, valueSquares } from './scale.js';
import { Signal } from './signal.js';
import { beatsPerMinute, clock, duration, patient, plain } from './text.js';
import { Viewport } from './viewport.js';

const MostFindings = 200;
const Nudge = 0.2;
const Pinch = 2;
const Header = 46;
const Tallness = 1.5;

// A lead that needs less has an artefact, beside which its beats would be a flat line.
const LeastFittedGain = 2.5;

/** A recording on ECG paper. */
export class RecordingScreen {
  constructor(lake, place) {
    this.lake = lake;
    this.id = place.id;
    this.query = place.query;
    this.filter = filterPart(place.query);
    this.pointers = new Map();
    this.main = h('div', { class: 'stage', 'aria-busy': 'true' }, h('p', { class: 'note' }, 'Reading …'));
    this.element = h('div', { class: 'recording' }, this.heading = h('div', { class: 'heading' }, h('h1', {}, bdi(place.id))), this.main);
    document.title = place.id;
    this.keys = this.#keys();
    this.#load();
  }

  /** Goes to another place of the same recording. */
  follows(place) {
    if (place.screen !== 'recording' || place.id !== this.id) return false;
    this.query = place.query;
    if (this.viewport) this.#goTo(place.query);
    return true;
  }

  leave() {
    this.isGone = true;
    this.signal?.leave();
    this.observer?.disconnect();
    this.scheme?.removeEventListener('change', this.onScheme);
    clearTimeout(this.pause);
    cancelAnimationFrame(this.frame);
  }

  async #load() {
    try {
      this.recording = await get('recording', { id: this.id });
      if (this.isGone) return;
      this.#build();
      const [found, neighbours] = await Promise.all([get('annotations', { id: this.id }), get('neighbours', { id: this.id, ...this.filter })]);
      if (this.isGone) return;
      this.#putMarks(new Marks(found, this.recording));
      this.#putNeighbours(neighbours);
    } catch (error) {
      this.main.replaceChildren(h('p', { class: 'error', role: 'alert' }, error.message));
      this.main.removeAttribute('aria-busy');
    }
  }

  #build() {
    const { recording } = this;
    this.viewport = new Viewport(recording);
    this.signal = new Signal(recording, () => this.#invalidate(true));
    this.canvas = h('canvas', { role: 'img', 'aria-label': 'ECG paper' });
    this.paper = new Paper(this.canvas, this.viewport, this.signal);
    this.calipers = new Calipers(this.viewport, () => this.#invalidate());
    this.overview = new Overview(this.viewport, this.paper, this.signal, () => this.#invalidate());
    this.sheet = h('div', { class: 'sheet', onwheel: event => this.#wheel(event) }, this.canvas, this.calipers.element);
    this.problem = h('p', { class: 'error', role: 'alert', hidden: true });
    this.state = h('p', { class: 'state' });
    const save = (text, title, run) => h('button', { type: 'button', class: 'quiet', title, onclick: run }, text);
    const foot = h('div', { class: 'foot' }, this.state,
      save('Picture', 'Save what is shown as PNG', () => this.#savePicture()),
      save('CSV', 'Save the samples shown as CSV', () => this.#saveSamples()),
      save('Link', 'Copy a link to this place', () => this.#copyLink()));
    this.side = h('aside', { class: 'side', 'aria-label': 'About this recording' });
    this.main.removeAttribute('aria-busy');
    this.main.replaceChildren(
      h('div', { class: 'work' }, this.overview.element, this.#toolbar(), this.problem, this.frameOfSheet = h('div', { class: 'frame-of-sheet' }, this.sheet, this.calipers.output), foot),
      this.side);
    this.#putHeading();
    this.#putSide();
    this.#listen();
    this.#resize();
    this.#goTo(this.query);
  }

  #putHeading(neighbours = null) {
    const { recording } = this;
    const step = (id, text, key) => h('a', { class: `step ${id ? '' : 'off'}`, href: id ? recordingAddress(id, {}, this.filter) : null, role: id ? null : 'link', 'aria-disabled': id ? null : 'true', title: `${text} (${key})` },
      h('span', { 'aria-hidden': 'true' }, text === 'Previous' ? '‹ ' : ''), h('span', {}, text), h('span', { 'aria-hidden': 'true' }, text === 'Next' ? ' ›' : ''));
    this.heading.replaceChildren(...[
      h('h1', {}, h('span', { class: 'dataset' }, bdi(recording.dataset)), bdi(recording.record)),
      qualityMark(recording.quality),
      neighbours && neighbours.total > 1 && h('nav', { class: 'steps', 'aria-label': 'Recordings' },
        step(neighbours.previous, 'Previous', 'p'),
        h('span', { class: 'place' }, neighbours.place ? `${neighbours.place.toLocaleString('en')} of ${neighbours.total.toLocaleString('en')}` : ''),
        step(neighbours.next, 'Next', 'n')),
    ].filter(Boolean));
  }

  #putNeighbours(neighbours) {
    this.neighbours = neighbours;
    this.#putHeading(neighbours);
  }

  #toolbar() {
    const button = (text, title, run, properties = {}) => h('button', { type: 'button', title, onclick: run, ...properties }, text);
    this.speedText = h('output', { class: 'scale' });
    this.gainText = h('output', { class: 'scale' });
    this.caliperButton = button('Calipers', 'Measure ms, mV and beats per minute (c)', () => this.#toggleCalipers(), { 'aria-pressed': 'false' });
    return h('div', { class: 'toolbar', role: 'toolbar', 'aria-label': 'Paper' },
      h('span', { class: 'group' }, button('−', 'Narrower (-)', () => this.#change(view => view.stepSpeed(-1)), { 'aria-label': 'Narrower' }), this.speedText,
        button('+', 'Wider (+)', () => this.#change(view => view.stepSpeed(1)), { 'aria-label': 'Wider' })),
      h('span', { class: 'group' }, button('−', 'Lower ([)', () => this.#gainBy(-1), { 'aria-label': 'Lower' }), this.gainText,
        button('+', 'Taller (])', () => this.#gainBy(1), { 'aria-label': 'Taller' })),
      button('Standard', 'The standard scales: 25 mm/s, 10 mm/mV (0)', () => this.#change(view => view.showStandard())),
      button('Whole', 'The whole recording (w)', () => this.#change(view => view.showWhole())),
      button('Centre', 'Centre the leads on what is shown (m)', () => this.#centre()),
      this.caliperButton,
      h('span', { class: 'group finds' }, button('‹', 'Previous finding (,)', () => this.#toFinding(-1), { 'aria-label': 'Previous finding' }), h('span', { class: 'scale' }, 'Finding'),
        button('›', 'Next finding (.)', () => this.#toFinding(1), { 'aria-label': 'Next finding' })));
  }

  #putSide() {
    const { recording } = this;
    const facts = [
      ['Diagnoses', recording.diagnoses.join(', ') || '–'],
      ['Heart rate', beatsPerMinute(recording.heartRate)],
      ['Duration', duration(recording.seconds, recording.samples)],
      ['Rate', recording.samplingRate ? `${plain(recording.samplingRate)} Hz` : 'unknown'],
      ['Patient', patient(recording)],
      ['Recorded', recording.recordedAt ? recording.recordedAt.replace('T', ' ').replace(/(:\d\d)\..*$/, '$1') : null],
    ];
    this.found = h('div', { class: 'found' });
    this.side.replaceChildren(...[
      recording.issues.length > 0 && h('section', {}, h('h2', {}, 'Quality'), h('ul', { class: 'issues' }, recording.issues.map(issue => h('li', {}, bdi(issue))))),
      h('section', {}, h('h2', {}, 'Recording'), h('dl', { class: 'facts' }, facts.filter(([, value]) => value).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, bdi(value)))))),
      this.#leadBoxes(),
      this.found,
      h('p', { class: 'note' }, 'Not for diagnosis.'),
    ].filter(Boolean));
  }

  #leadBoxes() {
    const { recording } = this;
    const all = recording.leads.map((_, index) => index);
    this.leadChecks = all.map(index => h('input', { type: 'checkbox', checked: true, onchange: () => this.#setLeads(all.filter(other => this.leadChecks[other].checked)) }));
    return h('section', {},
      h('fieldset', { class: 'leads' }, h('legend', {}, 'Leads'),
        h('div', { class: 'boxes' }, recording.leads.map((lead, index) => h('label', { class: 'check', title: lead.issues.join('; ') || null },
          this.leadChecks[index], bdi(lead.name), lead.quality && lead.quality !== 'good' && qualityMark(lead.quality)))),
        recording.leads.length > 1 && h('button', { type: 'button', class: 'quiet', onclick: () => this.#setLeads(all) }, 'All leads')));
  }

  #putMarks(marks) {
    this.marks = this.paper.marks = marks;
    this.#putFound();
    this.#resize();
    this.#invalidate(true);
  }

  #putFound() {
    const { marks } = this;
    const groups = marks.groups;
    const findings = marks.findings;
    const rate = this.viewport.rate;
    this.found.replaceChildren(
      ...(groups.length ? [h('fieldset', {}, h('legend', {}, 'Marks'),
        h('div', { class: 'boxes column' }, groups.map(({ key, kind, name, isShown }) => h('label', { class: 'check' },
          h('input', { type: 'checkbox', checked: isShown, onchange: event => this.#showMarks(key, event.target.checked) }),
          h('span', { class: `swatch ${kind}`, 'aria-hidden': 'true' }), bdi(name)))))] : []),
      ...(findings.length ? [h('section', {}, h('h2', {}, 'Findings'),
        h('ol', { class: 'findings' }, findings.slice(0, MostFindings).map(stretch => h('li', {},
          h('a', { href: recordingAddress(this.id, { to: stretch.start }, this.filter), onclick: event => this.#followFinding(event, stretch) },
            h('span', { class: 'when' }, this.viewport.isTimed ? clock(stretch.start / rate, 0.1) : `#${stretch.start}`), ' ', bdi(marks.describe(stretch)))))),
        findings.length > MostFindings && h('p', { class: 'note' }, `and ${findings.length - MostFindings} more: press . and , to step through them`))] : []));
  }

  #showMarks(key, isShown) {
    this.marks.show(key, isShown);
    this.#resize();
    this.#invalidate(true);
  }

  #followFinding(event, stretch) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#toStretch(stretch);
  }

  #toFinding(direction) {
    const { viewport, marks } = this;
    const from = this.lastFinding !== undefined && this.lastFinding >= viewport.first && this.lastFinding <= viewport.last ? this.lastFinding : direction > 0 ? viewport.first : viewport.last;
    const next = marks?.next(from, direction);
    if (next) this.#toStretch(next);
    else announce(direction > 0 ? 'No later finding.' : 'No earlier finding.');
  }

  #toStretch(stretch) {
    this.lastFinding = stretch.start;
    this.viewport.show(stretch.start);
    announce(`${this.viewport.isTimed ? clock(stretch.start / this.viewport.rate, 0.1) : stretch.start}: ${this.marks.describe(stretch)}`);
    this.#invalidate();
  }

  #setLeads(leads) {
    const shown = leads.length ? leads : [0];
    this.paper.leads = shown;
    this.leadChecks.forEach((check, index) => { check.checked = shown.includes(index); });
    this.#resize();
    this.#invalidate(true);
  }

  #toggleCalipers() {
    this.calipers.toggle(this.paper.rows()[0]);
    this.caliperButton.setAttribute('aria-pressed', String(this.calipers.isOn));
    this.sheet.classList.toggle('measuring', this.calipers.isOn);
  }

  #change(change) {
    change(this.viewport);
    this.#invalidate();
  }

  #centre() {
    this.paper.centre();
    this.#invalidate();
  }

  #goTo({ at, to, span, gain, leads }) {
    const { viewport } = this;
    const number = text => text !== undefined && text !== '' && Number.isFinite(Number(text)) ? Number(text) : null;
    if (number(span) > 0) viewport.setSpan(number(span));
    if (number(gain) > 0) viewport.gain = number(gain);
    this.isGainChosen = number(gain) > 0;
    if (leads) this.#setLeads(this.recording.leads.flatMap((lead, index) => leads.split(',').includes(lead.column) ? [index] : []));
    if (number(to) !== null) viewport.show(number(to));
    else if (number(at) !== null) viewport.moveTo(number(at));
    this.#invalidate(true);
  }

  #address() {
    const { viewport, paper, recording } = this;
    return recordingAddress(this.id, {
      at: viewport.first > 0 ? Math.round(viewport.first) : null,
      span: viewport.isStandardSpeed ? null : Math.round(viewport.span),
      gain: this.isGainChosen ? viewport.gain : null,
      leads: paper.leads.length < recording.leads.length ? paper.leads.map(lead => recording.leads[lead].column).join(',') : null,
    }, this.filter);
  }

  #listen() {
    this.observer = new ResizeObserver(() => { this.#resize(); this.#invalidate(true); });
    this.observer.observe(this.frameOfSheet);
    this.scheme = matchMedia('(prefers-color-scheme: dark)');
    this.onScheme = () => { this.paper.recolour(); this.#invalidate(true); };
    this.scheme.addEventListener('change', this.onScheme);
    for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel']) this.sheet.addEventListener(type, event => this.#pointer(event));
  }

  #resize() {
    const isPhone = matchMedia('(max-width: 60rem)').matches;
    this.paper.resize(this.sheet.clientWidth, this.sheet.clientHeight, isPhone);
  }

  #place(event) {
    const box = this.sheet.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top + this.sheet.scrollTop };
  }

  #pointer(event) {
    const place = this.#place(event);
    if (event.type === 'pointerdown') {
      if (event.button !== 0) return;
      this.sheet.setPointerCapture(event.pointerId);
      this.pointers.set(event.pointerId, place);
      if (this.calipers.isOn && this.pointers.size === 1) this.calipers.begin(place.x, place.y, this.#caliperRow(this.paper.rowAt(place.y)));
    } else if (event.type === 'pointermove') {
      if (this.pointers.has(event.pointerId)) this.#drag(event.pointerId, place);
    } else {
      this.pointers.delete(event.pointerId);
    }
  }

  #drag(pointer, place) {
    const before = this.pointers.get(pointer);
    this.pointers.set(pointer, place);
    if (this.pointers.size === Pinch) this.#pinch(pointer, before, place);
    else if (this.calipers.isOn) this.calipers.drag(place.x, place.y, this.#caliperRow(this.paper.row(this.calipers.lead)));
    else this.viewport.scroll(before.x - place.x);
    this.#invalidate();
  }

  #pinch(pointer, before, place) {
    const [other] = [...this.pointers].filter(([id]) => id !== pointer).map(([, at]) => at);
    const [was, is] = [Math.abs(before.x - other.x), Math.abs(place.x - other.x)];
    if (was > 10 && is > 10) this.viewport.zoomBy(is / was, (place.x + other.x) / 2);
    this.viewport.scroll((before.x - place.x) / 2);
  }

  #caliperRow(row) {
    return row && { ...row, height: this.paper.rowHeight };
  }

  #wheel(event) {
    event.preventDefault();
    const pixels = event.deltaMode === 1 ? 16 : 1;
    if (event.ctrlKey || event.metaKey) this.viewport.zoomBy(Math.exp(-event.deltaY * pixels / 300), this.#place(event).x);
    else this.viewport.scroll((event.deltaX || event.deltaY) * pixels);
    this.#invalidate();
  }

  #keys() {
    const view = change => () => this.viewport && this.#change(change);
    return [
      { keys: ['ArrowLeft'], does: 'Back a little', run: view(port => port.scroll(-port.width * Nudge)) },
      { keys: ['ArrowRight'], does: 'Forward a little', run: view(port => port.scroll(port.width * Nudge)) },
      { keys: ['PageUp', 'Shift+ArrowLeft'], does: 'Back a screen', run: view(port => port.scroll(-port.width)) },
      { keys: ['PageDown', 'Shift+ArrowRight', ' '], does: 'Forward a screen', run: view(port => port.scroll(port.width)) },
      { keys: ['Home'], does: 'The beginning', run: view(port => port.moveTo(0)) },
      { keys: ['End'], does: 'The end', run: view(port => port.moveTo(Infinity)) },
      { keys: ['+', '='], does: 'Wider', run: view(port => port.stepSpeed(1)) },
      { keys: ['-'], does: 'Narrower', run: view(port => port.stepSpeed(-1)) },
      { keys: [']'], does: 'Taller', run: () => this.#gainBy(1) },
      { keys: ['['], does: 'Lower', run: () => this.#gainBy(-1) },
      { keys: ['0'], does: 'Standard scales: 25 mm/s, 10 mm/mV', run: view(port => port.showStandard()) },
      { keys: ['w'], does: 'The whole recording', run: view(port => port.showWhole()) },
      { keys: ['m'], does: 'Centre the leads', run: () => this.paper && this.#centre() },
      { keys: ['c'], does: 'Calipers on or off; Tab and arrows move them', run: () => this.calipers && this.#toggleCalipers() },
      { keys: ['.'], does: 'Next finding', run: () => this.viewport && this.#toFinding(1) },
      { keys: [','], does: 'Previous finding', run: () => this.viewport && this.#toFinding(-1) },
      { keys: ['n', 'j'], does: 'Next recording', run: () => this.#toNeighbour('next') },
      { keys: ['p', 'k'], does: 'Previous recording', run: () => this.#toNeighbour('previous') },
      { keys: ['Escape'], does: 'Calipers off, or back to the list', run: () => this.#close() },
    ];
  }

  #close() {
    if (this.calipers?.isOn) this.#toggleCalipers();
    else location.hash = listAddress(this.filter);
  }

  #gainBy(direction) {
    if (!this.viewport) return;
    this.isGainChosen = true;
    this.#change(view => view.stepGain(direction));
  }

  #toNeighbour(side) {
    const id = this.neighbours?.[side];
    if (id) location.hash = recordingAddress(id, {}, this.filter);
    else announce(side === 'next' ? 'This is the last recording.' : 'This is the first recording.');
  }

  #invalidate(isStale = false) {
    this.isStale ||= isStale;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      if (!this.isGone) this.#draw();
    });
  }

  #draw() {
    const { paper, viewport, calipers } = this;
    if (!this.isFitted) this.#fit();
    paper.draw();
    if (calipers.isOn) calipers.draw(paper.context, this.#caliperRow(paper.row(calipers.lead) ?? paper.rows()[0]), paper.height, paper.colours);
    this.overview.draw(this.isStale);
    this.isStale = false;
    this.speedText.textContent = viewport.isTimed ? `${plain(viewport.speed, viewport.speed < 1 ? 3 : 1)} mm/s` : `${plain(viewport.rate / viewport.speed, 0)} samples/mm`;
    this.gainText.textContent = `${plain(viewport.gain, 2)} mm/mV`;
    this.problem.hidden = !this.signal.problem;
    this.problem.textContent = this.signal.problem ?? '';
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.#settle(), 250);
  }

  // The first time that samples are here, the leads are centred, and the gain is halved until they fit.
  #fit() {
    if (!this.paper.isComplete) return;
    this.isFitted = true;
    this.paper.centre();
    if (this.isGainChosen) return;
    const tallest = this.paper.tallest();
    const fits = () => tallest * this.viewport.gain * PixelsPerMillimetre <= this.paper.rowHeight * Tallness;
    while (!fits() && this.viewport.gain > LeastFittedGain) this.viewport.stepGain(-1);
  }

  // What is said of the place can wait until the scrolling stops.
  #settle() {
    const { viewport, recording } = this;
    const place = viewport.isTimed ? value => clock(value / viewport.rate, viewport.span / viewport.rate > 20 ? 1 : 0.1) : value => String(Math.round(value));
    const [small, large] = [timeSquares(viewport.pixelsPerSecond)[1], valueSquares(viewport.gain * PixelsPerMillimetre)[1]];
    const end = Math.min(recording.samples, viewport.last);
    const squares = viewport.isTimed ? `large square ${duration(small)} × ${plain(large)} mV` : 'sampling rate unknown';
    this.state.textContent = `${place(viewport.first)} – ${place(end)} of ${duration(recording.seconds, recording.samples)}${this.#timeOfDay()} · ${squares}`;
    this.canvas.setAttribute('aria-label', `ECG paper, leads ${this.paper.leads.map(lead => recording.leads[lead].name).join(', ')}, from ${place(viewport.first)} to ${place(end)}`);
    replaceAddress(this.#address());
  }

  #timeOfDay() {
    const { viewport, recording } = this;
    if (!recording.recordedAt || !viewport.isTimed) return '';
    const instant = new Date(Date.parse(`${recording.recordedAt.replace(/Z?$/, 'Z')}`) + viewport.first / viewport.rate * 1000);
    return Number.isNaN(instant.getTime()) ? '' : `, from ${instant.toISOString().slice(11, 19)}`;
  }

  get #fileName() {
    return `${this.recording.record.replace(/[^A-Za-z0-9_-]+/g, '_')}-${Math.round(this.viewport.first)}`;
  }

  #savePicture() {
    const { paper, viewport, recording } = this;
    const picture = document.createElement('canvas');
    picture.width = this.canvas.width;
    picture.height = this.canvas.height + Header * paper.density;
    const context = picture.getContext('2d');
    context.fillStyle = paper.colours.card;
    context.fillRect(0, 0, picture.width, picture.height);
    context.drawImage(this.canvas, 0, Header * paper.density);
    context.setTransform(paper.density, 0, 0, paper.density, 0, 0);
    context.fillStyle = paper.colours.text;
    context.font = '600 15px system-ui, sans-serif';
    context.fillText(recording.id, 8, 19, viewport.width - 16);
    context.font = '12px system-ui, sans-serif';
    context.fillStyle = paper.colours.muted;
    context.fillText(`${this.state.textContent} · ${this.speedText.textContent}, ${this.gainText.textContent} · not for diagnosis`, 8, 38, viewport.width - 16);
    picture.toBlob(blob => {
      const address = URL.createObjectURL(blob);
      download(address, `${this.#fileName}.png`);
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    });
  }

  #saveSamples() {
    const { viewport, paper, recording } = this;
    const first = Math.round(viewport.first);
    download(fileAddress('samples.csv', {
      id: this.id, first, count: Math.min(recording.samples, Math.ceil(viewport.last)) - first, leads: paper.leads.map(lead => recording.leads[lead].column).join(','),
    }), `${this.#fileName}.csv`);
  }

  async #copyLink() {
    replaceAddress(this.#address());
    try {
      await navigator.clipboard.writeText(location.href);
      announce('Link copied to the clipboard.');
      this.#flash('Link copied');
    } catch {
      this.#flash('Copy the link from the address bar');
    }
  }

  #flash(text) {
    const note = h('p', { class: 'flash', role: 'status' }, text);
    this.element.append(note);
    setTimeout(() => note.remove(), 2500);
  }
}
