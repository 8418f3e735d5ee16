#!/usr/bin/env node
// The command line of 泽安: builds what is stale (in a checkout), then runs the bundle.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';

// Left to itself V8 lets what 64 callers threw away grow to four times what is in use before it collects: 285 MB for a 65 MB heap.
setFlagsFromString('--heap-growing-percent=60');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`需要 Node.js 20.19 或更新，当前为 ${process.versions.node}`);
  process.exit(1);
}
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const serves = ['start', 'serve'].includes(process.argv[2] ?? '') && !/^-(h|-help)$/.test(process.argv[3] ?? '');
const built = (name) => import(pathToFileURL(join(root, 'dist', 'server', `${name}.mjs`)).href);
if (existsSync(join(root, 'bin', 'build.mjs')) && !process.env.ZEAN_NO_BUILD) {
  const { build } = await import('./build.mjs');
  if (serves) {
    // A taken port or a wrong setting is told before a minute of building.
    await build(['checks']);
    const { firstChecks } = await built('first-checks');
    await firstChecks(process.env, process.argv[2] === 'start').catch((error) => {
      console.error(error.message);
      process.exit(1);
    });
  }
  await build(serves ? ['server', 'law', 'checked', 'desk', 'field', 'public'] : ['server', 'law', 'checked']);
}
await built('zean');
