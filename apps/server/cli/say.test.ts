import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { DatabaseFailure } from '#db';
import { ConfigFault } from '../config-fault.ts';
import { asksJson, Said, toldOf } from './say.ts';

const caught = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
};

test.each([
  ['a file that is not there', () => readFileSync('/no/such/file'), 'ENOENT', '没有这个文件或文件夹：/no/such/file'],
  ['a folder in its place', () => readFileSync(tmpdir()), 'EISDIR', '这是文件夹，不是文件：（系统没有说明路径）'],
  ['a file as a folder', () => writeFileSync('/dev/null/x', ''), 'ENOTDIR', '路径中有一段不是文件夹：/dev/null/x'],
])('%s is said in one Chinese line', (_, work, code, message) => {
  expect(toldOf(caught(work))).toEqual({ code, message });
});

test('a full disk, a lost database, a wrong setting and our own sentences keep their word for programs', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
    code: 'ENOSPC',
    path: '/a/b.xlsx',
  });
  expect(toldOf(full)).toEqual({ code: 'ENOSPC', message: '磁盘已满，写不下：/a/b.xlsx' });
  expect(toldOf(Object.assign(new Error('x'), { code: '57P03' })).message).toBe('数据库正在启动，请稍后再试');
  expect(toldOf(new ConfigFault('端口有误'))).toEqual({ code: 'CONFIG', message: '端口有误' });
  expect(toldOf(new Said('没有账号 x', 'NOT_FOUND'))).toEqual({ code: 'NOT_FOUND', message: '没有账号 x' });
  expect(toldOf(new DatabaseFailure('NOT_EMPTY', '不是空的'))).toEqual({ code: 'NOT_EMPTY', message: '不是空的' });
});

test.each([
  ['无法读取备份文件 /a.tar.gz：ENOENT', '无法读取备份文件 /a.tar.gz：没有这个文件或文件夹（ENOENT）'],
  ['无法写入备份文件 /a.tar.gz：ENOSPC', '无法写入备份文件 /a.tar.gz：磁盘已满，写不下（ENOSPC）'],
  ['无法写入：EACCES', '无法写入：没有权限读写（EACCES）'],
  ['不是空的', '不是空的'],
])('%s is said with its meaning', (message, said) => {
  expect(toldOf(new DatabaseFailure('X', message)).message).toBe(said);
});

test('a bug is one line too, without its stack', () => {
  const told = toldOf(new TypeError('x is not a function\n    at somewhere'));
  expect(told).toMatchObject({ code: 'BROKEN', bug: true });
  expect(told.message).toBe('程序出错，未能完成（x is not a function）。加环境变量 ZEAN_LOG=debug 再运行可看详情');
  expect(asksJson(['node', 'zean', 'user', 'list', '--json'])).toBe(true);
  expect(asksJson(['node', 'zean', 'user', 'list'])).toBe(false);
});
