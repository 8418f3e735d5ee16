import type { Job, Working } from '#kernel/server';

/** A loop that never overlaps itself and tells its failures; `stop` waits for the round under way. */
function every(
  { everyMs, title, round }: Job,
  working: Working,
  log: (line: string) => void,
): { stop(): Promise<void> } {
  let going = true;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<unknown> = Promise.resolve();
  const next = () => {
    timer = setTimeout(() => {
      current = round(working)
        .catch((error: Error) => log(`${title}未完成：${error.message}`))
        .finally(() => {
          if (going) next();
        });
    }, everyMs);
    timer.unref();
  };
  next();
  return {
    async stop() {
      going = false;
      clearTimeout(timer);
      await current;
    },
  };
}

/** Starts every declared job: the server's own work beside answering. */
export function startWork(working: Working, log: (line: string) => void): { stop(): Promise<void> } {
  const loops = working.runner.modules.jobs.map((job) => every(job, working, log));
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
