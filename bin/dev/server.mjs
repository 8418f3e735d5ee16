// The watched server: bundled without its packages, run in a process of its own, replaced when one of its sources was saved.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { context } from 'esbuild';
import { serverBundle } from '../build.mjs';

/** Read when the server starts, so no source of the bundle. */
const DATA = ['law', 'notices', join('db', 'migrations')];
/** What is under way when a file is saved may end before its server does. */
const FINISH_MS = 500;
const STOP_MS = 12_000;

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

const isOver = (child) => child.exitCode !== null || child.signalCode !== null;
const over = async (child) => void (isOver(child) || (await once(child, 'exit')));

/** The bundle of the server alone: its packages are read from node_modules by the process in waiting; bundling them again takes three times as long. */
const bundlingTo = (outdir) =>
  context({
    ...serverBundle,
    outdir,
    plugins: [],
    packages: 'external',
    metafile: true,
    logLevel: 'silent',
    entryPoints: { zean: 'apps/server/cli/main.ts', 'workbook-worker': 'kernel/workbook/worker.ts' },
  });

/**
 * Prepares the watched server; `start()` builds and runs it. `anew(why)` hears of every start: '' when it answers, else why not.
 * The data folder, PostgreSQL and settings are those of `zean start`; only the port is another, behind the screens' own.
 */
export async function openServer({ root, word, address, say, anew }) {
  const port = await freePort();
  const target = `http://127.0.0.1:${port}/`;
  const outdir = join(root, 'dist', 'dev', 'server');
  const bundling = await bundlingTo(outdir);
  const bundle = pathToFileURL(join(outdir, 'zean.mjs')).href;
  const env = { ...process.env, PORT: String(port), HOST: '127.0.0.1' };
  let inputs = new Set();
  let packages = [];
  let child;
  let spare;
  let stopping = false;
  let underWay = 0;
  let idle = () => {};
  let ready = { waiting: false };
  /** Holds what is asked until the server answers. Whoever waits already waits on: behind a second gate nobody would ever open his. */
  const openGate = () => {
    if (ready.waiting) return;
    const gate = { waiting: true };
    gate.promise = new Promise((resolve) => {
      gate.resolve = (up) => {
        gate.waiting = false;
        resolve(up);
      };
    });
    ready = gate;
  };
  openGate();

  /** Starts a process in waiting; in a group of its own, so that Ctrl-C reaches us alone and we end it in order. */
  function wait() {
    const one = spawn(
      process.execPath,
      ['--enable-source-maps', join(dirname(fileURLToPath(import.meta.url)), 'spare.mjs')],
      {
        cwd: root,
        env,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    one.text = '';
    one.heard = false;
    for (const stream of [one.stdout, one.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (piece) => {
        const text = piece.replaceAll(`http://localhost:${port}/`, address);
        if (one.heard) process.stderr.write(text);
        else one.text += text;
      });
    }
    one.on('error', () => {});
    one.send({ packages, bundle, words: [word] });
    return one;
  }

  /** From now on what a process says is shown. `from`: what it said before too. */
  function hear(one, from) {
    if (from) process.stderr.write(one.text);
    one.heard = true;
  }

  /** Waits until the process answers; false when it ended instead. */
  async function answers(one) {
    while (!isOver(one)) {
      const { ok } = await fetch(`${target}healthz`, { signal: AbortSignal.timeout(2_000) }).catch(() => ({
        ok: false,
      }));
      if (ok) return true;
      await new Promise((then) => setTimeout(then, 15));
    }
    return false;
  }

  /** Bundles; answers why not, '' when it did. */
  async function bundled() {
    try {
      const { metafile } = await bundling.rebuild();
      inputs = new Set(Object.keys(metafile.inputs));
      const imports = Object.values(metafile.outputs).flatMap((output) => output.imports ?? []);
      packages = [...new Set(imports.filter((one) => one.external).map((one) => one.path))];
      return '';
    } catch (error) {
      if (!error.errors) throw error;
      return error.errors
        .map(({ text, location: at }) => (at ? `${at.file}:${at.line}:${at.column + 1}  ${text}` : text))
        .join('\n');
    }
  }

  /** Ends the running server as a power cut would: PostgreSQL goes on, and the next start takes it over. Nothing acknowledged is lost. */
  async function replace() {
    openGate();
    if (underWay > 0)
      await Promise.race([
        new Promise((then) => {
          idle = then;
        }),
        new Promise((then) => setTimeout(then, FINISH_MS)),
      ]);
    if (child && !isOver(child)) {
      child.kill('SIGKILL');
      await over(child);
    }
  }

  /** One round: bundle, run, tell. The first process is heard from its first word; later ones only when something is wrong. */
  async function round(first) {
    const begun = performance.now();
    const broken = await bundled();
    if (stopping) return;
    if (broken) {
      say(`服务器未能构建，${child ? '仍运行原来的' : '保存改正后自动再试'}：\n${broken}`);
      anew(broken);
      if (!child) ready.resolve(false);
      return;
    }
    const next = spare && !isOver(spare) ? spare : wait();
    spare = undefined;
    await replace();
    if (stopping) return void next.kill('SIGKILL');
    child = next;
    child.send('go');
    if (first) hear(child, true);
    const up = await answers(child);
    if (stopping) return;
    if (!first) hear(child, !up);
    if (up) {
      if (!first) say(`服务器已更新，用时 ${((performance.now() - begun) / 1000).toFixed(1)} 秒`);
      spare = wait();
    } else say('服务器没有运行：见上，保存改正后自动再试');
    ready.resolve(up);
    anew(up ? '' : child.text.trim() || '服务器没有运行：见终端');
  }

  let turning;
  let again = false;
  let soon;
  function turn(first) {
    again = true;
    turning ??= (async () => {
      while (again && !stopping) {
        again = false;
        await round(first && !child);
      }
      turning = undefined;
    })();
    return turning;
  }

  return {
    target,
    start: () => turn(true),
    /** Whether a file just saved is the server's: then it is started anew. */
    saved(file) {
      const name = relative(root, file).split(sep).join('/');
      const data = DATA.some((folder) => file.startsWith(join(root, folder) + sep));
      // After a failed build what was missing may have come as a new file.
      const missing = inputs.size === 0 || !child || isOver(child);
      if (!data && !inputs.has(name) && !(missing && /\.[mc]?[jt]sx?$/.test(name))) return;
      clearTimeout(soon);
      soon = setTimeout(() => turn(false), 20);
    },
    /** Resolves when the server answers again: true; false when it cannot be asked until a file is mended. */
    ready: () => ready.promise,
    /** A request is under way until the answer is closed. */
    asked(response) {
      underWay += 1;
      response.once('close', () => {
        underWay -= 1;
        if (underWay === 0) idle();
      });
    },
    async stop() {
      stopping = true;
      clearTimeout(soon);
      ready.resolve(false);
      spare?.kill('SIGKILL');
      if (child && !isOver(child)) {
        hear(child, false);
        child.kill('SIGTERM');
        const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
        await over(child);
        clearTimeout(late);
      }
      await bundling.dispose();
    },
  };
}
