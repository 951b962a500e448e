/** How long each validator takes → bars, as an SVG that reads on a light page and a dark one. */

/** One bar. */
export interface Bar {
  readonly label: string;
  /** Drawn to scale and written beside the bar. */
  readonly value: number;
  /** Ours stand out. */
  readonly isOwn: boolean;
}

export interface ChartRequest {
  readonly title: string;
  readonly bars: readonly Bar[];
}

const width = 720;
const labelWidth = 180;
const barWidth = 460;
const step = 30;
const top = 52;

/** Shorter is faster; the longest bar takes the whole width. */
export function drawChart({ title, bars }: ChartRequest): string {
  const longest = Math.max(...bars.map(({ value }) => value));
  const height = top + bars.length * step + 10;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}">`,
    `  <style>`,
    `    text { font: 13px system-ui, sans-serif; fill: #1f2328; }`,
    `    .title { font-weight: 600; font-size: 15px; }`,
    `    .own { fill: #1a7f37; }`,
    `    .peer { fill: #8c959f; }`,
    `    @media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .own { fill: #3fb950; } }`,
    `  </style>`,
    `  <text class="title" x="10" y="26">${title}</text>`,
    ...bars.flatMap((bar, index) => drawBar(bar, top + index * step, (barWidth * bar.value) / longest)),
    `</svg>`,
    '',
  ].join('\n');
}

function drawBar({ label, value, isOwn }: Bar, y: number, length: number): readonly string[] {
  const end = labelWidth + Math.max(2, length);
  return [
    `  <text x="${labelWidth - 10}" y="${y + 15}" text-anchor="end">${label}</text>`,
    `  <rect class="${isOwn ? 'own' : 'peer'}" x="${labelWidth}" y="${y}" width="${(end - labelWidth).toFixed(1)}" height="20" rx="3"/>`,
    `  <text x="${(end + 8).toFixed(1)}" y="${y + 15}">${value.toFixed(2)}</text>`,
  ];
}
