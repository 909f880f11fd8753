/** Asks the server; what is wrong with the answer is thrown as an Error with one line for the user. */
async function ask(path, options) {
  let response;
  try {
    response = await fetch(`api/${path}`, options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Error("'ecg view' has stopped. Start it again and open the new address.");
  }
  if (!response.ok) {
    const text = await response.text();
    let line = text || `the server answered ${response.status}.`;
    try {
      line = JSON.parse(text).error ?? line;
    } catch { /* Not every refusal is JSON. */ }
    throw new Error(line);
  }
  return response;
}

const withQuery = (path, query) => {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
};

export const get = async (path, query = {}, signal = undefined) => (await ask(withQuery(path, query), { signal })).json();

export const floats = async (path, query, signal) => new Float32Array(await (await ask(withQuery(path, query), { signal })).arrayBuffer());

export const post = async (path, fields, signal) => (await ask(path, { method: 'POST', body: new URLSearchParams(fields), signal })).json();

/** The address of an answer that is a file. */
export const fileAddress = (path, query) => `api/${withQuery(path, query)}`;
