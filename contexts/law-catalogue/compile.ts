import { isDeepStrictEqual } from 'node:util';
import { type Checked, digestOf } from './parsed.ts';
import { startReading } from './read-folder.ts';

/**
 * What each file of a `law/` folder is found to say, by the digest of its text, for a bundle to start from (bin/build.mjs writes it down). Only what
 * JSON brings back unchanged; a file with a fault is left out, so that who loads the folder is told where it is wrong.
 */
export function compileLaw(folder: string): Record<string, Checked> {
  const reading = startReading();
  reading.add(folder);
  const checked: Record<string, Checked> = {};
  for (const { kind, file, content } of reading.sources) {
    if (isDeepStrictEqual(JSON.parse(JSON.stringify(content)), content))
      checked[digestOf(reading.textOf(file))] = { kind, content };
  }
  return checked;
}
