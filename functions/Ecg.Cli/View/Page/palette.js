const Names = ['page', 'text', 'muted', 'paper', 'fine', 'heavy', 'ink', 'beat', 'missing', 'flat', 'clipped', 'noise', 'caliper', 'bad', 'card', 'line'];

/** The colours that the style sheet has for the scheme of the moment, as a canvas takes them. */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(Names.map(name => [name, style.getPropertyValue(`--${name}`).trim()]));
}

/** A fill for each kind of stretch: by pattern too, since colours alone are not told apart by everybody. */
export function fills(context, colours) {
  const pattern = (colour, draw) => {
    const tile = document.createElement('canvas');
    tile.width = tile.height = 8;
    const brush = tile.getContext('2d');
    brush.strokeStyle = brush.fillStyle = colour;
    brush.lineWidth = 1;
    brush.beginPath();
    draw(brush);
    brush.stroke();
    return context.createPattern(tile, 'repeat');
  };
  const line = (...points) => brush => points.forEach(([x, y], index) => index % 2 ? brush.lineTo(x, y) : brush.moveTo(x, y));
  return {
    missing: pattern(colours.missing, line([-2, 2], [2, -2], [0, 8], [8, 0], [6, 10], [10, 6])),
    flat: pattern(colours.flat, line([0, 4], [8, 4])),
    clipped: pattern(colours.clipped, line([4, 0], [4, 8])),
    noise: pattern(colours.noise, brush => { brush.fillRect(1, 1, 1.6, 1.6); brush.fillRect(5, 5, 1.6, 1.6); }),
  };
}
