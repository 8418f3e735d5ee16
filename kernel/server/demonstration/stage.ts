import { type Actor, isRefused, newId } from '#kernel';
import { type Runner, runAs } from '../run-command.ts';
import { type Dice, diceOf } from './dice.ts';

/** What one context's part leaves for the parts that follow, under a name. */
export interface Prop<T> {
  name: string;
  /** Never there: says what the name stands for. */
  of?: T;
}
/** `prop<DemoFirm[]>('registry.firms')`: declared where it is made. */
export const prop = <T>(name: string): Prop<T> => ({ name });

/**
 * The stage of a demonstration (演示): a county's past is played on it by real commands at instants gone by, so that rows, journal,
 * figures and refusals are what people would have brought about.
 */
export interface Stage {
  county: string;
  dataFolder: string;
  runner: Runner;
  /** Instant at which the demonstration begins: the past ends here. */
  until: string;
  /** How much of each thing is wanted, by name. */
  size: Readonly<Record<string, number>>;
  /** Chance of its own for a story. */
  dice(name: string): Dice;
  /** Runs a command as somebody at an instant; its answer. Throws with the refusal: a demonstration does nothing that is refused. */
  act<T = { id: string }>(at: string, who: Actor, name: string, body: unknown): Promise<T>;
  /** Something that will happen; dropped when it lies behind the end. Played in the order of time, whoever asked for it. */
  later(at: string, event: () => Promise<void>): void;
  leave<T>(what: Prop<T>, value: T): void;
  take<T>(what: Prop<T>): T;
}

/** One context's part in the demonstration. Parts are asked in the order of the contexts; then time runs. */
export interface Demonstration {
  /** What it brings, as the progress line says it. */
  title: string;
  prepare(stage: Stage): Promise<void>;
}

interface Event {
  at: string;
  n: number;
  run: () => Promise<void>;
}

/** Events by time, first come first among those of one instant. */
class Calendar {
  readonly #heap: Event[] = [];
  #count = 0;

  get size(): number {
    return this.#heap.length;
  }

  add(at: string, run: () => Promise<void>): void {
    const heap = this.#heap;
    heap.push({ at, n: this.#count++, run });
    for (let i = heap.length - 1; i > 0; ) {
      const up = (i - 1) >> 1;
      if (!before(heap[i]!, heap[up]!)) break;
      [heap[i], heap[up]] = [heap[up]!, heap[i]!];
      i = up;
    }
  }

  next(): Event | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || first === last) return first;
    heap[0] = last;
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      let least = i;
      if (left < heap.length && before(heap[left]!, heap[least]!)) least = left;
      if (right < heap.length && before(heap[right]!, heap[least]!)) least = right;
      if (least === i) return first;
      [heap[i], heap[least]] = [heap[least]!, heap[i]!];
      i = least;
    }
  }
}

const before = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.n < b.n);

/** Events under way at once: neighbours in time belong to different stories, for a story asks for its next step when one is done. */
const AT_ONCE = 6;

/** Plays the parts of a demonstration to its end. */
export async function play(
  setting: Pick<Stage, 'county' | 'dataFolder' | 'runner' | 'until' | 'size'>,
  parts: readonly Demonstration[],
  progress: (done: number, of: number) => void = () => {},
): Promise<void> {
  const calendar = new Calendar();
  const props = new Map<string, unknown>();
  const keys = diceOf('keys');
  const stage: Stage = {
    ...setting,
    dice: diceOf,
    async act(at, who, name, body) {
      const then: Runner = { ...setting.runner, clock: () => at };
      const outcome = await runAs(then, who, name, body, newId(Date.parse(at), keys.bytes(16)));
      if (isRefused(outcome)) throw new Error(`${at} ${who.role} ${name}: ${JSON.stringify(outcome.refused)}`);
      return outcome.done.answer as never;
    },
    later(at, event) {
      if (at < setting.until) calendar.add(at, event);
    },
    leave: (what, value) => void props.set(what.name, value),
    take(what) {
      if (!props.has(what.name)) throw new Error(`nobody left ${what.name}: an earlier part has to`);
      return props.get(what.name) as never;
    },
  };
  for (const part of parts) await part.prepare(stage);
  await run(calendar, progress);
}

async function run(calendar: Calendar, progress: (done: number, of: number) => void): Promise<void> {
  const going = new Set<Promise<void>>();
  let failed: { reason: unknown } | undefined;
  for (let done = 0; ; done += 1) {
    const event = failed ? undefined : calendar.next();
    if (!event) {
      if (going.size === 0) break;
      await Promise.race(going);
      continue;
    }
    const running: Promise<void> = event
      .run()
      .catch((reason: unknown) => {
        failed ??= { reason };
      })
      .then(() => void going.delete(running));
    going.add(running);
    if (done % 100 === 0) progress(done, done + calendar.size);
    if (going.size >= AT_ONCE) await Promise.race(going);
  }
  if (failed) throw failed.reason;
}
