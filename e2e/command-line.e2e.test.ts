/**
 * The command line on a real data folder: help, accounts, export and import, backup and restore, the journal, another PostgreSQL.
 * Of each kind one command runs as a process of its own (`alone`, `zean`): code, pipes, a start from nothing. The others run in
 * one process that stays (`run`), beside a PostgreSQL that stays, as beside a running server.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSheet, templateWorkbook } from '#kernel/workbook';
import { county140525 } from '../contexts/registry/demo/county.ts';
import { completeUscc } from '../contexts/registry/domain/uscc.rule.ts';
import { enterpriseTemplate } from '../contexts/registry/import/templates.ts';
import { collect } from '../contexts/registry/import/testing.ts';
import { withClient } from '../db/connection.ts';
import { type EmbeddedDatabase, startEmbedded } from '../db/embedded/index.ts';
import { serveForTest } from '../test/serve.ts';
import { type Line, openLine, type Said, zean } from '../test/served.ts';

let folder: string;
let papers: string;
/** How many `zean demo` says it brought. */
let hazards: number;
let resident: Line;
let database: EmbeddedDatabase;
const run = (...words: string[]): Promise<Said> => resident.zean(folder, words);
const alone = (...words: string[]): Promise<Said> => zean(folder, words);
const paper = (name: string): string => join(papers, name);

beforeAll(async () => {
  papers = await mkdtemp(join(tmpdir(), 'zean-papers-'));
  folder = join(tmpdir(), `zean-line-${randomBytes(4).toString('hex')}`);
  await mkdir(folder, { mode: 0o711 });
  const made = await alone('demo', '--enterprises', '30', '--hazards', '80', '--json');
  expect(made.json, made.err).toMatchObject({ enterprises: 30 });
  // Checks of campaigns find some beside those asked for.
  hazards = made.json.hazards;
  expect(hazards).toBeGreaterThanOrEqual(80);
  expect(hazards).toBeLessThan(120);
  resident = openLine();
  database = await startEmbedded({ dataFolder: folder, log: () => {} });
}, 120_000);
afterAll(async () => {
  await resident?.close();
  await database?.stop();
  await rm(folder, { recursive: true, force: true });
  await rm(papers, { recursive: true, force: true });
});

