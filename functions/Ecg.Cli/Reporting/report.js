// Sorts and filters the recordings. Without it the page shows them all, the worst first. The page has to be XML too, so no
// character here means anything to it.
(() => {
  const tools = document.getElementById('tools');
  const body = document.querySelector('#recordings-table tbody');
  if (!body) return;

  const rows = [...body.rows].map((row, place) => ({
    row,
    place,
    strip: document.getElementById(row.dataset.strip),
    text: row.textContent.toLowerCase(),
    name: row.cells[0].textContent,
    quality: row.dataset.quality,
    rate: Number(row.dataset.rate),
    seconds: Number(row.dataset.seconds),
  }));
  const orders = {
    'Worst first': (a, b) => a.place - b.place,
    'By name': (a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }),
    'Fastest heart rate': (a, b) => b.rate - a.rate,
    'Slowest heart rate': (a, b) => (a.rate + 1 || Infinity) - (b.rate + 1 || Infinity),
    'Longest': (a, b) => b.seconds - a.seconds,
  };

  const labelled = (label, control) => {
    const field = document.createElement('label');
    field.append(label, control);
    tools.append(field);
    return control;
  };
  const choice = (label, options) => {
    const select = document.createElement('select');
    select.append(...options.map(text => new Option(text)));
    return labelled(label, select);
  };
  const search = labelled('Search', document.createElement('input'));
  search.type = 'search';
  const quality = choice('Quality', ['all', 'bad', 'suspect', 'good']);
  const order = choice('Order', Object.keys(orders));
  const shown = document.createElement('p');
  shown.setAttribute('role', 'status');
  tools.append(shown);
  tools.hidden = false;

  const takes = (entry, words) => (quality.value === 'all' ? true : entry.quality === quality.value) ? words.every(word => entry.text.includes(word)) : false;
  const update = () => {
    const words = search.value.toLowerCase().split(/ +/).filter(Boolean);
    let count = 0;
    for (const entry of [...rows].sort(orders[order.value])) {
      const isShown = takes(entry, words);
      count += isShown ? 1 : 0;
      entry.row.hidden = !isShown;
      body.append(entry.row);
      if (!entry.strip) continue;
      entry.strip.hidden = !isShown;
      entry.strip.parentElement.append(entry.strip);
    }
    shown.textContent = `${count} of ${rows.length} shown`;
  };
  for (const control of [search, quality, order]) control.addEventListener('input', update);
  update();
})();
