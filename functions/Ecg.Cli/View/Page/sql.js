import { post } from './api.js';
import { announce, bdi, h, select } from './dom.js';
import { recordingAddress, replaceAddress, sqlAddress } from './place.js';
import { count } from './text.js';

const LongText = 60;
const First = 'select dataset, record_id, quality, heart_rate_bpm, issues\nfrom records\norder by quality, record_id\nlimit 100';

/** Questions in SQL: a table, and the whole result as a file. */
export class SqlScreen {
  constructor(lake, place) {
    this.lake = lake;
    this.keys = [];
    this.element = this.build(place.query.sql ?? First);
    document.title = `${lake.name}: SQL`;
    if (place.query.sql) this.run();
  }

  leave() {
    this.request?.abort();
  }

  build(sql) {
    this.text = h('textarea', {
      id: 'sql', name: 'sql', rows: 8, spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off', 'aria-describedby': 'sql-note',
      onkeydown: event => this.runOnKey(event),
    });
    this.text.value = sql;
    this.runButton = h('button', { type: 'submit', class: 'main' }, 'Run');
    this.csv = h('button', { type: 'submit', formaction: 'api/query.csv', formmethod: 'post', name: 'as', value: 'csv', disabled: true }, 'Download CSV');
    this.status = h('p', { role: 'status', class: 'total' });
    this.problem = h('p', { class: 'error', role: 'alert', hidden: true });
    this.result = h('div', { class: 'scroll', role: 'region', 'aria-label': 'Result', tabindex: '0', hidden: true });
    return h('div', { class: 'sql' },
      h('h1', {}, 'SQL'),
      h('form', { onsubmit: event => this.submit(event) },
        select('Start from a named query', [['', 'choose …'], ...this.lake.queries.map(({ name, description }) => [name, `${name}: ${description}`])], '', name => this.take(name)),
        h('label', { for: 'sql', class: 'label' }, 'One read-only statement (DuckDB)'),
        this.text,
        h('p', { class: 'note', id: 'sql-note' }, 'Tables: samples, leads, records, annotations, rejected. Ctrl+Enter runs; up to 1 000 rows are shown, the download has all. Queries can only read, and only the lake.'),
        h('p', { class: 'buttons' }, this.runButton, this.csv)),
      this.status, this.problem, this.result);
  }

  take(name) {
    const query = this.lake.queries.find(candidate => candidate.name === name);
    if (query) this.text.value = query.sql;
  }

  runOnKey(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.run();
    }
  }

  submit(event) {
    if (event.submitter === this.csv) return;
    event.preventDefault();
    if (this.request) this.request.abort();
    else this.run();
  }

  async run() {
    this.request?.abort();
    const request = this.request = new AbortController();
    const sql = this.text.value;
    const began = performance.now();
    replaceAddress(sqlAddress(sql));
    this.runButton.textContent = 'Stop';
    this.problem.hidden = true;
    this.status.textContent = 'Running …';
    try {
      const table = await post('query', { sql }, request.signal);
      this.show(table, performance.now() - began);
    } catch (error) {
      this.fail(error);
    } finally {
      if (this.request === request) {
        this.request = null;
        this.runButton.textContent = 'Run';
      }
    }
  }

  fail(error) {
    this.result.hidden = true;
    this.csv.disabled = true;
    this.status.textContent = error.name === 'AbortError' ? 'Stopped.' : '';
    if (error.name === 'AbortError') return;
    this.problem.textContent = error.message;
    this.problem.hidden = false;
  }

  show({ columns, rows, hasMore }, milliseconds) {
    this.csv.disabled = false;
    this.status.textContent = `${hasMore ? `The first ${count(rows.length, 'row')}` : count(rows.length, 'row')} in ${(milliseconds / 1000).toFixed(2)} s`;
    const link = linkOf(columns);
    this.result.hidden = columns.length === 0;
    this.result.replaceChildren(h('table', {},
      h('thead', {}, h('tr', {}, columns.map(({ name, isNumber }) => h('th', { scope: 'col', class: isNumber ? 'number' : null }, bdi(name))))),
      h('tbody', {}, rows.map(row => h('tr', {}, row.map((cell, column) =>
        h('td', { class: columns[column].isNumber ? 'number' : cell?.length > LongText ? 'long' : null }, cell === null ? h('span', { class: 'null' }, 'NULL') : link(row, column) ? h('a', { href: link(row, column) }, bdi(cell)) : bdi(cell))))))));
    announce(this.status.textContent);
  }
}

/** Where a row names a recording, and a sample of it, its name leads there. */
function linkOf(columns) {
  const place = name => columns.findIndex(column => column.name.toLowerCase() === name);
  const [dataset, record] = [place('dataset'), place('record_id')];
  const sample = [place('start_sample'), place('sample')].find(index => index >= 0) ?? -1;
  return (row, column) => column === record && dataset >= 0 && row[dataset] !== null
    ? recordingAddress(`${row[dataset]}/${row[record]}`, sample >= 0 && row[sample] !== null ? { at: row[sample] } : {})
    : null;
}
