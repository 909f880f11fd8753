import { get } from './api.js';
import { bdi, h, qualityMark, select } from './dom.js';
import { filterPart, listAddress, recordingAddress, replaceAddress } from './place.js';
import { beatsPerMinute, count, duration, patient, plain } from './text.js';

const PageLength = 100;
const ShownIssues = 3;

const orders = [['', 'Worst first'], ['name', 'By name'], ['fastest', 'Fastest heart rate'], ['slowest', 'Slowest heart rate'], ['longest', 'Longest']];

/** The recordings of the lake by filter, and the files that were rejected. */
export class ListScreen {
  constructor(lake, place) {
    this.lake = lake;
    this.filter = filterPart(place.query);
    this.shown = 0;
    this.element = this.build();
    this.keys = [
      { keys: ['j', 'ArrowDown'], does: 'Next in the list', run: () => this.move(1) },
      { keys: ['k', 'ArrowUp'], does: 'Previous in the list', run: () => this.move(-1) },
    ];
    document.title = `${lake.name}: ECG recordings`;
    this.load();
  }

  leave() {
    this.request?.abort();
    clearTimeout(this.pause);
  }

  build() {
    const { lake, filter } = this;
    this.body = h('tbody');
    this.table = h('table', { class: 'cards' });
    this.total = h('p', { class: 'total', role: 'status' });
    this.more = h('button', { type: 'button', hidden: true, onclick: () => this.load(this.shown) }, 'Show more');
    this.problem = h('p', { class: 'error', role: 'alert', hidden: true });
    return h('div', { class: 'list' },
      h('h1', {}, 'Recordings'),
      this.totals = h('ul', { class: 'totals', 'aria-label': 'Quality' }),
      h('form', { class: 'filters', role: 'search', onsubmit: event => event.preventDefault() },
        h('label', { class: 'field grow' }, h('span', {}, 'Search'),
          h('input', { type: 'search', value: filter.q ?? '', placeholder: 'name, lead, diagnosis, issue', oninput: event => this.changeSoon('q', event.target.value) })),
        lake.datasets.length > 1 && select('Dataset', [['', 'All'], ...lake.datasets.map(name => [name, name])], filter.dataset ?? '', value => this.change('dataset', value)),
        this.qualitySelect = select('Quality', this.qualities(), filter.quality ?? '', value => this.change('quality', value)),
        lake.diagnoses.length > 0 && select('Diagnosis', [['', 'All'], ...lake.diagnoses.map(({ code, name, count: of }) => [code, `${name} – ${of}`])], filter.diagnosis ?? '', value => this.change('diagnosis', value)),
        select('Order', orders, filter.sort ?? '', value => this.change('sort', value))),
      this.total, this.problem, this.table, this.more);
  }

  qualities() {
    const { lake } = this;
    return [['', 'All'], ['bad', `bad – ${lake.bad}`], ['suspect', `suspect – ${lake.suspect}`], ['good', `good – ${lake.good}`], ['rejected', `rejected – ${lake.rejected}`]];
  }

  get isOfRejected() {
    return this.filter.quality === 'rejected';
  }

