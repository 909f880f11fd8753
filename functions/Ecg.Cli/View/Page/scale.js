/** CSS pixels in a millimetre. */
export const PixelsPerMillimetre = 96 / 25.4;

/** The paper's standard speed in mm/s and gain in mm/mV. */
export const StandardSpeed = 25;
export const StandardGain = 10;

export const Speeds = [1, 2.5, 5, 10, 12.5, 25, 50, 100, 200, 400];
export const Gains = [0.5, 1, 2.5, 5, 10, 20, 40, 80];

const LeastSquare = 3.2;
const LabelRoom = 84;

// Small and large squares: 0.04 and 0.2 s, 0.1 and 0.5 mV on paper; others where those would be too narrow to see.
const TimeSquares = [[0.004, 0.02], [0.01, 0.05], [0.02, 0.1], [0.04, 0.2], [0.1, 0.5], [0.2, 1], [1, 5], [5, 30], [30, 120], [60, 300], [300, 1800], [600, 3600], [3600, 14400], [14400, 86400]];
const ValueSquares = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 50, 100].map(small => [small, 5 * small]);
const Labels = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];

const firstThatFits = (steps, pixelsPerUnit, room) => steps.find(step => step * pixelsPerUnit >= room) ?? steps.at(-1);

export const timeSquares = pixelsPerSecond => TimeSquares.find(([small]) => small * pixelsPerSecond >= LeastSquare) ?? TimeSquares.at(-1);

export const valueSquares = pixelsPerMillivolt => ValueSquares.find(([small]) => small * pixelsPerMillivolt >= LeastSquare) ?? ValueSquares.at(-1);
export const labelStep = pixelsPerSecond => firstThatFits(Labels, pixelsPerSecond, LabelRoom);

/** The next of the steps in a direction. */
export function nextStep(steps, value, direction) {
  const near = value * 0.001;
  return direction > 0
    ? steps.find(step => step > value + near) ?? steps.at(-1)
    : steps.findLast(step => step < value - near) ?? steps[0];
}

/** The least of 1, 2 and 5 times a power of ten that is no less. */
export function oneTwoFive(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5].find(step => value <= step * power * 1.0001) ?? 10);
}

/** Millimetres of paper for one unit of a lead: the gain for mV; a scale of its own, as far as it can reach, for any other. */
export function millimetresPerUnit(lead, gain) {
  if (lead.unit === 'mV') return gain;
  const height = (lead.max ?? 0) - (lead.min ?? 0);
  return (10 / oneTwoFive(height * 10 / 25)) * (gain / StandardGain);
}

/** The place in a sorted array before which all are less. */
export function firstAtLeast(sorted, value) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
