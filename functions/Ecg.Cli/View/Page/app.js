import { get } from './api.js';
import { h } from './dom.js';
import { bindKeys, showKeys } from './keys.js';
import { ListScreen } from './list.js';
import { here, recordingAddress } from './place.js';
import { RecordingScreen } from './recording.js';
import { SqlScreen } from './sql.js';

const main = document.getElementById('main');
let lake = null;
let shown = null;

const screens = { list: ListScreen, recording: RecordingScreen, sql: SqlScreen };

/** Shows what the address names. */
async function show() {
  const place = here();
  if (shown?.screen.follows?.(place)) return;
  shown?.screen.leave?.();
  shown = null;
  for (const link of document.querySelectorAll('nav [data-screen]')) {
    if (link.dataset.screen === place.screen) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.body.dataset.screen = place.screen;
  const screen = new screens[place.screen](lake, place);
  shown = { screen };
  main.replaceChildren(screen.element);
  bindKeys(screen.keys ?? []);
  window.scrollTo(0, 0);
  main.focus({ preventScroll: true });
}

/** Reads the lake, then shows the first screen. */
async function start() {
  try {
    lake = await get('lake');
  } catch (error) {
    main.replaceChildren(h('p', { class: 'error', role: 'alert' }, error.message));
    return;
  }
  document.getElementById('home').textContent = lake.name;
  document.getElementById('help').addEventListener('click', showKeys);
  if (lake.onlyRecording && here().screen === 'list') location.replace(recordingAddress(lake.onlyRecording));
  window.addEventListener('hashchange', show);
  await show();
}

start();
