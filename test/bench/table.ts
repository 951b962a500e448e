/** Measured figures → one table, each peer with its ratio to ours. */

/** One line of the table. */
export interface Row {
  readonly measure: string;
  readonly unit: 's CPU' | 'ms CPU' | 'µs CPU' | 'kB gzip' | 'ms' | 'MB';
  /** `null`: could not be measured. */
  readonly ours: number | null;
  readonly peers: Readonly<Record<string, number | null>>;
}

/** Ratios over 1 say how many times as much the peer takes. */
export function printTable(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap(({ peers }) => Object.keys(peers)))];
  const cells = [
    ['', 'clientwright', ...names],
    ...rows.map((row) => [
      `${row.measure} (${row.unit})`,
      figure(row.ours),
      ...names.map((name) => withRatio(row.peers[name] ?? null, row.ours)),
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return cells.map((row) => printRow(row, widths)).join('');
}

function printRow(row: readonly string[], widths: readonly number[]): string {
  const [first = '', ...rest] = row;
  const figures = rest.map((cell, index) => cell.padStart((widths[index + 1] ?? 0) + 3));
  return `${first.padEnd(widths[0] ?? 0)}${figures.join('')}\n`;
}

function withRatio(peer: number | null, ours: number | null): string {
  return peer === null || ours === null ? figure(peer) : `${figure(peer)} (${(peer / ours).toFixed(1)} x)`;
}

function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(2);
}