/** Words of four letters and more that are no name of a command, an option or a thing. */
const english = (text: string): string[] =>
  (
    text
      .replaceAll(
        /<[^>]*>|--?[a-z-]+|[a-z]+\.[a-z-]+|[A-Z_]{3,}\S*|“[^”]*”|[a-z-]+(?=\s{2,}|\s[[<])|\.tar\.gz|zean( [a-z]+)*/g,
        '',
      )
      .match(/\b[A-Za-z]{4,}\b/g) ?? []
  ).filter((word) => !/^(XLSX|JSON|town|notices|file|PostgreSQL|Excel|enterprises|people|HTTPS?|json)$/.test(word));

describe('help', () => {
  const lines = [
    [],
    ['start'],
    ['serve'],
    ['migrate'],
    ['demo'],
    ['import'],
    ['export'],
    ['backup'],
    ['restore'],
    ['notice'],
    ['journal'],
    ['journal', 'verify'],
    ['journal', 'replay'],
    ['user'],
    ['user', 'list'],
    ['user', 'add'],
    ['user', 'disable'],
    ['user', 'enable'],
    ['user', 'unlock'],
    ['user', 'reset'],
  ];
  test.each(lines.map((words) => [words.join(' ') || 'zean', words] as const))('%s', async (_, words) => {
    const said = await (words[0] === undefined ? zean : resident.zean)(papers, [...words, '--help']);
    expect([said.code, said.err]).toEqual([0, '']);
    expect(said.out).toMatch(/^用法：/);
    expect(said.out).toMatch(/显示帮助/);
    expect(said.out).not.toMatch(/Usage|Options|Commands|Arguments/);
  });

  test.each([
    [['nonsense'], '没有这个命令：nonsense'],
    [['export', 'hazards.ledger'], '缺少参数：file'],
    [['import', 'x.xlsx'], '缺少必填选项：--ledger <name>'],
    [['journal', 'verify', '--nope'], '没有这个选项：--nope'],
    [['demo', '--hazards', '-3'], '数量应为正整数'],
  ] as [string[], string][])('%j is refused in Chinese', async (words, line) => {
    const said = await (words[0] === 'nonsense' ? zean : resident.zean)(papers, words);
    expect(said.code).toBe(1);
    expect(said.err).toContain(line);
    expect(english(said.err).filter((word) => !words.includes(word))).toEqual([]);
  });
});

describe('accounts', () => {
  test('added, listed, reset, disabled, enabled, unlocked; each is in the journal', async () => {
    const added = await alone('user', 'add', 'zhao-liu', '--name', '赵六', '--role', 'county-officer', '--json');
    expect(added.json, added.err).toMatchObject({ account: 'zhao-liu', password: expect.any(String) });
    const listed = await run('user', 'list', '--json');
    expect(listed.json.find((one: { account: string }) => one.account === 'zhao-liu')).toMatchObject({
      name: '赵六',
      role: 'county-officer',
      disabledAt: null,
    });
    expect(listed.out).not.toContain('argon2');
    const reset = await run('user', 'reset', 'zhao-liu', '--link', '--json');
    expect(reset.json.link).toMatch(/login#invite=[\w-]{43}/);
    expect((await run('user', 'disable', 'zhao-liu')).out).toContain('已停用');
    expect(
      (await run('user', 'list', '--json')).json.find((one: { account: string }) => one.account === 'zhao-liu')
        .disabledAt,
    ).not.toBe(null);
    expect((await run('user', 'enable', 'zhao-liu')).code).toBe(0);
    expect((await run('user', 'unlock', 'zhao-liu')).code).toBe(0);
    const list = (await run('user', 'list')).out.trimEnd().split('\n');
    expect(list[0]).toMatch(/^账号 +姓名 +岗位 +镇 +企业 +状态 +动态口令 +最近登录$/);
    expect(list.find((line) => line.startsWith('town-lead '))).toMatch(/镇 +— +在用/);
    expect(list.find((line) => line.startsWith('principal '))).toMatch(/公司|厂|矿/);
    const again = await run('user', 'enable', 'zhao-liu', '--json');
    expect([again.code, again.json.refused]).toEqual([
      1,
      { code: 'NO_SUCH_MOVE', message: expect.stringMatching(/赵六的账号在用，没有停用，不用启用$/) },
    ]);
    const twice = await run('user', 'add', 'zhao-liu', '--name', '又一人', '--role', 'county-officer');
    expect([twice.code, twice.err.trim()]).toEqual([1, '账号 zhao-liu 已经有人使用，请换一个']);
    const nobody = await alone('user', 'disable', 'nobody-here');
    expect([nobody.code, nobody.err.trim()]).toEqual([1, '没有账号 nobody-here']);
    const wrong = await run('user', 'add', 'qian-qi', '--name', '钱七', '--role', 'town-officer');
    expect([wrong.code, wrong.err.trim()]).toEqual([1, expect.stringContaining('镇')]);
  }, 300_000);
});

describe('export and import', () => {
  test('what was exported is what the ledger holds; a ledger that is none is refused with those that are', async () => {
    const file = paper('hazards.xlsx');
    const said = await run('export', 'hazards.ledger', file, '--filter', 'open=1', '--json');
    expect(said.json, said.err).toEqual({ file, rows: expect.any(Number) });
    expect(said.json.rows).toBeGreaterThan(0);
    const no = await run('export', 'hazards.nonsense', paper('x.xlsx'));
    expect([no.code, no.err]).toEqual([1, expect.stringContaining('没有这本台账：hazards.nonsense。可用：')]);
    const filter = await run('export', 'hazards.ledger', paper('x.xlsx'), '--filter', 'state=gone');
    expect([filter.code, filter.err]).toEqual([1, expect.stringMatching(/[一-鿿]/)]);
  }, 60_000);

  test('what is not understood is refused: no value, an unknown key, a town that is none, a wrong ending, no folder', async () => {
    for (const [words, line] of [
      [['x.xlsx', '--filter', 'town'], '筛选“town”没有写值，应写成 town=值'],
      [['x.xlsx', '--filter', 'twon=140525100'], 'hazards.ledger 没有“twon”这个筛选。可用：q 搜索；town 镇；'],
      [['x.xlsx', '--filter', 'town=北京镇'], '没有“北京镇”这个镇：应为'],
      [['x.pdf'], '文件名应以 .xlsx、.csv、.jsonl 结尾'],
      [['no/such/x.csv'], '没有这个文件夹：'],
      [['x.csv', '--columns', 'number,colour'], '没有这些列：colour'],
    ] as const) {
      const [file, ...more] = words as readonly [string, ...string[]];
      const said = await run('export', 'hazards.ledger', paper(file), ...more);
      expect([said.code, said.out], words.join(' ')).toEqual([1, '']);
      expect(said.err, words.join(' ')).toContain(line);
      expect(existsSync(paper(file)), words.join(' ')).toBe(false);
    }
    const asJson = await run('export', 'hazards.ledger', paper('x.xlsx'), '--filter', 'town', '--json');
    expect([asJson.code, asJson.json.refused.code, asJson.err]).toEqual([1, 'INVALID', '']);
  }, 120_000);

  test('a town by its name; a file that is there is kept unless --force; - is standard output', async () => {
    const file = paper('kept.csv');
    await writeFile(file, 'mine');
    const kept = await run('export', 'hazards.ledger', file);
    expect([kept.code, kept.err.trim()]).toEqual([1, `文件已存在：${file}。要覆盖请加 --force`]);
    expect(await readFile(file, 'utf8')).toBe('mine');
    const forced = await run('export', 'registry.enterprises', file, '--force', '--json');
    expect(forced.json, forced.err).toEqual({ file, rows: 30 });
    const text = await readFile(file, 'utf8');
    expect(text.startsWith('\ufeff企业名称,统一社会信用代码,镇,')).toBe(true);
    expect(text.trimEnd().split('\r\n')).toHaveLength(31);

    const code = await alone('export', 'registry.enterprises', '-', '--filter', 'town=140525100', '--format', 'jsonl');
    const rows = code.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.length, code.err).toBeGreaterThan(0);
    expect(new Set(rows.map((row) => row.townName)).size).toBe(1);
    expect(code.err.trim()).toBe(`已导出 ${rows.length} 行`);
    const town = rows[0].townName as string;
    const named = await alone('export', 'registry.enterprises', '-', '--filter', `town=${town}`);
    expect(named.out.trimEnd().split('\r\n')).toHaveLength(rows.length + 1);
    expect(existsSync('-')).toBe(false);
  }, 120_000);

  test('the help names every ledger with its filters', async () => {
    const help = (await run('export', '--help')).out;
    for (const line of ['hazards.ledger', 'registry.people', '企业台账', 'town 镇', 'state 状态（found '])
      expect(help).toContain(line);
  });

  test('a workbook with faults is refused by row and column; its good rows go in when asked, and once', async () => {
    const good = {
      uscc: '91140525MA0000001T',
      name: '命令行测试铸造厂',
      town: '140525100',
      sector: 'metallurgy',
      scale: 'small',
      staffCount: 12,
      status: 'operating',
      flags: [],
    };
    const lines = [
      { ...good, uscc: completeUscc('91140525MA0000001') },
      { ...good, name: '代码有误厂', uscc: '91140525MA0000001X' },
      { ...good, name: '人数有误厂', uscc: completeUscc('91140525MA0000002'), staffCount: -5 },
    ];
    const file = paper('enterprises.xlsx');
    await writeFile(file, await collect(templateWorkbook(enterpriseTemplate(county140525), lines as never)));
    const refused = await alone('import', file, '--ledger', 'enterprises');
    expect(refused.code).toBe(2);
    expect(refused.out).toContain('未通过 2');
    expect(refused.out).toMatch(/第 \d+ 行.*统一社会信用代码/);
    expect(refused.out).toMatch(/第 \d+ 行.*人数/);
    expect(refused.out).toContain('未写入');
    const dry = await run('import', file, '--ledger', 'enterprises', '--dry-run', '--only-valid', '--json');
    expect(dry.json, dry.err).toMatchObject({ rejected: 2, imported: null });
    const done = await run('import', file, '--ledger', 'enterprises', '--only-valid', '--json');
    expect(done.json, done.err).toMatchObject({ imported: { created: 1, changed: 0 } });
    expect((await run('import', file, '--ledger', 'enterprises', '--only-valid')).out).toContain('未写入');
    expect(
      (await run('export', 'registry.enterprises', paper('all.xlsx'), '--filter', 'q=命令行测试', '--json')).json.rows,
    ).toBe(1);
  }, 120_000);

  test('the table comes back with its faults marked; each thing is said once; a file that is there is kept', async () => {
    const codes = ['0000005', '0000006', '0000007'].map((n) => completeUscc(`91140525MA${n}`));
    const rows = [
      '信用代码,单位名称,属地,行业类别,企业规模,职工人数',
      `${codes[0]},标红一厂,南村,冶金,小型,12人`,
      `${codes[1]},标红二厂,南村,煤矿,小型,12`,
      `${codes[2]},标红三厂,南村,煤矿,小型,12`,
      '合计,,,,,36',
    ];
    const file = paper('office.csv');
    await writeFile(file, rows.join('\n'));
    const marked = paper('office-marked.xlsx');
    const words = ['import', file, '--ledger', 'enterprises', '--dry-run', '--marked', marked];
    const said = await run(...words);
    expect(said.code).toBe(2);
    const lines = said.out.trim().split('\n');
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.filter((one) => one.includes('煤矿'))).toEqual([
      expect.stringMatching(/^第 3、4 行，行业（D 列）：填的是“煤矿”，不在可选项内；允许：/),
    ]);
    expect(lines.filter((one) => one.includes('合计'))).toHaveLength(1);
    expect(said.out).toContain('第 2 行将新增：');
    expect(said.out).toContain('从业人数 12');
    const sheet = await readSheet(await readFile(marked), { sheet: 'CSV' });
    expect(sheet.rows.map((row) => [row.row, String(row.cells.at(-1) ?? '').includes('煤矿')])).toEqual([
      [2, false],
      [3, true],
      [4, true],
      [5, false],
    ]);
    expect((await run(...words)).err).toContain('文件已存在');
    expect((await run(...words, '--force')).code).toBe(2);
    expect((await run('import', file, '--ledger', 'enterprises', '--same-name', 'perhaps')).err).toContain(
      'same 或 new',
    );
    const json = (await run(...words, '--force', '--json')).json;
    expect(JSON.stringify(json).split('填的是“煤矿”').length - 1).toBe(2);
  }, 120_000);

  test('what is no workbook, no ledger or no file is refused in one line', async () => {
    await writeFile(paper('text.xlsx'), '这不是工作簿');
    const empty = paper('empty.xlsx');
    await writeFile(empty, await collect(templateWorkbook(enterpriseTemplate(county140525), [])));
    for (const words of [
      ['import', paper('text.xlsx'), '--ledger', 'enterprises'],
      ['import', paper('text.xlsx'), '--ledger', 'people'],
      ['import', empty, '--ledger', 'enterprises'],
      ['import', paper('absent.xlsx'), '--ledger', 'enterprises'],
      ['import', paper('text.xlsx'), '--ledger', 'pets'],
    ]) {
      const said = await run(...words);
      expect([said.code, said.err.trim().split('\n').length], words.join(' ')).toEqual([1, 1]);
      expect(said.err).toMatch(/[一-鿿]/);
    }
  }, 120_000);
});

