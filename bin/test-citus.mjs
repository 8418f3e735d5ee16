// `npm run test:citus`: the PostgreSQL tests against the cluster CITUS_URL names (a superuser's address of its coordinator).
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const url = process.env.CITUS_URL;
if (!url) {
  process.stdout.write('跳过：没有设置 CITUS_URL\n');
  process.exit(0);
}
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const home = dirname(createRequire(import.meta.url).resolve('vitest/package.json'));
// A cluster makes a table of a test's own in seconds, not in milliseconds.
const args = ['run', '--project', 'pg', '--hookTimeout', '180000', '--testTimeout', '120000', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, [join(home, 'vitest.mjs'), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, TEST_DATABASE_URL: url },
});
process.exit(status ?? 1);
