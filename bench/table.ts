import { all, fire, type Load } from './load.ts';

/** One line of the result: what was measured, against what, the aim and whether it is met. */
export interface Line {
  task: string;
  /** Connections or callers. */
  at?: number | string;
  bare?: string;
  ours: string;
  /** bare / ours in requests a second: median of the rounds [least–most]. */
  ratio?: string;
  aim?: string;
  met?: boolean;
  note?: string;
}

const round = (n: number, digits = 1) => (n >= 100 ? Math.round(n) : Number(n.toFixed(digits)));
export const ms = (n: number): string => `${round(n)} ms`;

export const median = (list: readonly number[]): number => {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

export const spread = (list: readonly number[]): string =>
  `${median(list).toFixed(2)} [${Math.min(...list).toFixed(2)}–${Math.max(...list).toFixed(2)}]`;

const told = (loads: readonly Load[]): string =>
  `${Math.round(median(loads.map((l) => l.rps)))}/s; ${round(median(loads.map((l) => l.p50)))} / ${round(median(loads.map((l) => l.p99)))}`;

export interface Side {
  port: number;
  next: (n: number) => Buffer | null;
}

export interface Pair {
  task: string;
  connections: number;
  bare: Side;
  ours: Side;
  rounds: number;
  ms: number;
  /** Most that bare rps / ours rps may be. */
  aim: number;
}

/** Runs both sides in turn, the first one changing every round, so that a noisy minute hits both. */
export async function pair(p: Pair): Promise<Line & { ratios: number[]; ourLoads: Load[] }> {
  const shoot = async (side: Side, length: number) =>
    all(await fire({ port: side.port, connections: p.connections, ms: length, next: side.next }));
  const bare: Load[] = [];
  const ours: Load[] = [];
  await shoot(p.bare, Math.min(500, p.ms));
  await shoot(p.ours, Math.min(500, p.ms));
  for (let n = 0; n < p.rounds; n++) {
    const turns = [async () => bare.push(await shoot(p.bare, p.ms)), async () => ours.push(await shoot(p.ours, p.ms))];
    for (const turn of n % 2 ? turns.reverse() : turns) await turn();
  }
  const ratios = bare.map((b, i) => b.rps / ours[i]!.rps);
  return {
    task: p.task,
    at: p.connections,
    bare: told(bare),
    ours: told(ours),
    ratio: spread(ratios),
    aim: `≤ ${p.aim}×`,
    met: median(ratios) <= p.aim,
    ratios,
    ourLoads: ours,
  };
}

/** The measured lines as a Markdown table. */
export function markdown(lines: readonly Line[]): string {
  const head =
    '| task | at | bare: rps; p50 / p99 ms | ours: rps; p50 / p99 ms | bare / ours | aim | met |\n| --- | --- | --- | --- | --- | --- | --- |';
  const cells = (l: Line) => [
    l.task,
    l.at ?? '',
    l.bare ?? '',
    l.ours,
    l.ratio ?? '',
    l.aim ?? '',
    l.met === undefined ? '' : l.met ? 'yes' : '**no**',
  ];
  return [head, ...lines.map((l) => `| ${cells(l).join(' | ')} |${l.note ? ` ${l.note}` : ''}`)].join('\n');
}

/** One line for the console, as soon as it is known. */
export const consoleLine = (l: Line): string =>
  `${l.met === undefined ? ' ' : l.met ? '✓' : '✗'} ${l.task}${l.at ? ` @${l.at}` : ''}: ${l.bare ? `bare ${l.bare} | ` : ''}ours ${l.ours}${l.ratio ? ` | ratio ${l.ratio}` : ''}${l.aim ? ` (aim ${l.aim})` : ''}${l.note ? ` — ${l.note}` : ''}`;