test('what the system refuses is one Chinese line, or one JSON object', async () => {
  for (const [words, line] of [
    [['notice', paper('absent.yaml')], '没有这个文件'],
    [['restore', paper('absent.tar.gz')], 'absent.tar.gz'],
    [['backup', join(paper('no'), 'x.tar.gz')], 'x.tar.gz'],
    [['region', 'check', paper('absent')], '没有这个文件夹'],
    [['law', 'eval', 'risk.nonsense', '--on', '2022-05-16'], 'risk.nonsense'],
  ] as [string[], string][]) {
    const said = await run(...words);
    expect(said.code, words.join(' ')).not.toBe(0);
    expect(said.err + said.out, words.join(' ')).toContain(line);
    expect(said.err + said.out, words.join(' ')).toMatch(/[一-鿿]/);
    expect(said.err, words.join(' ')).not.toMatch(/\n\s+at |Error:/);
    const asJson = await run(...words.filter((word) => word !== 'law'), '--json');
    if (words[0] !== 'law') expect(asJson.json, words.join(' ')).not.toBe(null);
  }
  const wrong = await run('user', 'lsit', '--json');
  expect([wrong.code, wrong.json.refused.code]).toEqual([1, 'INVALID']);
}, 120_000);

test('a notice is checked: a good one is told so, a broken one by file, line and reason', async () => {
  expect((await run('notice', 'notices/2022-63.yaml')).out).toContain('可以载入');
  const broken = paper('2023-1.yaml');
  await writeFile(broken, 'document:\n  id: 2023-1\n  number: 泽应急发〔2023〕1号\n  titel: 写错了\n');
  const said = await alone('notice', broken, '--json');
  expect(said.code).toBe(2);
  expect(said.json.ok).toBe(false);
  expect(said.json.faults[0]).toMatchObject({ line: expect.any(Number) });
  expect(JSON.stringify(said.json.faults)).toMatch(/[一-鿿]/);
}, 60_000);

