import { all, fire, type Load } from './load.ts';
import { cpuOf, postgresOf } from './product.ts';

/** One line of the result: what was measured, against what, the aim and whether it is met. */
export interface Line {
  task: string;
  /** Connections or callers. */
  at?: number | string;
  bare?: string;
  ours: string;
  /** bare / ours in requests a second: median of the rounds [least–most]. */
  ratio?: string;
  /** CPU time of server and PostgreSQL per request, ours / bare: what a busy neighbour cannot blur. */
  cpu?: string;
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
  /** The server process. */
  pid: number;
  next: (n: number) => Buffer | null;
  /** Called before each run. */
  ready?: () => void;
}

export interface Pair {
  dataFolder: string;
  task: string;
  connections: number;
  bare: Side;
  ours: Side;
  rounds: number;
  ms: number;
  /** Most that bare rps / ours rps may be. */
  aim: number;
}

interface Measured {
  load: Load;
  /** CPU ms per request. */
  node: number;
  postgres: number;
}

/** ms of CPU used between two looks; one that came meanwhile counts whole, one that has gone not at all. */
function used(before: Map<number, number>, after: Map<number, number>): number {
  let sum = 0;
  for (const [pid, ms] of after) sum += ms - (before.get(pid) ?? 0);
  return sum;
}

async function shoot(p: Pair, side: Side, length: number): Promise<Measured> {
  const look = () => [cpuOf([side.pid]), cpuOf(postgresOf(p.dataFolder))] as const;
  side.ready?.();
  const before = look();
  const load = all(await fire({ port: side.port, connections: p.connections, ms: length, next: side.next }));
  const after = look();
  return { load, node: used(before[0], after[0]) / load.n, postgres: used(before[1], after[1]) / load.n };
}

const cpuTold = (runs: readonly Measured[]) =>
  `${median(runs.map((m) => m.node)).toFixed(2)} + ${median(runs.map((m) => m.postgres)).toFixed(2)}`;

/** Runs both sides in turn, the first one changing every round, so that a noisy minute hits both. */
export async function pair(p: Pair): Promise<Line & { ratios: number[] }> {
  const bare: Measured[] = [];
  const ours: Measured[] = [];
  await shoot(p, p.bare, Math.min(500, p.ms));
  await shoot(p, p.ours, Math.min(500, p.ms));
  for (let n = 0; n < p.rounds; n++) {
    const turns = [
      async () => bare.push(await shoot(p, p.bare, p.ms)),
      async () => ours.push(await shoot(p, p.ours, p.ms)),
    ];
    for (const turn of n % 2 ? turns.reverse() : turns) await turn();
  }
  const ratios = bare.map((b, i) => b.load.rps / ours[i]!.load.rps);
  const cpu = bare.map((b, i) => (ours[i]!.node + ours[i]!.postgres) / (b.node + b.postgres));
  return {
    task: p.task,
    at: p.connections,
    bare: told(bare.map((m) => m.load)),
    ours: told(ours.map((m) => m.load)),
    ratio: spread(ratios),
    cpu: `${median(cpu).toFixed(2)} (${cpuTold(ours)} / ${cpuTold(bare)})`,
    aim: `≤ ${p.aim}×`,
    met: median(ratios) <= p.aim,
    ratios,
  };
}

/** The measured lines as a Markdown table. */
export function markdown(lines: readonly Line[]): string {
  const head =
    '| task | at | bare: rps; p50 / p99 ms | ours: rps; p50 / p99 ms | bare / ours rps | CPU ours / bare (ms: node + PG / node + PG) | aim | met |\n| --- | --- | --- | --- | --- | --- | --- | --- |';
  const cells = (l: Line) => [
    l.task,
    l.at ?? '',
    l.bare ?? '',
    l.ours,
    l.ratio ?? '',
    l.cpu ?? '',
    l.aim ?? '',
    l.met === undefined ? '' : l.met ? 'yes' : '**no**',
  ];
  return [head, ...lines.map((l) => `| ${cells(l).join(' | ')} |${l.note ? ` ${l.note}` : ''}`)].join('\n');
}

/** One line for the console, as soon as it is known. */
export const consoleLine = (l: Line): string =>
  `${l.met === undefined ? ' ' : l.met ? '✓' : '✗'} ${l.task}${l.at ? ` @${l.at}` : ''}: ${l.bare ? `bare ${l.bare} | ` : ''}ours ${l.ours}${l.ratio ? ` | ratio ${l.ratio}` : ''}${l.cpu ? ` | cpu ${l.cpu}` : ''}${l.aim ? ` (aim ${l.aim})` : ''}${l.note ? ` — ${l.note}` : ''}`;