  changeSoon(name, value) {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.change(name, value), 150);
  }

  change(name, value) {
    this.filter = { ...this.filter, [name]: value };
    replaceAddress(listAddress(this.filter));
    this.showTotals();
    this.load();
  }

  showTotals() {
    const { lake } = this;
    const entry = (quality, number, text) => h('li', {},
      h('button', { type: 'button', class: `total-button ${quality}`, 'aria-pressed': String((this.filter.quality ?? '') === quality), onclick: () => this.choose(quality) },
        h('strong', {}, number.toLocaleString('en')), ` ${text}`));
    this.totals.replaceChildren(
      entry('', lake.recordings, 'recordings'), entry('bad', lake.bad, 'bad'), entry('suspect', lake.suspect, 'suspect'),
      entry('good', lake.good, 'good'), entry('rejected', lake.rejected, 'rejected'));
  }

  choose(quality) {
    this.qualitySelect.querySelector('select').value = quality;
    this.change('quality', quality);
    [...this.totals.querySelectorAll('button')].find(button => button.getAttribute('aria-pressed') === 'true')?.focus();
  }

  async load(offset = 0) {
    this.request?.abort();
    const request = this.request = new AbortController();
    if (offset === 0 && !this.totals.children.length) this.showTotals();
    try {
      const answer = await get(this.isOfRejected ? 'rejected' : 'recordings', { ...this.filter, quality: this.isOfRejected ? null : this.filter.quality, offset, limit: PageLength }, request.signal);
      this.problem.hidden = true;
      this.put(answer, offset);
    } catch (error) {
      if (error.name === 'AbortError') return;
      this.problem.textContent = error.message;
      this.problem.hidden = false;
    }
  }

  put({ total, rows }, offset) {
    if (offset === 0) {
      this.body.replaceChildren();
      this.table.replaceChildren(this.head(), this.body);
      this.shown = 0;
    }
    this.body.append(...rows.map(row => this.isOfRejected ? this.rejectedRow(row) : this.row(row)));
    this.shown += rows.length;
    this.table.hidden = total === 0;
    this.more.hidden = this.shown >= total;
    const of = this.isOfRejected ? this.lake.rejected : this.lake.recordings;
    const text = of === 0 && !this.isOfRejected ? "The lake has no recordings yet; 'ecg convert PATH --out LAKE' adds them."
      : total === 0 ? 'No matches.'
        : `${count(total, this.isOfRejected ? 'rejected file' : 'recording')}${total < of ? ` of ${of.toLocaleString('en')}` : ''}${this.shown < total ? `; the first ${this.shown} are shown` : ''}`;
    this.total.textContent = text;
  }

  head() {
    const names = this.isOfRejected
      ? ['File', 'Reason', 'Problem and fix']
      : ['Recording', 'Quality', 'Diagnoses', 'Heart rate', 'Duration', 'Leads', 'Patient'];
    return h('thead', {}, h('tr', {}, names.map(name => h('th', { scope: 'col' }, name))));
  }

  row(row) {
    return h('tr', {},
      h('th', { scope: 'row' },
        h('span', { class: 'dataset' }, bdi(row.dataset)),
        h('a', { href: recordingAddress(row.id, {}, this.filter), class: 'recording' }, bdi(row.record))),
      h('td', { 'data-label': 'Quality' }, h('div', {}, qualityMark(row.quality), this.issues(row.issues))),
      h('td', { 'data-label': 'Diagnoses' }, bdi(row.diagnoses.join(', ') || '–')),
      h('td', { 'data-label': 'Heart rate', class: 'number' }, beatsPerMinute(row.heartRate)),
      h('td', { 'data-label': 'Duration', class: 'number' }, duration(row.seconds, row.samples)),
      h('td', { 'data-label': 'Leads', title: row.leads.join(', ') }, h('span', {}, bdi(this.leads(row.leads)), row.samplingRate ? `, ${plain(row.samplingRate)}\u00a0Hz` : '')),
      h('td', { 'data-label': 'Patient' }, bdi(patient(row))));
  }

  leads(names) {
    return names.length > 3 ? `${names.length} leads` : names.join(', ');
  }

  issues(issues) {
    if (!issues.length) return null;
    return h('ul', { class: 'issues' }, issues.slice(0, ShownIssues).map(issue => h('li', { title: issue }, h('bdi', { class: 'two-lines' }, issue))),
      issues.length > ShownIssues && h('li', {}, `and ${issues.length - ShownIssues} more`));
  }

  rejectedRow(row) {
    return h('tr', {},
      h('th', { scope: 'row' }, h('span', { class: 'dataset' }, bdi(row.dataset)), bdi(row.record)),
      h('td', { 'data-label': 'Reason' }, h('code', {}, row.reason)),
      h('td', { 'data-label': 'Detail' }, bdi(row.detail)));
  }

  move(step) {
    const links = [...this.body.querySelectorAll('a.recording')];
    if (!links.length) return;
    const at = links.indexOf(document.activeElement);
    const next = links[Math.max(0, Math.min(links.length - 1, at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step))];
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
  }
}
