import { DatabaseFailure } from '../failure.ts';
import type { Binaries } from './binaries.ts';
import type { Place } from './place.ts';
import type { Postmaster } from './postmaster.ts';
import { isAlive } from './processes.ts';
import { settled, startServer, stopServer } from './server.ts';

const LOOK_MS = 500;
/** Waits between two attempts to start it again, ms: longer each time. A server that lives for `LIVED_MS` starts the count anew. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const LIVED_MS = 60_000;

/** What is told of a server of ours that died without being stopped. */
export interface Told {
  log: (line: string) => void;
  /** Called each time, before it is started again. */
  onLost?: (reason: string) => void;
}

/** A server that is started again when it dies, on the port it had, so that whoever was connected finds it again. */
export interface Watched {
  /** The server of now. */
  now(): Postmaster;
  /** Ends the watch and the server, in order; answers which way it took. */
  stop(): Promise<'fast' | 'immediate'>;
}

/** Watches a started (or adopted) server of ours. */
export function watch(place: Place, binaries: Binaries, first: Postmaster, { log, onLost }: Told): Watched {
  let live = first;
  let since = performance.now();
  let failures = 0;
  let stopping = false;
  let raising: Promise<void> | undefined;
  let wake: () => void = () => {};
  const wait = (ms: number) =>
    new Promise<void>((go) => {
      const timer = setTimeout(go, ms);
      wake = () => {
        clearTimeout(timer);
        go();
      };
    });

  /** Whoever started it meanwhile, on another port nobody of ours would find it. */
  const found = async (): Promise<Postmaster | undefined> => {
    const other = await settled(place, log);
    if (!other || other.port === live.port) return other;
    await stopServer(place, binaries, other.pid);
    return undefined;
  };
  const raise = async () => {
    if (performance.now() - since > LIVED_MS) failures = 0;
    while (!stopping) {
      if (failures > 0) await wait(Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS));
      if (stopping) return;
      failures += 1;
      try {
        live = (await found()) ?? (await startServer(place, binaries, { port: live.port }));
        since = performance.now();
        log(`内置数据库已重新启动（进程 ${live.pid}），已确认的数据都在`);
        return;
      } catch (error) {
        const said = error instanceof DatabaseFailure ? error.message : String(error);
        log(`内置数据库第 ${failures} 次重新启动未成，稍后再试：${said}`);
      }
    }
  };
  const look = setInterval(() => {
    if (stopping || raising || isAlive(live.pid)) return;
    const reason = `内置数据库进程 ${live.pid} 意外结束`;
    log(`${reason}，正在重新启动`);
    onLost?.(reason);
    raising = raise().finally(() => {
      raising = undefined;
    });
  }, LOOK_MS);
  look.unref();
  return {
    now: () => live,
    async stop() {
      stopping = true;
      clearInterval(look);
      wake();
      await raising;
      return stopServer(place, binaries, live.pid);
    },
  };
}
