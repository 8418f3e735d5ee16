/** The committed text of this repository as plain values, so that a check runs as well over planted files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A text file: path from the root of the repository, with `/`. */
export interface SourceFile {
  path: string;
  text: string;
}

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Folders that are never committed (.gitignore), and files that are. */
const LEFT_OUT = /^(node_modules|dist|coverage|\.git|\.zean.*|tmp)$/;
const TEXT =
  /\.(ts|tsx|mts|js|mjs|cjs|json|ya?ml|sql|md|css|html|svg|txt|webmanifest|sh)$|(^|\/)(LICENSE|\.gitignore|run)$/;

function* walk(folder: string, prefix: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (prefix === '' ? LEFT_OUT.test(entry.name) : /^(node_modules|dist)$/.test(entry.name)) continue;
    const path = prefix + entry.name;
    if (entry.isDirectory()) yield* walk(join(folder, entry.name), `${path}/`);
    else if (entry.isFile() && TEXT.test(path)) yield path;
  }
}

let read: readonly SourceFile[] | undefined;

/**
 * Every text file of the repository, in order of path. Read once a worker: the tests over it share one (project `house`), and with it
 * what was parsed (parse.ts keeps it by file).
 */
export function readTree(): readonly SourceFile[] {
  read ??= [...walk(root, '')].sort().map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  return read;
}

export const isCode = ({ path }: { path: string }): boolean => /\.(ts|tsx|mts|mjs)$/.test(path);

/** Tests, proofs of contexts, and what only tests load: they may reach further than the product may. */
export const isProof = (path: string): boolean =>
  /\.test\.tsx?$/.test(path) ||
  /^(e2e|bench)\//.test(path) ||
  /(^|\/)((testing|proof)\.ts$|[^/]+\.fixture\.ts$|(test|fixtures)\/)/.test(path);

/** `path:line` of an offset, as editors take it. */
export function placeOf(file: SourceFile, at: number): string {
  return `${file.path}:${file.text.slice(0, at).split('\n').length}`;
}
