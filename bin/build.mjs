// Builds what is stale: each part is built when its sources were touched and their hash differs from the one its last build left.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const shared = ['kernel', 'contexts', 'package.json', 'package-lock.json', 'tsconfig.json', 'bin/build.mjs'];

/** Sources of each part, and how it is built. */
const parts = {
  checks: { sources: [...shared, 'apps/server'], build: buildChecks },
  server: { sources: [...shared, 'apps/server', 'db'], build: buildServer },
  desk: { sources: [...shared, 'apps/screen', 'apps/desk', 'law'], build: () => buildScreens('desk') },
  field: { sources: [...shared, 'apps/screen', 'apps/field', 'law'], build: () => buildScreens('field') },
  public: { sources: ['apps/public', 'bin/build.mjs'], build: buildPublic },
  law: { sources: ['law', 'notices', 'bin/build.mjs'], build: buildData },
  // After the server, whose schemas it checks by and whose build takes it away.
  checked: { sources: [...shared, 'apps/server', 'db', 'law'], build: buildLawChecked },
};

/** Every file of a source, without its tests; nothing where there is no such source. */
function filesOf(path) {
  const at = join(root, path);
  const about = statSync(at, { throwIfNoEntry: false });
  if (!about) return [];
  if (!about.isDirectory()) return [at];
  return readdirSync(at, { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile() && !/\.test\.tsx?$/.test(e.name))
    .map((e) => join(e.parentPath ?? e.path, e.name))
    .sort();
}

/** What the sources say. */
async function hashOf(files) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of files) hash.update(relative(root, file)).update(await readFile(file));
  return hash.digest('hex');
}

/** When the sources were last touched: equal means nobody wrote since, and their text need not be read. */
function touchOf(files) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of files) {
    const { size, mtimeMs, ctimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs} ${ctimeMs}\n`);
  }
  return hash.digest('hex');
}

/** A group of commands is a file of its own (cli/groups.ts): who asks the law or the version does not read the server. */
const groupsApart = {
  name: 'groups-apart',
  setup(build) {
    build.onResolve({ filter: /^\.\/(platform|law)-commands\.ts$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: path.replace('-commands.ts', '.mjs'), external: true } : null,
    );
  },
};

/** A door that is entered for one thing does not bring the whole house: nothing of ours acts by being imported. */
const plainDoors = {
  name: 'plain-doors',
  setup(build) {
    build.onResolve({ filter: /^[#.]/ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      if (pluginData === plainDoors || importer.includes('node_modules')) return null;
      const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: plainDoors });
      return found.errors.length > 0 ? null : { path: found.path, external: found.external, sideEffects: false };
    });
  },
};

/** How the server is bundled; `npm run dev` does it the same way, with the packages left outside. */
export const serverBundle = {
  absWorkingDir: root,
  outdir: 'dist/server',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // In one file the server is read twice as fast as from four hundred. Left outside: native code, and what is loaded by name.
  plugins: [groupsApart, plainDoors],
  external: ['sharp', '@node-rs/argon2', 'pinyin-pro', 'pino', 'pg-native'],
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
  splitting: false,
  sourcemap: 'linked',
  logLevel: 'warning',
};

const lawChecked = join(root, 'dist', 'server', 'law-checked.json');

async function buildServer() {
  const { build } = await import('esbuild');
  // Other schemas may say other things of the same files.
  await rm(lawChecked, { force: true });
  await build({
    ...serverBundle,
    entryPoints: {
      zean: 'apps/server/cli/main.ts',
      platform: 'apps/server/cli/platform-commands.ts',
      law: 'apps/server/cli/law-commands.ts',
      'workbook-worker': 'kernel/workbook/worker.ts',
      'compile-law': 'contexts/law-catalogue/compile.ts',
    },
  });
}

/** What is checked before the rest is built at all. */
async function buildChecks() {
  const { build } = await import('esbuild');
  await build({ ...serverBundle, entryPoints: { 'first-checks': 'apps/server/first-checks.ts' } });
}

async function buildScreens(app) {
  const config = join(root, 'apps', app, 'vite.config.ts');
  if (!existsSync(config)) return;
  const { build } = await import('vite');
  // A test run has NODE_ENV=test, and vite would then put React's development build into what is shipped.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await build({ configFile: config, logLevel: 'warn' });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

async function buildPublic() {
  const from = join(root, 'apps', 'public', 'static');
  if (existsSync(from)) await cp(from, join(root, 'dist', 'public'), { recursive: true });
}

/** What the YAML of a folder says, by the digest of each text; a text that `reads` cannot take is left to the loader, which says where it is wrong. */
async function compiled(folder, reads) {
  const values = {};
  for (const file of filesOf(folder).filter((name) => /\.ya?ml$/.test(name))) {
    const text = await readFile(file, 'utf8');
    try {
      values[createHash('sha256').update(text).digest('base64url')] = reads(text) ?? {};
    } catch {}
  }
  return JSON.stringify(values);
}

/** Reads law and notices once, so that no start does. */
async function buildData() {
  const { isAlias, parse, parseDocument, visit } = await import('yaml');
  /** As the loader of notices reads them, which takes neither references nor tags. */
  const notice = (text) => {
    const doc = parseDocument(text, { prettyErrors: false, version: '1.2', schema: 'core' });
    const refuse = () => {
      throw new Error('left to the loader');
    };
    if (doc.errors.length > 0) refuse();
    visit(doc, { Node: (_, node) => (isAlias(node) || node.tag ? refuse() : undefined) });
    return doc.toJS();
  };
  await writeFile(join(root, 'dist', 'law.json'), await compiled('law', (text) => parse(text)));
  await writeFile(join(root, 'dist', 'notices.json'), await compiled('notices', notice));
}

/** What the law's own loader finds each file to say: no start checks it again. `npm run dev`, which has no such bundle, does without. */
async function buildLawChecked() {
  await rm(lawChecked, { force: true });
  const { compileLaw } = await import(pathToFileURL(join(root, 'dist', 'server', 'compile-law.mjs')).href);
  await writeFile(lawChecked, JSON.stringify(compileLaw(join(root, 'law'))));
}

/** Builds the named parts that are stale; prints one line for each that is built. */
export async function build(names = Object.keys(parts)) {
  await mkdir(join(root, 'dist', '.built'), { recursive: true });
  for (const name of names) {
    const mark = join(root, 'dist', '.built', name);
    const files = parts[name].sources.flatMap(filesOf);
    const touch = touchOf(files);
    const [built, touched] = (await readFile(mark, 'utf8').catch(() => '')).split('\n');
    if (touched === touch) continue;
    const hash = await hashOf(files);
    if (built === hash) {
      await writeFile(mark, `${hash}\n${touch}`);
      continue;
    }
    const begun = performance.now();
    process.stderr.write(`正在构建 ${name} …`);
    await rm(mark, { force: true });
    await parts[name].build();
    await writeFile(mark, `${hash}\n${touch}`);
    process.stderr.write(` ${((performance.now() - begun) / 1000).toFixed(1)} 秒\n`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  await build(process.argv.slice(2).length ? process.argv.slice(2) : undefined);