describe('backup and restore', () => {
  test('into an empty folder comes everything: accounts, rows, journal; a folder in use is refused', async () => {
    const file = paper('backup.tar.gz');
    const kept = await alone('backup', file, '--json');
    expect(kept.json, kept.err).toMatchObject({ file, bytes: expect.any(Number) });
    const other = join(tmpdir(), `zean-line-${randomBytes(4).toString('hex')}`);
    try {
      expect((await zean(other, ['restore', file])).code).toBe(0);
      expect((await resident.zean(other, ['user', 'list', '--json'])).json).toEqual(
        (await run('user', 'list', '--json')).json,
      );
      expect((await zean(other, ['journal', 'verify', '--json'])).json).toMatchObject({ ok: true });
      expect((await resident.zean(other, ['journal', 'replay', '--json'])).json).toMatchObject({ ok: true });
      const again = await resident.zean(other, ['restore', file]);
      expect([again.code, again.err.trim().split('\n').length]).toEqual([1, 1]);
    } finally {
      await rm(other, { recursive: true, force: true });
    }
    await writeFile(paper('torn.tar.gz'), Buffer.from('not an archive'));
    const torn = await resident.zean(`${folder}-torn`, ['restore', paper('torn.tar.gz')]);
    expect([torn.code, torn.err]).toEqual([1, expect.stringMatching(/[一-鿿]/)]);
    expect(torn.err).not.toMatch(/\n\s+at /);
    await rm(`${folder}-torn`, { recursive: true, force: true });
  }, 240_000);
});

