import { timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { sha256 } from '#kernel/server';
import { VERSION } from './version.ts';
import type { JobCount } from './work.ts';

/** What figures are asked of when somebody scrapes. */
export interface Watched {
  pool: Pool;
  troubles(): Promise<readonly string[]>;
  jobs(): readonly JobCount[];
}

type Labels = Readonly<Record<string, string | number>>;
type Sample = readonly [labels: Labels, value: number, suffix?: string];

/** Upper edges of the durations counted, in seconds. */
const EDGES_S = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

const quoted = (value: string | number): string =>
  String(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

/** One metric in the text format of Prometheus (version 0.0.4). */
function metric(
  name: string,
  type: 'counter' | 'gauge' | 'histogram',
  help: string,
  samples: readonly Sample[],
): string {
  const lines = samples.map(([labels, value, suffix = '']) => {
    const told = Object.entries(labels).map(([key, word]) => `${key}="${quoted(word)}"`);
    return `${name}${suffix}${told.length > 0 ? `{${told.join(',')}}` : ''} ${value}`;
  });
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines].join('\n');
}

interface Requests {
  labels: Labels;
  n: number;
  seconds: number;
  /** How many took at most as long as each edge. */
  within: number[];
}

/** The server's figures (运行指标): requests are counted as they are answered, the rest is looked up when asked. */
export class Metrics {
  readonly #requests = new Map<string, Requests>();
  readonly #lag = monitorEventLoopDelay({ resolution: 20 });

  constructor() {
    this.#lag.enable();
  }

  /** Counts every answer of an application by its declared route: an address nobody declared is one route, or a scanner would fill the memory. */
  watch(app: FastifyInstance): void {
    app.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? '(none)';
      this.#count({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
      done();
    });
  }

  #count(labels: Labels, seconds: number): void {
    const key = Object.values(labels).join(' ');
    const kept = this.#requests.get(key) ?? { labels, n: 0, seconds: 0, within: EDGES_S.map(() => 0) };
    kept.n += 1;
    kept.seconds += seconds;
    EDGES_S.forEach((edge, at) => {
      if (seconds <= edge) kept.within[at] = (kept.within[at] as number) + 1;
    });
    this.#requests.set(key, kept);
  }

  /** Everything, as one text. */
  async text({ pool, troubles, jobs }: Watched): Promise<string> {
    const unwell = await troubles();
    const counted = jobs();
    const perJob = (of: (job: JobCount) => number): Sample[] =>
      counted.map((job) => [{ job: job.name, ...(job.county === null ? {} : { county: job.county }) }, of(job)]);
    const memory = process.memoryUsage();
    return `${[
      metric('zean_build_info', 'gauge', 'Version of this server.', [
        [{ version: VERSION, node: process.versions.node }, 1],
      ]),
      metric('zean_healthy', 'gauge', '1 when /healthz would say so.', [[{}, unwell.length === 0 ? 1 : 0]]),
      metric('zean_troubles', 'gauge', 'Number of troubles told by /healthz.', [[{}, unwell.length]]),
      metric('zean_http_request_seconds', 'histogram', 'Answered requests by declared route.', this.#histogram()),
      metric('zean_pool_connections', 'gauge', 'Database connections of this server.', [
        [{ state: 'idle' }, pool.idleCount],
        [{ state: 'used' }, pool.totalCount - pool.idleCount],
      ]),
      metric('zean_pool_limit', 'gauge', 'Most database connections there may be.', [[{}, pool.options.max ?? 0]]),
      metric('zean_pool_waiting', 'gauge', 'Requests that wait for a connection.', [[{}, pool.waitingCount]]),
      metric(
        'zean_job_rounds_total',
        'counter',
        'Finished rounds of a job.',
        perJob((job) => job.rounds),
      ),
      metric(
        'zean_job_failed_rounds_total',
        'counter',
        'Rounds of a job that failed.',
        perJob((job) => job.failed),
      ),
      metric(
        'zean_job_failures_in_a_row',
        'gauge',
        'Failed rounds since the last good one.',
        perJob((job) => job.inARow),
      ),
      metric(
        'zean_job_last_success_seconds',
        'gauge',
        'Unix time of the last good round, 0 before the first.',
        perJob((job) => job.lastGoodMs / 1000),
      ),
      metric('process_resident_memory_bytes', 'gauge', 'Resident memory.', [[{}, memory.rss]]),
      metric('process_heap_bytes', 'gauge', 'Heap of JavaScript in use.', [[{}, memory.heapUsed]]),
      metric('process_cpu_seconds_total', 'counter', 'Processor time.', [
        [{}, process.resourceUsage().userCPUTime / 1e6 + process.resourceUsage().systemCPUTime / 1e6],
      ]),
      metric('process_start_time_seconds', 'gauge', 'Unix time of the start.', [
        [{}, Math.round(Date.now() / 1000 - process.uptime())],
      ]),
      metric('zean_event_loop_delay_seconds', 'gauge', '99th percentile of how late timers are, since the start.', [
        [{}, this.#lag.percentile(99) / 1e9],
      ]),
    ].join('\n')}\n`;
  }

  #histogram(): Sample[] {
    return [...this.#requests.values()].flatMap(({ labels, n, seconds, within }) => [
      ...EDGES_S.map((edge, at): Sample => [{ ...labels, le: edge }, within[at] as number, '_bucket']),
      [{ ...labels, le: '+Inf' }, n, '_bucket'] as Sample,
      [labels, seconds, '_sum'] as Sample,
      [labels, n, '_count'] as Sample,
    ]);
  }

  /** Ends the watch on the event loop. */
  close(): void {
    this.#lag.disable();
  }
}

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Whether an Authorization header bears this token; as slow for a nearly right one as for a wrong one. */
export const bears = (header: string | undefined, token: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(header ?? '')), Buffer.from(sha256(`Bearer ${token}`)));

/** Serves the figures on a port of their own, and nothing else there. `token`: asked for as well when there is one. */
export async function serveMetrics(
  at: { port: number; host: string; token: string | null },
  text: () => Promise<string>,
): Promise<Server> {
  const server = createServer((request, response) => {
    const end = (status: number, type: string, body: string) =>
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    if (request.url?.split('?')[0] !== '/metrics') return end(404, 'text/plain; charset=utf-8', '只有 /metrics\n');
    if (at.token && !bears(request.headers.authorization, at.token))
      return end(401, 'text/plain; charset=utf-8', '读取指标须带令牌（ZEAN_METRICS_TOKEN）\n');
    text().then(
      (body) => end(200, METRICS_TYPE, body),
      () => end(503, 'text/plain; charset=utf-8', '指标暂时读不到\n'),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, () => resolve());
  });
  return server;
}
