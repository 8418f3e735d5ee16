import { Presets, SingleBar } from 'cli-progress';

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
