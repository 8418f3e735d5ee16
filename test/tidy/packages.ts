/** No package is installed for nothing: everybody pays for it at every `npm ci`. */
import { isProof, type SourceFile } from '../source/tree.ts';
import type { Finding } from './finding.ts';

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** Whether any of these texts names the package in quotes: an import, a `require`, a style. */
const namedIn = (files: readonly SourceFile[]) => {
  const text = files
    .filter(({ path }) => /\.(m?ts|tsx|mjs|css|html)$/.test(path))
    .map((file) => file.text)
    .join('\n');
  return (name: string) => [`'${name}'`, `'${name}/`, `"${name}"`, `"${name}/`].some((it) => text.includes(it));
};

/** What is installed beside the product in operation: packages only tests, benches or the build name are devDependencies. */
export function misplacedPackages(files: readonly SourceFile[]): Finding[] {
  const manifest = files.find(({ path }) => path === 'package.json');
  if (!manifest) return [];
  const { dependencies } = JSON.parse(manifest.text) as Manifest;
  const product = files.filter(
    (file) =>
      /^(kernel|contexts|apps|db)\//.test(file.path) && !file.path.endsWith('.config.ts') && !isProof(file.path),
  );
  // What the server's bundle leaves outside, some of it another package's, has to lie beside it.
  const outside =
    /external: \[([^\]]*)\]/.exec(files.find(({ path }) => path === 'bin/build.mjs')?.text ?? '')?.[1] ?? '';
  const imported = namedIn(product);
  const named = (name: string) => imported(name) || outside.includes(`'${name}'`);
  return Object.keys(dependencies ?? {})
    .filter((name) => !named(name))
    .map((name): Finding => `package.json: only tests or the build use ${name}: it belongs in devDependencies`);
}

/** Packages of package.json that no file names in quotes; what is optional, and types, are not looked at. */
export function unusedPackages(files: readonly SourceFile[]): Finding[] {
  const manifest = files.find(({ path }) => path === 'package.json');
  if (!manifest) return [];
  const { dependencies, devDependencies } = JSON.parse(manifest.text) as Manifest;
  const named = namedIn(files);
  return Object.keys({ ...dependencies, ...devDependencies })
    .filter((name) => !name.startsWith('@types/') && !named(name))
    .map((name): Finding => `package.json: ${name} is used by nothing`);
}
