import { describe, expect, test } from 'vitest';
import { configOf } from './config.ts';
import { ConfigFault } from './config-fault.ts';

describe('configuration from the environment', () => {
  test('an empty environment gives the defaults of the README', () => {
    expect(configOf({})).toMatchObject({ port: 8080, counties: ['140525'], secure: false, databaseUrl: undefined });
  });
  test.each([
    [{ PORT: 'abc' }, '环境变量 PORT=abc 有误：应为端口号'],
    [{ PORT: '70000' }, '环境变量 PORT=70000 有误：应在 0–65535'],
    [{ ZEAN_COUNTY: '14' }, '环境变量 ZEAN_COUNTY=14 有误：应为 6 位县级行政区划代码，多个以逗号分隔'],
    [{ ZEAN_LOG: 'loud' }, '环境变量 ZEAN_LOG=loud 有误：应为 silent、error、warn、info 或 debug'],
  ])('%j is refused in one line', (env, line) => {
    expect(() => configOf(env)).toThrow(new ConfigFault(line));
  });
  test('one county or several, in the order they are named, none of them twice', () => {
    expect(configOf({ ZEAN_COUNTY: '140521' }).counties).toEqual(['140521']);
    expect(configOf({ ZEAN_COUNTY: '140525,140521, 110101' }).counties).toEqual(['140525', '140521', '110101']);
    for (const text of ['140525,', '140525;140521', '140525,1405'])
      expect(() => configOf({ ZEAN_COUNTY: text })).toThrow(
        new ConfigFault(`环境变量 ZEAN_COUNTY=${text} 有误：应为 6 位县级行政区划代码，多个以逗号分隔`),
      );
    expect(() => configOf({ ZEAN_COUNTY: '140525,140521,140525' })).toThrow(
      new ConfigFault('环境变量 ZEAN_COUNTY=140525,140521,140525 有误：同一个县写了两次'),
    );
  });
  test('backups by the clock are made only when it is said how many stay; beside the data unless another folder is named', () => {
    expect(configOf({ ZEAN_DATA: '/data' }).backup).toEqual({ folder: '/data/backups', keep: 0 });
    const elsewhere = configOf({ ZEAN_BACKUP_KEEP: '7', ZEAN_BACKUP_FOLDER: '/disk2' });
    expect(elsewhere.backup).toEqual({ folder: '/disk2', keep: 7 });
    expect(() => configOf({ ZEAN_BACKUP_KEEP: '-1' })).toThrow('环境变量 ZEAN_BACKUP_KEEP=-1 有误：至少 0');
  });
  test('originals of photos are kept for nobody, for every county served, or for those named', () => {
    const kept = (text?: string) => configOf({ ZEAN_COUNTY: '140525,140521', ZEAN_KEEP_ORIGINALS: text }).keepOriginals;
    expect([kept(), kept('0'), kept('1'), kept('140521')]).toEqual([[], [], ['140525', '140521'], ['140521']]);
    expect(() => kept('yes')).toThrow(/^环境变量 ZEAN_KEEP_ORIGINALS=yes 有误：应为 1/);
  });
  test('originals lie in the data folder unless a whole bucket is named; what is secret is never shown', () => {
    expect(configOf({})).toMatchObject({ evidence: null, retention: false });
    const named = {
      ZEAN_EVIDENCE: 's3',
      ZEAN_S3_ENDPOINT: 'https://minio.example.cn:9000',
      ZEAN_S3_BUCKET: 'zean-evidence',
      ZEAN_S3_KEY_ID: 'key',
      ZEAN_S3_SECRET: 'secret',
    };
    expect(configOf(named).evidence).toEqual({
      endpoint: 'https://minio.example.cn:9000',
      bucket: 'zean-evidence',
      region: 'us-east-1',
      keyId: 'key',
      secret: 'secret',
      prefix: '',
      pathStyle: true,
    });
    const more = { ...named, ZEAN_S3_PREFIX: 'zean/', ZEAN_S3_PATH_STYLE: '0', ZEAN_S3_REGION: 'cn-north-1' };
    expect(configOf(more).evidence).toMatchObject({ prefix: 'zean/', pathStyle: false, region: 'cn-north-1' });
    for (const [env, line] of [
      [{ ZEAN_EVIDENCE: 'tape' }, '环境变量 ZEAN_EVIDENCE=tape 有误：应为 disk（数据目录）或 s3（对象存储）'],
      [
        { ZEAN_EVIDENCE: 's3', ZEAN_S3_BUCKET: 'zean-evidence' },
        'ZEAN_EVIDENCE=s3 时还须写：ZEAN_S3_ENDPOINT、ZEAN_S3_KEY_ID、ZEAN_S3_SECRET',
      ],
      [{ ZEAN_S3_BUCKET: 'zean-evidence' }, '写了 ZEAN_S3_BUCKET，还须写 ZEAN_EVIDENCE=s3，证据原件才放到对象存储'],
      [
        { ...named, ZEAN_S3_ENDPOINT: 'https://minio.example.cn/zean' },
        '环境变量 ZEAN_S3_ENDPOINT=https://minio.example.cn/zean 有误：应为 http:// 或 https:// 开头、不带路径的地址，如 https://minio.example.cn:9000',
      ],
      [{ ...named, ZEAN_S3_SECRET: 'a b' }, '环境变量 ZEAN_S3_SECRET=（不显示） 有误：应为不含空格的字符'],
      [
        { ZEAN_RETENTION: 'yes' },
        '环境变量 ZEAN_RETENTION=yes 有误：应为 1（每天按保管期限规则销毁到期的证据原件）或 0',
      ],
    ] as const)
      expect(() => configOf(env)).toThrow(new ConfigFault(line));
  });
  test('figures are told nowhere until a port or a token is set; the token is never shown', () => {
    expect(configOf({}).metrics).toEqual({ port: null, host: '127.0.0.1', token: null });
    const token = 'a-token-of-some-length';
    expect(configOf({ ZEAN_METRICS_PORT: '9464', ZEAN_METRICS_TOKEN: token }).metrics).toEqual({
      port: 9464,
      host: '127.0.0.1',
      token,
    });
    expect(() => configOf({ ZEAN_METRICS_TOKEN: 'short' })).toThrow(
      /^环境变量 ZEAN_METRICS_TOKEN=（不显示） 有误：应为 16/,
    );
  });
  test('a password in an address is never shown', () => {
    expect(() => configOf({ DATABASE_URL: 'mysql://root:secret@h/x' })).toThrow(/DATABASE_URL=（不显示） 有误/);
  });
  test('keys come as Base64 of 32 bytes, the newest first, and are never shown', () => {
    const [one, two] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 255).toString('base64url')];
    expect(configOf({}).fieldKeys).toEqual([]);
    expect(configOf({ ZEAN_FIELD_KEYS: `${two},${one}` }).fieldKeys).toEqual([two, one]);
    for (const wrong of ['secret', `${one},`, `${one} ${two}`, one.slice(1), Buffer.alloc(33, 1).toString('base64')])
      expect(() => configOf({ ZEAN_FIELD_KEYS: wrong })).toThrow(
        /^环境变量 ZEAN_FIELD_KEYS=（不显示） 有误：应为 32 字节密钥的 Base64/,
      );
  });
});
