/** Nothing lies about: every code file is reached from something that is started. */
import { parse, resolve } from '../source/parse.ts';
import { isCode, isProof, type SourceFile } from '../source/tree.ts';
import type { Finding } from './finding.ts';

/** What is started by itself: command line, configuration of tools, tests, benches, pages of the applications. */
const STARTED = /^(bin\/[^/]+|bench\/[^/]+|[^/]+\.config\.ts|(apps|e2e|test)\/.*\.config\.ts)$|\.test\.tsx?$|\.html$/;

/** Files a text names: `new URL('./worker.ts', …)`, an entry point of the bundler, a script of a page. */
function named(file: SourceFile, paths: ReadonlySet<string>): string[] {
  const names = file.text.matchAll(/['"`]\/?((?:\.{0,2}\/)*[\w@.-][\w@./-]*\.(?:ts|tsx|mjs|css))['"`]/g);
  return [...names].flatMap(([, name = '']) => {
    const local = resolve(file.path, `./${name}`, {}) ?? '';
    return [local, name.replace(/^(\.{0,2}\/)+/, '')].filter((path) => paths.has(path));
  });
}

// A pattern given to import.meta.glob: every file it fits is loaded.
function globbed(file: SourceFile, paths: ReadonlySet<string>): string[] {
  const patterns = [...file.text.matchAll(/import\.meta\.glob(?:<[^(]*>)?\(\s*['"`]([^'"`]+)['"`]/g)];
  return patterns.flatMap(([, pattern = '']) => {
    const whole = resolve(file.path, pattern.replaceAll('*', '__any__'), {}) ?? '';
    const fits = new RegExp(`^${whole.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('__any__', '[^/]+')}$`);
    return [...paths].filter((path) => fits.test(path));
  });
}

/**
 * Code files nothing reaches. The product has to be reached from what is started, without the tests: code that only a
 * test loads is unused too, unless its name says it is for tests.
 */
export function unusedFiles(files: readonly SourceFile[], aliases: Readonly<Record<string, string>>): Finding[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const paths = new Set(byPath.keys());
  const reach = (starts: readonly SourceFile[]): Set<string> => {
    const seen = new Set<string>();
    const open = [...starts];
    for (let file = open.pop(); file; file = open.pop()) {
      if (seen.has(file.path)) continue;
      seen.add(file.path);
      const imported = isCode(file) ? parse(file).imports.map(({ spec }) => resolve(file.path, spec, aliases)) : [];
      for (const path of [...imported, ...named(file, paths), ...globbed(file, paths)])
        if (path && byPath.has(path)) open.push(byPath.get(path)!);
    }
    return seen;
  };
  // A name in package.json `imports` is a door: other programs come in there.
  const doors = new Set(Object.values(aliases).map((target) => target.replace(/^\.\//, '')));
  const started = files.filter(({ path }) => STARTED.test(path) || doors.has(path));
  const byProduct = reach(started.filter(({ path }) => !/\.test\.tsx?$|^bench\//.test(path)));
  const byAny = reach(started);
  return files
    .filter(
      (file) => isCode(file) && !(isProof(file.path) ? byAny : byProduct).has(file.path) && !STARTED.test(file.path),
    )
    .filter((file) => !file.path.endsWith('.d.ts'))
    .map(({ path }): Finding => `${path}: nothing that is started reaches it`);
}
