// The part of the address behind `#` is the screen and all that is chosen on it, so that every place has a link.

/** The screen that the address names: { screen, id, query }. */
export function here() {
  const [path, query = ''] = location.hash.replace(/^#/, '').split(/\?(.*)/s);
  const [, screen, ...rest] = path.split('/');
  return {
    screen: screen === 'r' ? 'recording' : screen === 'sql' ? 'sql' : 'list',
    id: rest.map(decode).join('/'),
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}

const decode = part => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const withQuery = (path, query) => {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
};

export const listAddress = (filter = {}) => withQuery('#/', filter);
export const sqlAddress = sql => withQuery('#/sql', { sql });

/** A recording's address; the place in it, and the filter of the list that it was found in, may be given. */
export const recordingAddress = (id, place = {}, filter = {}) =>
  withQuery(`#/r/${id.split('/').map(encodeURIComponent).join('/')}`, { ...place, ...filterPart(filter) });

/** The fields of a list's filter among others. */
export const filterPart = ({ q, dataset, quality, diagnosis, sort }) => ({ q, dataset, quality, diagnosis, sort });

/** Changes the address without a new screen and without a new entry of the history. */
export const replaceAddress = address => history.replaceState(history.state, '', address);
