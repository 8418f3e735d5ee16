/** No package is installed for nothing: everybody pays for it at every `npm ci`. */
import type { SourceFile } from '../source/tree.ts';
import type { Finding } from './finding.ts';

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** Packages of package.json that no file names in quotes; what is optional, and types, are not looked at. */
export function unusedPackages(files: readonly SourceFile[]): Finding[] {
  const manifest = files.find(({ path }) => path === 'package.json');
  if (!manifest) return [];
  const { dependencies, devDependencies } = JSON.parse(manifest.text) as Manifest;
  const text = files
    .filter(({ path }) => /\.(m?ts|tsx|mjs|css|html)$/.test(path))
    .map((file) => file.text)
    .join('\n');
  const named = (name: string) => [`'${name}'`, `'${name}/`, `"${name}"`, `"${name}/`].some((it) => text.includes(it));
  return Object.keys({ ...dependencies, ...devDependencies })
    .filter((name) => !name.startsWith('@types/') && !named(name))
    .map((name): Finding => `package.json: ${name} is used by nothing`);
}
