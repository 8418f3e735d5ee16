#!/usr/bin/env node
// `npm test`: build, types and lint beside the pure tests, then the PostgreSQL tests, then the browser tests. One line a stage when it ends,
// the whole output of a stage that failed, and as the very last line `N passed, N failed` alone. Exit code 1 when anything failed.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countsOf } from './counts.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const reports = join(root, 'dist', 'test');

/** The script behind a command of an installed package: runs the same on every system, without a shell. */
function script(name, command) {
  const home = join(root, 'node_modules', name);
  const { bin } = require(join(home, 'package.json'));
  return join(home, typeof bin === 'string' ? bin : bin[command]);
}

/**
 * What there is to run, in order. Minutes are what a stage may take on a slow machine before it counts as hung. `beside`: its lane, which
 * runs beside the other one; a stage without it begins when all of these have ended.
 */
const stages = [
  {
    name: 'build',
    parts: ['e2e'],
    minutes: 10,
    beside: 'programs',
    command: () => [join(root, 'bin', 'build.mjs')],
  },
  {
    name: 'types',
    parts: ['lint'],
    minutes: 10,
    beside: 'programs',
    // What did not change since the last run is not checked again.
    command: () => [
      script('typescript', 'tsc'),
      ...['--noEmit', '-p', 'tsconfig.json', '--incremental', '--tsBuildInfoFile', 'dist/test/types.tsbuildinfo'],
    ],
  },
  {
    name: 'lint',
    parts: ['lint'],
    minutes: 5,
    beside: 'programs',
    command: () => [
      script('@biomejs/biome', 'biome'),
      'ci',
      '--error-on-warnings',
      '--max-diagnostics=50',
      '--colors=off',
    ],
  },
  {
    name: 'borders',
    parts: ['lint'],
    only: true,
    projects: ['house'],
    minutes: 10,
  },
  { name: 'pure', parts: ['pure'], projects: ['house', 'pure'], minutes: 20, beside: 'pure' },
  { name: 'pg', parts: ['pg'], projects: ['pg'], minutes: 40 },
  { name: 'e2e', parts: ['e2e'], projects: ['e2e'], minutes: 60 },
];

const parts = ['lint', 'pure', 'pg', 'e2e'];
const asked = process.argv.slice(2).filter((word) => word !== '--long');
const unknown = asked.filter((word) => !parts.includes(word));
if (unknown.length > 0) {
  console.error(`npm test -- [--long] [${parts.join(' | ')}]…   (not: ${unknown.join(', ')})`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

/** In a full run the borders run beside the pure tests; `only` stages run when their part was asked for by name. */
const chosen = stages.filter((stage) =>
  asked.length === 0
    ? !stage.only
    : stage.parts.some((part) => asked.includes(part)) && !(stage.only && asked.includes('pure')),
);

const env = {
  ...process.env,
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
  ...(process.argv.includes('--long') && { ZEAN_LONG: '1' }),
};
const running = new Set();
const end = (child, signal) => {
  try {
    // The group, so that workers of a hung stage go too.
    if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // Gone already.
  }
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of running) end(child, signal);
    process.exit(130);
  });
}

/** Runs one program to its end. */
function run(words, minutes) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(process.execPath, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    running.add(child);
    const hung = setTimeout(() => {
      output += `\nno end after ${minutes} minutes: killed\n`;
      end(child, 'SIGKILL');
    }, minutes * 60_000);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (piece) => {
        output += piece;
      });
    }
    const ended = (code, why) => {
      clearTimeout(hung);
      running.delete(child);
      resolve({ ok: code === 0, output: why ? `${output}\n${why}\n` : output });
    };
    child.on('error', (error) => ended(1, error.message));
    child.on('close', (code, signal) => ended(code, signal ? `ended by ${signal}` : ''));
  });
}

/** The report a run left, undefined when it left none. */
function reportOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

async function runStage({ name, projects, minutes, command }) {
  if (!projects) {
    const { ok, output } = await run(command(), minutes);
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, output };
  }
  const report = join(reports, `${name}.json`);
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { ok, output } = await run(
    [script('vitest', 'vitest'), 'run', ...projects.flatMap((name) => ['--project', name]), ...reporters],
    minutes,
  );
  return { ...countsOf(reportOf(report), ok), output };
}

mkdirSync(reports, { recursive: true });
const total = { passed: 0, failed: 0 };

/** Runs a stage to its end and tells its line; a stage says nothing while it runs, for another may run beside it. */
async function tell(stage) {
  const begun = performance.now();
  let result;
  try {
    result = await runStage(stage);
  } catch (error) {
    result = { passed: 0, failed: 1, skipped: 0, output: `${error?.stack ?? error}\n` };
  }
  total.passed += result.passed;
  total.failed += result.failed;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1).padStart(7);
  const skipped = result.skipped > 0 ? `, ${result.skipped} skipped` : '';
  console.log(
    `${stage.name.padEnd(8)}${seconds} s  ${result.failed === 0 ? 'ok    ' : 'FAILED'}  ${result.passed} passed, ${result.failed} failed${skipped}`,
  );
  if (result.failed > 0) console.log(`\n${result.output.trimEnd()}\n`);
}

/** Stages of one lane go one behind the other, the lanes beside each other. */
await Promise.all(
  ['programs', 'pure'].map(async (lane) => {
    for (const stage of chosen.filter(({ beside }) => beside === lane)) await tell(stage);
  }),
);
for (const stage of chosen.filter((stage) => !stage.beside)) await tell(stage);

// The last line, alone: whoever runs us reads the counts from it.
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`${total.passed} passed, ${total.failed} failed`);