describe('the journal', () => {
  /** As an operator with the superuser's password could. */
  const tamper = (sql: string) =>
    withClient({ ...database.connection, database: 'zean' }, (client) => client.query(sql));

  test('is whole, and the tables are what it says', async () => {
    const verdict = await alone('journal', 'verify', '--json');
    expect([verdict.code, verdict.json.ok], verdict.err).toEqual([0, true]);
    expect(verdict.json.checked).toBeGreaterThan(80);
    expect((await run('journal', 'replay', '--json')).json).toMatchObject({ ok: true, wrong: [], tallies: [] });
    expect((await run('journal', 'replay', 'hazard')).out).toMatch(new RegExp(`^一致：已重演 ${hazards} 个对象`));
    for (const [words, line] of [
      [['hazard', 'nope'], '编号“nope”不正确：应为 UUID，如'],
      [['hazard', '0180c5a2-7b1e-7c3d-9f00-1a2b3c4d5e6f'], '没有编号为 0180c5a2-7b1e-7c3d-9f00-1a2b3c4d5e6f 的隐患'],
    ] as [string[], string][]) {
      const said = await run('journal', 'replay', ...words);
      expect([said.code, said.err.trim().split('\n').length, said.err]).toEqual([1, 1, expect.stringContaining(line)]);
    }
    const no = await run('journal', 'replay', 'pet');
    expect([no.code, no.err]).toEqual([1, expect.stringContaining('没有这种对象：pet。可用：')]);
  }, 120_000);

  test('a row changed behind its back is found by replay, by its column', async () => {
    await tamper(
      "update hazards.hazard set description = '改过的描述文字' where number = (select min(number) from hazards.hazard)",
    );
    const replayed = await alone('journal', 'replay', 'hazard', '--json');
    expect(replayed.code).toBe(2);
    expect(replayed.json.wrong).toMatchObject([{ kind: 'hazard', column: 'description', kept: '改过的描述文字' }]);
  }, 120_000);

  test('an entry that was altered is named, with exit code 2', async () => {
    await tamper(
      "update kernel.entry set sentence = '没有这回事' where id = (select entry_id from kernel.seal where seq = 7)",
    );
    const verdict = await run('journal', 'verify', '--json');
    expect(verdict.code).toBe(2);
    expect(verdict.json).toMatchObject({
      ok: false,
      bad: { seq: 7, entry: expect.any(String), reason: '日志内容与封存时不一致' },
    });
    const told = await alone('journal', 'verify');
    expect([told.code, told.out]).toEqual([2, expect.stringContaining('第 7 条')]);
  }, 120_000);
});

