import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDemoAccounts } from '#access';
import { urlOf, withClient } from '#db';
import { isRefused, mintId } from '#kernel';
import { runCommand, systemActor } from '#kernel/server';
import { type TestDatabase, testDatabase, testedOnCluster } from '../../db/testing.ts';
import { configOf } from './config.ts';
import { ConfigFault } from './config-fault.ts';
import { openPlatform } from './serve.ts';

let db: TestDatabase;
let folder: string;
const lines: string[] = [];

/** Opens the platform on a county's own server, as `zean serve` does, and closes it. */
async function start(
  env: NodeJS.ProcessEnv = {},
  work: (platform: Awaited<ReturnType<typeof openPlatform>>) => Promise<void> = async () => {},
) {
  lines.length = 0;
  const config = configOf({
    ZEAN_DATA: folder,
    ZEAN_LOG: 'silent',
    DATABASE_URL: db.url,
    DATABASE_APP_URL: urlOf(db.app),
    ...env,
  });
  const platform = await openPlatform(config, (line) => lines.push(line));
  try {
    await work(platform);
  } finally {
    await platform.close();
  }
}
const secrets = () =>
  withClient(db.admin, async (client) =>
    (
      await client.query<{ text: string }>(
        'select totp_pending as text from access.account where totp_pending is not null order by 1',
      )
    ).rows.map((row) => row.text),
  );

beforeAll(async () => {
  db = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'zean-serve-'));
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

test('a start makes the key of second factors, the next one has it, and a replaced one seals anew', async () => {
  await start({}, async ({ runner, config }) => {
    const [admin] = await createDemoAccounts(runner, config.counties[0], {
      town: '140525100',
      enterprise: mintId(),
      agency: mintId(),
    });
    const enrol = runner.modules.commands.find((cmd) => cmd.name === 'access.enrol-totp')!;
    const actor = { ...systemActor(config.counties[0]), account: admin!.id, role: 'county-admin' };
    const done = await runCommand(runner, enrol, actor, { key: mintId(), body: {} });
    expect(isRefused(done), JSON.stringify(done)).toBe(false);
  });
  const made = await readFile(join(folder, 'field-keys'), 'utf8');
  const before = await secrets();
  expect(before).toEqual([expect.stringMatching(/^sm4\.[0-9a-f]{8}\./)]);

  await start();
  expect(lines).toEqual([]);
  expect(await secrets(), 'the same key, nothing to do').toEqual(before);
  expect(await readFile(join(folder, 'field-keys'), 'utf8')).toBe(made);

  await start({ ZEAN_FIELD_KEYS: Buffer.alloc(32, 5).toString('base64') });
  expect(lines).toEqual(['已加密保存 1 个账号的动态口令']);
  expect(await secrets()).not.toEqual(before);
});

test('a secret in the clear is sealed, and does not stay in the pages of the table', async () => {
  const clear = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
  const fileOf = () =>
    withClient(db.admin, async (client) => {
      const read = "encode(pg_read_binary_file(pg_relation_filepath('%s')), 'hex')";
      if (testedOnCluster()) {
        await client.query("select run_command_on_workers('checkpoint')");
        const { rows } = await client.query('select result from run_command_on_placements($1, $2)', [
          'access.account',
          `select ${read}`,
        ]);
        return rows.map((row) => Buffer.from(row.result, 'hex').toString('latin1')).join('');
      }
      await client.query('checkpoint');
      const { rows } = await client.query(`select ${read.replace('%s', 'access.account')} as bytes`);
      return Buffer.from(rows[0].bytes, 'hex').toString('latin1');
    });
  const plant = () =>
    withClient(db.admin, (client) =>
      client.query('update access.account set totp_pending = $1 where totp_pending is not null', [clear]),
    );
  await plant();
  await start();
  expect(lines, 'nobody knows where it came from').toEqual([
    expect.stringContaining('有 1 个账号的动态口令与日志不符'),
  ]);
  // As the version before wrote it: the journal knows its digest.
  await withClient(db.admin, (client) =>
    client.query(
      `update kernel.effect set patch = jsonb_build_object('totpPending', 'sha256:' || encode(sha256(convert_to($1, 'UTF8')), 'hex'))
       where kind = 'account' and patch ? 'totpPending'`,
      [clear],
    ),
  );
  expect(await fileOf()).toContain(clear);
  // Somebody still reads with a snapshot from before: what was written over must stay for him, and may not stay after him.
  await withClient(db.admin, async (reader) => {
    await reader.query('begin isolation level repeatable read');
    await reader.query('select 1');
    const starting = start();
    await setTimeout(1_500);
    await reader.query('commit');
    await starting;
  });
  expect(lines).toEqual(['已加密保存 1 个账号的动态口令']);
  expect(await secrets()).toEqual([expect.stringMatching(/^sm4\./)]);
  expect(await fileOf()).not.toContain(clear);
});

test('without the key it starts all the same and says which one is wanted; a broken file stops it', async () => {
  const [kept] = await secrets();
  const id = kept!.split('.')[1]!;
  const file = await readFile(join(folder, 'field-keys'), 'utf8');
  await rm(join(folder, 'field-keys'));
  await start();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`有 1 个账号的动态口令由本机没有的密钥加密（编号 ${id}）`);
  expect(lines[0]).toContain('npx zean user remove-code');
  expect(await secrets()).toEqual([kept]);
  // Put back as the line says: on a last line of its own, below the one this start made.
  const fresh = await readFile(join(folder, 'field-keys'), 'utf8');
  expect(fresh).not.toBe(file);
  await writeFile(join(folder, 'field-keys'), `${fresh}${file.split('\n').at(-2)}\n`);
  await start();
  expect(lines).toEqual(['已加密保存 1 个账号的动态口令']);
  await writeFile(join(folder, 'field-keys'), 'half');
  await expect(start()).rejects.toMatchObject({ code: 'FIELD_KEYS_BROKEN' });
  expect(() => configOf({ ZEAN_FIELD_KEYS: 'half' })).toThrow(ConfigFault);
});

test('any county of the country starts on a database of its own; one that nobody lists says what to bring', async () => {
  const other = await testDatabase();
  try {
    const env = {
      ZEAN_DATA: join(folder, 'other'),
      ZEAN_COUNTY: '110101',
      DATABASE_URL: other.url,
      DATABASE_APP_URL: urlOf(other.app),
    };
    await start(env, async ({ runner }) => {
      const { rows } = await withClient(other.admin, (client) =>
        client.query('select county, count(*)::int as n, min(code) as first from registry.town group by county'),
      );
      expect(rows).toEqual([{ county: '110101', n: 17, first: '110101001' }]);
      const create = runner.modules.commands.find((cmd) => cmd.name === 'registry.create-enterprise')!;
      const actor = { ...systemActor('110101'), role: 'county-admin' };
      const body = (town: string) => ({
        uscc: '91110101MA0000001B',
        name: '北京某铸造有限公司',
        town,
        sector: 'metallurgy',
        scale: 'small',
        staffCount: 20,
      });
      const away = await runCommand(runner, create, actor, { key: mintId(), body: body('南村镇') });
      expect(JSON.stringify(away)).toContain('没有“南村镇”这个镇：应为东华门街道');
    });
    await expect(start({ ...env, ZEAN_COUNTY: '999999' })).rejects.toThrow(/^全国行政区划中没有 999999 /);
  } finally {
    await other.close();
  }
});
