/**
 * The browser the tests bring along: `@sparticuz/chromium` carries a whole headless Chromium and the few libraries it
 * needs as brotli files, `@embedpdf/fonts-sc` carries Chinese fonts. Unpacked once per user into the temporary folder,
 * so that neither a system browser, nor a system font, nor a package of the distribution decides what a test sees.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { readTar } from '../../db/tar.ts';

const require = createRequire(import.meta.url);

/** Where a package lies, whatever its `exports` say. */
function packageFolder(name: string): string {
  for (const place of require.resolve.paths(name) ?? []) {
    try {
      return dirname(require.resolve(join(place, name, 'package.json')));
    } catch {
      // Not in this node_modules: the next one up.
    }
  }
  throw new Error(`${name} is not installed: run npm ci`);
}

/** An unpacked browser: the program and the environment it has to be started with. */
export interface UnpackedBrowser {
  folder: string;
  program: string;
  env: Record<string, string>;
}

/** Name and size of every unpacked file; the last one written, so its presence means the rest is whole. */
const MANIFEST = 'files.json';

async function isWhole(folder: string): Promise<boolean> {
  try {
    const files = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as Record<string, number>;
    for (const [name, size] of Object.entries(files)) if ((await stat(join(folder, name))).size !== size) return false;
    return true;
  } catch {
    return false;
  }
}

async function extract(archive: string, folder: string): Promise<void> {
  for await (const { path, kind, mode, body } of readTar(createReadStream(archive).pipe(createBrotliDecompress()))) {
    const target = join(folder, path);
    await mkdir(kind === 'folder' ? target : dirname(target), { recursive: true });
    if (kind === 'file') await pipeline(body, createWriteStream(target, { mode }));
  }
}

async function unpackInto(folder: string, source: string): Promise<void> {
  await pipeline(
    createReadStream(join(source, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(folder, 'chromium'), { mode: 0o755 }),
  );
  for (const archive of ['al2023.tar.br', 'swiftshader.tar.br']) await extract(join(source, archive), folder);
  // The umask may have taken the execute bit away.
  await chmod(join(folder, 'chromium'), 0o755);
  const files: Record<string, number> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[path.slice(folder.length + 1)] = (await stat(path)).size;
  }
  await writeFile(join(folder, MANIFEST), JSON.stringify(files));
}

/** Makes `folder` hold the browser. Any number of processes may do so at once: each unpacks aside, one rename wins. */
async function ensureUnpacked(folder: string, source: string): Promise<void> {
  if (await isWhole(folder)) return;
  const aside = `${folder}.${process.pid}-${randomBytes(4).toString('hex')}`;
  await mkdir(aside, { mode: 0o700 });
  try {
    await unpackInto(aside, source);
    const moved = await rename(aside, folder).then(
      () => true,
      () => false,
    );
    if (moved || (await isWhole(folder))) return;
    // A damaged folder stands there (a cleaner of the temporary folder took some files): out of the way with it.
    await rename(folder, `${aside}.old`);
    await rename(aside, folder);
  } finally {
    await rm(aside, { recursive: true, force: true });
    await rm(`${aside}.old`, { recursive: true, force: true });
  }
}

/** Every family the theme names leads to the one font we bring, else the look would hang on the machine. */
const FAMILIES = [
  'sans-serif',
  'system-ui',
  'PingFang SC',
  'Microsoft YaHei',
  'Noto Sans SC',
  'Noto Sans CJK SC',
  'serif',
  'monospace',
];

function fontsConf(fonts: string, cache: string): string {
  const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const aliases = FAMILIES.map(
    (family) =>
      `  <alias binding="same"><family>${family}</family><prefer><family>Noto Sans S Chinese</family></prefer></alias>`,
  );
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    `  <dir>${escaped(fonts)}</dir>`,
    `  <cachedir>${escaped(cache)}</cachedir>`,
    ...aliases,
    '</fontconfig>',
    '',
  ].join('\n');
}

/** One conf per checkout, because it names the folder of the fonts; written whole or not at all. */
async function ensureFonts(folder: string): Promise<string> {
  const fonts = join(packageFolder('@embedpdf/fonts-sc'), 'fonts');
  const text = fontsConf(fonts, join(folder, 'font-cache'));
  const conf = join(folder, `fonts-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.conf`);
  const there = await readFile(conf, 'utf8').catch(() => null);
  if (there === text) return conf;
  const aside = `${conf}.${process.pid}-${randomBytes(4).toString('hex')}`;
  await writeFile(aside, text);
  await rename(aside, conf);
  return conf;
}

/**
 * Unpacks the browser (about 3 s and 215 MB the first time, a few milliseconds afterwards) and says how to start it.
 * Throws on a platform the package has no program for: set CHROMIUM_PATH there.
 */
export async function unpackBrowser(): Promise<UnpackedBrowser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `no bundled browser for ${process.platform}-${process.arch}: set CHROMIUM_PATH to a Chromium or Chrome`,
    );
  }
  const home = packageFolder('@sparticuz/chromium');
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  const { uid } = userInfo();
  const folder = join(tmpdir(), `zean-chromium-${version}-${uid}`);
  await ensureUnpacked(folder, join(home, 'bin'));
  // The temporary folder is everybody's: what somebody else put there under this name is not run.
  if ((await stat(folder)).uid !== uid) throw new Error(`${folder} belongs to another user: remove it`);
  const env = {
    LD_LIBRARY_PATH: join(folder, 'lib'),
    FONTCONFIG_FILE: await ensureFonts(folder),
    FONTCONFIG_PATH: folder,
  };
  return { folder, program: join(folder, 'chromium'), env };
}
