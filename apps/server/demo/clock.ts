import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The day the demonstration begins on: two months into the notice, six weeks before 归零. */
export const DEMO_START = '2022-05-16T01:30:00.000Z';

/**
 * The demonstration's clock (演示时钟): stands at DEMO_START when the demonstration county is seeded and runs on from there, so
 * that the 2022 notice is in mid-course whenever somebody looks. Kept in the data folder.
 */
export function demoClock(dataFolder: string): () => string {
  const file = join(dataFolder, 'demo.json');
  let offset: number;
  try {
    offset = (JSON.parse(readFileSync(file, 'utf8')) as { offsetMs: number }).offsetMs;
  } catch {
    offset = Date.parse(DEMO_START) - Date.now();
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(file, JSON.stringify({ offsetMs: offset, says: '演示时钟：演示县从 2022-05-16 起走' }));
  }
  return () => new Date(Date.now() + offset).toISOString();
}

/** The demonstration's clock when this data folder holds a demonstration, else the real one. */
export function clockOf(dataFolder: string): () => string {
  try {
    readFileSync(join(dataFolder, 'demo.json'));
  } catch {
    return () => new Date().toISOString();
  }
  return demoClock(dataFolder);
}