test('DATABASE_URL: another PostgreSQL is used, migrated and served from; a superuser may prepare it but not serve', async () => {
  const own = join(tmpdir(), `zean-line-${randomBytes(4).toString('hex')}`);
  await mkdir(own, { mode: 0o711 });
  const elsewhere = await startEmbedded({ dataFolder: own, log: () => {} });
  try {
    await withClient(elsewhere.connection, (client) => client.query('create database elsewhere'));
    const address = elsewhere.url(undefined, undefined, 'elsewhere');
    const served = await serveForTest({ demo: false, env: { DATABASE_URL: address } });
    try {
      expect((await fetch(`${served.url}healthz`)).status).toBe(200);
      expect(served.output()).toMatch(/login#invite=/);
      const { rows } = await withClient({ ...elsewhere.connection, database: 'elsewhere' }, (client) =>
        client.query(
          "select distinct usename from pg_stat_activity where application_name = 'zean' and pid <> pg_backend_pid()",
        ),
      );
      expect(rows).toEqual([{ usename: 'zean_app' }]);
      expect(await served.end()).toBe(0);
    } finally {
      await served.stop();
    }
    const away = await zean(`${own}-x`, ['serve'], {
      DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none',
      PORT: '0',
    });
    expect(away.code).toBe(1);
    expect(away.err).not.toContain('secret');
    expect(away.err.trim().split('\n')).toHaveLength(1);
  } finally {
    await elsewhere.stop();
    await rm(own, { recursive: true, force: true });
    await rm(`${own}-x`, { recursive: true, force: true });
  }
}, 240_000);

test('the demonstration is not put over what is there', async () => {
  await database.stop();
  const said = await alone('demo');
  expect([said.code, said.err.trim()]).toEqual([1, '库中已有数据，演示数据只能装入空库']);
}, 60_000);
