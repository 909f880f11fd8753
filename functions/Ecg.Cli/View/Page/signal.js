import { floats } from './api.js';

const MostBytes = 96 * 2 ** 20;
const MostAtOnce = 4;
const CoarsestLevel = 31;

/**
 * The samples of a recording in tiles. Level 0 is the samples, level n the least and the greatest of every 2^n; a tile is
 * `tileLength` of them. What is not here yet is asked for, and stands in for itself in a coarser level until it comes.
 */
export class Signal {
  #recording;
  #changed;
  #tiles = new Map();
  #bytes = 0;
  #wanted = [];
  #asked = new Map();
  #failed = new Map();

  constructor(recording, changed) {
    this.#recording = recording;
    this.#changed = changed;
  }

  /** The level that has one to two values for each pixel. */
  static levelOf(samplesPerPixel) {
    return Math.max(0, Math.min(CoarsestLevel, Math.floor(Math.log2(samplesPerPixel))));
  }

  /** The one tile that shows all of the recording. */
  get wholeLevel() {
    return Math.max(0, Math.ceil(Math.log2(this.#recording.samples / this.#recording.tileLength)));
  }

  /** Begins a frame: what is not asked for until the next call is not wanted any longer. */
  begin() {
    this.#wanted = [];
  }

  /** The pieces between two samples, each of the wanted level or the next coarser one that is here. */
  * pieces(level, from, to) {
    const span = this.#recording.tileLength * 2 ** level;
    const last = Math.floor((Math.min(to, this.#recording.samples) - 1) / span);
    for (let index = Math.max(0, Math.floor(from / span)); index <= last; index++) {
      const piece = this.#find(level, index);
      if (piece) yield { ...piece, from: Math.max(from, index * span), to: Math.min(to, (index + 1) * span) };
    }
  }

  /** Wants tiles that are not seen yet, but soon may be. */
  foresee(level, from, to) {
    const span = this.#recording.tileLength * 2 ** level;
    for (const index of [Math.floor(to / span) + 1, Math.floor(from / span) - 1]) {
      if (index >= 0 && index * span < this.#recording.samples && !this.#tiles.has(`${level}/${index}`)) this.#wanted.push({ level, index });
    }
  }

  /** Ends a frame: asks for what is missing, and gives up what is not seen any longer. */
  end() {
    const wanted = new Map(this.#wanted.map(tile => [`${tile.level}/${tile.index}`, tile]));
    for (const [key, request] of this.#asked) {
      if (!wanted.has(key)) request.abort();
    }
    for (const [key, tile] of wanted) {
      if (this.#asked.size >= MostAtOnce) break;
      if (!this.#asked.has(key) && !this.#failed.has(key)) this.#ask(key, tile);
    }
  }

  /** Why a tile cannot be read; null where all can. */
  get problem() {
    return this.#failed.size ? this.#failed.values().next().value : null;
  }

  leave() {
    this.#wanted = [];
    for (const request of this.#asked.values()) request.abort();
    this.#changed = () => {};
  }

  #find(level, index) {
    const here = this.#tiles.get(`${level}/${index}`);
    if (here) return this.#use(here);
    this.#wanted.push({ level, index });
    for (let coarser = level + 1; coarser <= this.wholeLevel; coarser++) {
      const other = this.#tiles.get(`${coarser}/${Math.floor(index / 2 ** (coarser - level))}`);
      if (other) return this.#use(other);
    }
    return null;
  }

  // A map keeps the order of its entries: the first is the one that was used longest ago.
  #use(tile) {
    this.#tiles.delete(tile.key);
    this.#tiles.set(tile.key, tile);
    return tile;
  }

  async #ask(key, { level, index }) {
    const request = new AbortController();
    this.#asked.set(key, request);
    try {
      const data = await floats('tile', { id: this.#recording.id, level, tile: index }, request.signal);
      const perValue = level === 0 ? 1 : 2;
      this.#keep({ key, level, data, perValue, first: index * this.#recording.tileLength, count: data.length / this.#recording.leads.length / perValue });
    } catch (error) {
      if (error.name !== 'AbortError') this.#failed.set(key, error.message);
    } finally {
      this.#asked.delete(key);
      this.#changed();
    }
  }

  #keep(tile) {
    this.#tiles.set(tile.key, tile);
    this.#bytes += tile.data.byteLength;
    const whole = `${this.wholeLevel}/0`;
    for (const [key, oldest] of this.#tiles) {
      if (this.#bytes <= MostBytes) break;
      if (key === whole || key === tile.key) continue;
      this.#tiles.delete(key);
      this.#bytes -= oldest.data.byteLength;
    }
  }
}
