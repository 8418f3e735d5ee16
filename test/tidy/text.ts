/** What never stands in a committed file. The words are built here so that this file does not find itself. */
import { isProof, placeOf } from '../source/tree.ts';
import type { Finding, TidyRule } from './finding.ts';

const UNDONE = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X'.repeat(3), 'HA' + 'CK'].join('|')})\\b`, 'g');

/** Folders of somebody's machine; `/var/lib`, `/usr/bin` and `/proc` are everybody's. */
const MACHINE = new RegExp(
  `(?<![\\w.~*)}\\]])(/(${['work', 'tmp', 'root', 'home', 'Users', 'mnt'].join('|')})/[\\w.-]+|[A-Z]:\\\\\\\\?Users)`,
  'g',
);

const REGISTRY = new RegExp(
  `(registry\\.${'npmjs'}\\.org|${'npm' + 'mirror'}\\.com|${'arti' + 'factory'}|${'nexus/' + 'repository'}|files\\.${'python' + 'hosted'}\\.org)`,
  'g',
);

function each(pattern: RegExp, why: string, leave: (path: string) => boolean): TidyRule {
  return (files) =>
    files
      .filter(({ path }) => !leave(path))
      .flatMap((file) =>
        [...file.text.matchAll(pattern)].map((hit): Finding => `${placeOf(file, hit.index)}: ${hit[0]} ${why}`),
      );
}

/** Lists a tool writes. */
const isLock = (path: string): boolean => path === 'package-lock.json';

/** Marks of unfinished work. */
export const undone: TidyRule = each(UNDONE, 'marks unfinished work', isLock);

/** Paths that exist on one machine only. `.gitignore` names folders from the root of the repository. */
export const machinePaths: TidyRule = each(
  MACHINE,
  'is a path of one machine',
  (path) => isLock(path) || path === '.gitignore',
);

/** Where packages come from is the installer's business. */
export const registries: TidyRule = each(REGISTRY, 'is a package registry', isLock);

/** `resolved` addresses in package-lock.json would bind every user to one registry. */
export const lockAddresses: TidyRule = (files) =>
  files
    .filter(({ path }) => isLock(path))
    .flatMap((file) =>
      [...file.text.matchAll(/"resolved":\s*"https?:[^"]*"/g)].map(
        (hit): Finding => `${placeOf(file, hit.index)}: ${hit[0]}`,
      ),
    );

/** A test that is left out or alone proves nothing. `skipIf` states its condition. */
export const sleepingTests: TidyRule = (files) =>
  files
    .filter(({ path }) => isProof(path) && /\.test\.tsx?$/.test(path))
    .flatMap((file) =>
      [...file.text.matchAll(/\b(test|it|describe)\.(skip|only|todo)\b/g)].map(
        (hit): Finding => `${placeOf(file, hit.index)}: ${hit[0]} proves nothing`,
      ),
    );
