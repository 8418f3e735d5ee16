import { Presets, SingleBar } from 'cli-progress';
import { DatabaseFailure } from '#db';
import { type Config, ConfigFault, configOf } from '../config.ts';
import { type OpenPlatform, openPlatform } from '../serve.ts';

/** Ends with one clear line; a bug also shows where it happened. */
export function fail(error: unknown): never {
  const known = error instanceof DatabaseFailure || error instanceof ConfigFault || error instanceof Said;
  console.error(
    known
      ? (error as Error).message
      : `程序出错：${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  process.exit(1);
}

/** A sentence for the operator that is no bug. */
export class Said extends Error {}

export const line = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Opens the platform for one command of the command line, and closes it whatever happens. */
export async function inPlatform<T>(
  work: (platform: OpenPlatform) => Promise<T>,
  config: Config = configOf(process.env),
): Promise<T> {
  const platform = await openPlatform({ ...config, log: 'silent' }, () => {}, { beside: true });
  try {
    return await work(platform);
  } finally {
    await platform.close();
  }
}

/** A progress bar that appears only when the work lasts over two seconds and somebody is looking. */
export function progressBar(title: string): { show(done: number, of: number): void; end(): void } {
  const begun = Date.now();
  let bar: SingleBar | null = null;
  return {
    show(done, of) {
      if (!process.stderr.isTTY || (!bar && Date.now() - begun < 2000)) return;
      if (!bar) {
        bar = new SingleBar(
          {
            format: `${title} [{bar}] {percentage}% {value}/{total} 预计还需 {eta} 秒`,
            hideCursor: true,
            stream: process.stderr,
          },
          Presets.shades_classic,
        );
        bar.start(Math.max(of, 1), done);
      }
      bar.setTotal(Math.max(of, 1));
      bar.update(done);
    },
    end() {
      bar?.stop();
    },
  };
}

/** Prints the answer: JSON when a program reads it, sentences otherwise. */
export function answer(asJson: boolean | undefined, value: unknown, sentence: () => string): void {
  console.log(asJson ? JSON.stringify(value) : sentence());
}
