const trimmed = (value, digits) => String(Number(value.toFixed(digits)));

/** A length: `10 s`, `4 min 20 s`, `25 h 3 min`; in samples where the rate is unknown. */
export function duration(seconds, samples) {
  if (seconds === null || seconds === undefined) return `${samples} samples`;
  if (seconds < 120) return `${trimmed(seconds, 2)} s`;
  const [unit, larger, smaller] = seconds < 7200 ? [1, 'min', 's'] : [60, 'h', 'min'];
  const whole = Math.round(seconds / unit);
  return whole % 60 === 0 ? `${Math.floor(whole / 60)} ${larger}` : `${Math.floor(whole / 60)} ${larger} ${whole % 60} ${smaller}`;
}

/** A place on a clock that begins at 0: `1:02:03.250`, with as many digits as a step of so many seconds needs. */
export function clock(seconds, step = 1) {
  const digits = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3;
  const whole = Number(seconds.toFixed(digits));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = (whole - hours * 3600 - minutes * 60).toFixed(digits);
  const padded = rest.padStart(digits ? digits + 3 : 2, '0');
  return hours ? `${hours}:${String(minutes).padStart(2, '0')}:${padded}` : `${minutes}:${padded}`;
}

export const patient = ({ age, sex }) =>
  [age === null ? null : `${trimmed(age, 1)} years`, sex].filter(Boolean).join(', ') || '–';

export const beatsPerMinute = rate => rate === null || rate === undefined ? '–' : `${Math.round(rate)} bpm`;

export const count = (number, one, many = `${one}s`) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

/** A number without the noise of binary fractions. */
export const plain = (value, digits = 3) => trimmed(value, digits);
