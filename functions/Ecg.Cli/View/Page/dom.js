// Elements are built from text, never from markup: no name in a recording can become an element.

/** An element: `h('a', { href: '#', class: 'x', onclick: f }, 'text', child)`. What is null or false is left out. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value' || name === 'checked' || name === 'selected') element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** Text of a file's author, whose direction of writing is not ours to know. */
export const bdi = text => h('bdi', {}, text);

/** The mark for a quality: a word first, a colour second. */
export const qualityMark = quality =>
  h('span', { class: `quality ${['good', 'suspect', 'bad', 'rejected'].includes(quality) ? quality : ''}` }, quality ?? 'not stated');

/** A labelled `<select>`; options are [value, text]. */
export function select(label, options, value, onchange, properties = {}) {
  return h('label', { class: 'field', ...properties }, h('span', {}, label),
    h('select', { onchange: event => onchange(event.target.value) },
      options.map(([key, text]) => h('option', { value: key, selected: key === value }, text))));
}

/** Says something to those who do not see the page change. */
export function announce(text) {
  document.getElementById('announce').textContent = text;
}

/** Hands a file to the browser's downloads. */
export function download(href, name) {
  const link = h('a', { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
}
