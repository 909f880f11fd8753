import { h } from './dom.js';

// Keys of one letter get in the way of speech input, so they can be turned off (WCAG 2.1.4).
const Setting = 'ecg-view-keys';
let bound = [];
let areOn = readSetting();

const everywhere = [
  { keys: ['?'], does: 'Show the keys', run: () => showKeys() },
  { keys: ['/'], does: 'Search', run: () => document.querySelector('[type=search]')?.focus() },
  { keys: ['g'], does: 'Go to the list of recordings', run: () => { location.hash = '#/'; } },
  { keys: ['s'], does: 'Go to SQL', run: () => { location.hash = '#/sql'; } },
];

function readSetting() {
  try {
    return localStorage.getItem(Setting) !== 'off';
  } catch {
    return true;
  }
}

/** Gives the screen that is shown its keys: `{ keys: ['n'], does: 'Next recording', run }`. */
export function bindKeys(keys) {
  bound = keys;
}

const isTyping = target => target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable]');

window.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target) || document.querySelector('dialog[open]')) return;
  if (!areOn && event.key.length === 1) return;
  const name = event.shiftKey && event.key.length > 1 ? `Shift+${event.key}` : event.key;
  const found = [...bound, ...everywhere].find(binding => binding.keys.includes(name));
  // Space and Enter belong to the button that has the focus, arrows to a slider.
  if (!found || (event.target.closest?.('[role=slider]') && event.key.startsWith('Arrow'))) return;
  event.preventDefault();
  found.run(event);
});

const written = key => key
  .replace(/^ $/, 'Space')
  .replace('Shift+', 'Shift ')
  .replace('ArrowLeft', '←').replace('ArrowRight', '→').replace('ArrowUp', '↑').replace('ArrowDown', '↓')
  .replace('PageUp', 'Page up').replace('PageDown', 'Page down').replace('Escape', 'Esc');

/** Shows the keys in a dialog. */
export function showKeys() {
  const dialog = h('dialog', { class: 'keys', 'aria-labelledby': 'keys-title', onclose: () => dialog.remove() },
    h('h2', { id: 'keys-title', tabindex: '-1', autofocus: true }, 'Keys'),
    h('dl', {}, [...bound, ...everywhere].map(binding => h('div', {},
      h('dt', {}, binding.keys.map((key, index) => [index ? ' ' : null, h('kbd', {}, written(key))])),
      h('dd', {}, binding.does)))),
    h('label', { class: 'check' },
      h('input', { type: 'checkbox', checked: areOn, onchange: event => turn(event.target.checked) }), 'Single-character keys'),
    h('p', { class: 'note' }, 'Wheel: scroll. Ctrl and wheel, or two fingers: zoom. Drag: scroll, or measure while the calipers are on.'),
    h('form', { method: 'dialog' }, h('button', {}, 'Close')));
  document.body.append(dialog);
  dialog.showModal();
}

function turn(on) {
  areOn = on;
  try {
    localStorage.setItem(Setting, on ? 'on' : 'off');
  } catch { /* It then holds for this page. */ }
}
