import type { Job, Working } from '#kernel/server';

/** Longest wait after a failed round. */
const RETRY_MS = 5_000;
/** Rounds that fail one after the other before a job counts as failing: a database that restarts takes one or two. */
const AGAIN_AND_AGAIN = 5;

/** How often a job did its work, and how often not. */
export interface JobCount {
  name: string;
  /** Code of the county it is done for, where several are served. */
  county: string | null;
  rounds: number;
  failed: number;
  inARow: number;
  /** Real time, 0 before the first good round. */
  lastGoodMs: number;
}

/** The server's own work under way. */
export interface Work {
  counts(): readonly JobCount[];
  /** Titles of the jobs whose rounds have failed again and again, until one succeeds. */
  failing(): readonly string[];
  /** Ends the work; waits for the rounds under way. */
  stop(): Promise<void>;
}

interface Loop {
  title: string;
  failures(): number;
  count(): JobCount;
  stop(): Promise<void>;
}

/** What a job works with, and what its county is called where several are served. */
export interface WorkingFor {
  working: Working;
  name: string | null;
}

/** A loop that never overlaps itself. A failed round is tried again soon, ever more slowly; the log hears when failing begins and ends. */
function every(job: Job, { working, name: whose }: WorkingFor, log: (line: string) => void): Loop {
  const { name, everyMs, round } = job;
  const county = whose === null ? null : working.county;
  const title = whose === null ? job.title : `${whose}${job.title}`;
  let going = true;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<unknown> = Promise.resolve();
  let failures = 0;
  let last = '';
  const counted = { rounds: 0, failed: 0, lastGoodMs: 0 };
  const failed = (error: Error) => {
    failures += 1;
    counted.rounds += 1;
    counted.failed += 1;
    if (failures === AGAIN_AND_AGAIN) log(`${title}连续 ${failures} 次未完成，仍在重试：${error.message}`);
    else if (error.message !== last) log(`${title}未完成：${error.message}`);
    last = error.message;
  };
  const done = () => {
    if (failures >= AGAIN_AND_AGAIN) log(`${title}已恢复`);
    failures = 0;
    last = '';
    counted.rounds += 1;
    counted.lastGoodMs = Date.now();
  };
  const next = () => {
    const wait = failures === 0 ? everyMs : Math.min(everyMs * 2 ** failures, RETRY_MS);
    timer = setTimeout(() => {
      current = round(working)
        .then(done, failed)
        .finally(() => {
          if (going) next();
        });
    }, wait);
    timer.unref();
  };
  next();
  return {
    title,
    failures: () => failures,
    count: () => ({ name, county, ...counted, inARow: failures }),
    async stop() {
      going = false;
      clearTimeout(timer);
      await current;
    },
  };
}

/**
 * Starts every declared job for every county: the server's own work beside answering. One county's trouble keeps no other's from its work.
 * `once`: what is done for the whole server, whichever counties it serves.
 */
export function startWork(
  counties: readonly WorkingFor[],
  log: (line: string) => void,
  once: readonly Job[] = [],
): Work {
  const [first] = counties;
  const loops = [
    ...counties.flatMap((one) => one.working.runner.modules.jobs.map((job) => every(job, one, log))),
    ...(first ? once.map((job) => every(job, { working: first.working, name: null }, log)) : []),
  ];
  return {
    counts: () => loops.map((loop) => loop.count()),
    failing: () => loops.filter((loop) => loop.failures() >= AGAIN_AND_AGAIN).map((loop) => loop.title),
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
