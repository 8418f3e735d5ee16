import { instantText } from '#kernel';
import { clockBehind, type Runner, reading, type ServedCounty, systemActor } from '#kernel/server';

const LOOK_MS = 20_000;

/** Watches whether the clock was set back behind what the journal holds. */
export interface ClockWatch {
  /** In words for `/healthz`; null when all is well. */
  trouble(): string | null;
  /** Looks now. A database that does not answer is another's business. */
  look(): Promise<void>;
  stop(): void;
}

/** Looks at once and every so often; the log hears when the clock is wrong and when it is right again. */
export function watchClock(
  runner: Runner,
  counties: readonly Pick<ServedCounty, 'code'>[],
  log: (line: string) => void,
): ClockWatch {
  let said: string | null = null;
  /** The county whose newest act is the latest of all. */
  const worst = async () => {
    const all = await Promise.all(
      counties.map(({ code }) => reading(runner, systemActor(code), (_client, reads) => clockBehind(reads))),
    );
    return all.reduce((most, one) => (one && (!most || one.newest > most.newest) ? one : most), null);
  };
  const look = async () => {
    const behind = await worst().catch(() => undefined);
    if (behind === undefined) return;
    const before = said;
    said = behind && `服务器时钟早于最近一次办理（${instantText(behind.newest)}）`;
    if (behind && before === null)
      log(
        `服务器时钟为 ${instantText(behind.now)}，早于最近一次办理的 ${instantText(behind.newest)}：时钟被调慢，新办事项的时间会排在旧事项之前，期限也会算错。请校准系统时间`,
      );
    if (!behind && before !== null) log('服务器时钟已不早于最近一次办理');
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  timer.unref();
  void look();
  return { trouble: () => said, look, stop: () => clearInterval(timer) };
}
