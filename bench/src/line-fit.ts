/** A straight line through points, and how sure its slope is. */
export interface LineFit {
  intercept: number;
  slope: number;
  /** The slope's standard error, if the points scatter independently of each other. */
  slopeError: number;
}

/** Least squares; needs three points at least. */
export function fitLine(points: readonly { x: number; y: number }[]): LineFit {
  const count = points.length;
  const mean = (pick: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / count;
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const spread = mean(({ x }) => (x - meanX) ** 2);
  const slope = mean(({ x, y }) => (x - meanX) * (y - meanY)) / spread;
  const intercept = meanY - slope * meanX;
  const rest = mean(({ x, y }) => (y - intercept - slope * x) ** 2);
  return { intercept, slope, slopeError: Math.sqrt(rest / spread / (count - 2)) };
}
