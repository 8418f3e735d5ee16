import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { BucketSettings } from '#documents';
import { ConfigFault } from './config-fault.ts';

/** Everything the environment may say. Parsed once; a wrong value stops the start with one clear line. */
const environment = z.object({
  PORT: z.coerce.number('应为端口号').int('应为整数').min(0, '应在 0–65535').max(65535, '应在 0–65535').default(8080),
  HOST: z.string().min(1, '不能为空').default('0.0.0.0'),
  ZEAN_DATA: z.string().min(1, '不能为空').default('.zean'),
  ZEAN_COUNTY: z
    .string()
    .regex(/^\s*\d{6}\s*(,\s*\d{6}\s*)*$/, '应为 6 位县级行政区划代码，多个以逗号分隔')
    .transform((text) => text.split(',').map((code) => code.trim()))
    .refine((codes) => new Set(codes).size === codes.length, '同一个县写了两次')
    .default(['140525']),
  ZEAN_BACKUP_KEEP: z.coerce.number('应为份数').int('应为整数').min(0, '至少 0').max(366, '至多 366').default(0),
  ZEAN_BACKUP_FOLDER: z.string().min(1, '不能为空').optional(),
  ZEAN_EVIDENCE: z.enum(['disk', 's3'], '应为 disk（数据目录）或 s3（对象存储）').default('disk'),
  ZEAN_S3_ENDPOINT: z
    .string()
    .regex(/^https?:\/\/[^/\s?#@]+$/, '应为 http:// 或 https:// 开头、不带路径的地址，如 https://minio.example.cn:9000')
    .optional(),
  ZEAN_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, '应为 3 至 63 个小写字母、数字、点或连字符')
    .optional(),
  ZEAN_S3_REGION: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,40}$/, '应为区域名，如 us-east-1')
    .default('us-east-1'),
  ZEAN_S3_KEY_ID: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, '应为不含空格的字符')
    .optional(),
  ZEAN_S3_SECRET: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, '应为不含空格的字符')
    .optional(),
  ZEAN_S3_PREFIX: z
    .string()
    .regex(/^([A-Za-z0-9._-]+\/)*$/, '应为以 / 结尾的路径，只含字母、数字、点、下划线和连字符，如 zean/')
    .default(''),
  ZEAN_S3_PATH_STYLE: z.enum(['0', '1'], '应为 1（存储桶写在路径里）或 0（写在域名里）').default('1'),
  ZEAN_RETENTION: z.enum(['0', '1'], '应为 1（每天按保管期限规则销毁到期的证据原件）或 0').default('0'),
  ZEAN_KEEP_ORIGINALS: z
    .string()
    .regex(/^\s*(0|1|\d{6}\s*(,\s*\d{6}\s*)*)\s*$/, '应为 1（各县都保留原图）、0，或 6 位县代码，多个以逗号分隔')
    .default('0'),
  ZEAN_BASE: z
    .string()
    .regex(/^(\/[A-Za-z0-9][A-Za-z0-9._-]*)+$/, '应为以 / 开头、结尾不带 / 的路径，如 /zean')
    .refine(
      (path) => !/^\/(api|field|open|assets)(\/|$)/.test(path),
      '不能与平台自己的 /api、/field、/open、/assets 同名',
    )
    .optional(),
  ZEAN_SECURE: z.enum(['0', '1'], '应为 0 或 1').default('0'),
  ZEAN_TRUST_PROXY: z.enum(['0', '1'], '应为 0 或 1').default('0'),
  ZEAN_POOL: z.coerce.number('应为连接数').int('应为整数').min(2, '至少 2').max(100, '至多 100').default(16),
  ZEAN_LOG: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'], '应为 silent、error、warn、info 或 debug')
    .default('warn'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, '应以 postgres:// 开头')
    .optional(),
  DATABASE_APP_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, '应以 postgres:// 开头')
    .optional(),
  ZEAN_METRICS_PORT: z.coerce
    .number('应为端口号')
    .int('应为整数')
    .min(0, '应在 0–65535')
    .max(65535, '应在 0–65535')
    .optional(),
  ZEAN_METRICS_HOST: z.string().min(1, '不能为空').default('127.0.0.1'),
  ZEAN_METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,200}$/, '应为 16 至 200 个字母、数字或符号，不含空格')
    .optional(),
  ZEAN_FIELD_KEYS: z
    .string()
    .regex(
      /^[A-Za-z0-9+/_-]{43}=?(,[A-Za-z0-9+/_-]{43}=?)*$/,
      '应为 32 字节密钥的 Base64（openssl rand -base64 32），多把以逗号分隔，新的在前',
    )
    .optional(),
});

/** Names of everything the environment may say. */
export const settingNames: readonly string[] = Object.keys(environment.shape);

export interface Config {
  port: number;
  host: string;
  dataFolder: string;
  /** Codes of the counties served, one or several, in the order they are named. What is done for one asks `countyMeant`. */
  counties: readonly [string, ...string[]];
  /** Backups by the clock: where they go, and how many stay; 0: none is made. */
  backup: { folder: string; keep: number };
  /** Bucket of S3-compatible storage the originals of evidence lie in; null: in the data folder. */
  evidence: BucketSettings | null;
  /** Originals kept long enough are retired every day. */
  retention: boolean;
  /** Counties whose phones send photos as the camera made them, instead of at most 2,560 pixels. */
  keepOriginals: readonly string[];
  /** Path of the host below which the platform stands (`/zean`); '' where it has the whole host. */
  base: string;
  /** Cookies only over HTTPS, with the `__Host-` name; set when TLS ends in front of us. */
  secure: boolean;
  trustProxy: boolean;
  pool: number;
  log: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  databaseUrl: string | undefined;
  databaseAppUrl: string | undefined;
  /** Keys that seal fields, Base64, the newest first; beside those of the data folder's file. */
  fieldKeys: readonly string[];
  /** Where figures are told: on a port of their own, with a token at `/metrics`, or nowhere. */
  metrics: { port: number | null; host: string; token: string | null };
}

const keptBy = (said: string, counties: readonly string[]): readonly string[] =>
  said === '0' ? [] : said === '1' ? counties : said.split(',').map((code) => code.trim());

/** The bucket named by the environment; throws ConfigFault when a part of it is missing, or said though nothing goes there. */
function bucketOf(e: z.infer<typeof environment>): BucketSettings | null {
  const wanted = {
    ZEAN_S3_ENDPOINT: e.ZEAN_S3_ENDPOINT,
    ZEAN_S3_BUCKET: e.ZEAN_S3_BUCKET,
    ZEAN_S3_KEY_ID: e.ZEAN_S3_KEY_ID,
    ZEAN_S3_SECRET: e.ZEAN_S3_SECRET,
  };
  const said = Object.entries(wanted).filter(([, value]) => value !== undefined);
  if (e.ZEAN_EVIDENCE === 'disk') {
    if (said.length === 0) return null;
    throw new ConfigFault(
      `写了 ${said.map(([name]) => name).join('、')}，还须写 ZEAN_EVIDENCE=s3，证据原件才放到对象存储`,
    );
  }
  const missing = Object.keys(wanted).filter((name) => wanted[name as keyof typeof wanted] === undefined);
  if (missing.length > 0) throw new ConfigFault(`ZEAN_EVIDENCE=s3 时还须写：${missing.join('、')}`);
  return {
    endpoint: e.ZEAN_S3_ENDPOINT!,
    bucket: e.ZEAN_S3_BUCKET!,
    region: e.ZEAN_S3_REGION,
    keyId: e.ZEAN_S3_KEY_ID!,
    secret: e.ZEAN_S3_SECRET!,
    prefix: e.ZEAN_S3_PREFIX,
    pathStyle: e.ZEAN_S3_PATH_STYLE === '1',
  };
}

/** Reads the environment; throws ConfigFault with one line naming the variable, its value and what is allowed. */
export function configOf(env: NodeJS.ProcessEnv): Config {
  const known = Object.fromEntries(
    Object.keys(environment.shape).map((key) => [key, env[key] === '' ? undefined : env[key]]),
  );
  const read = environment.safeParse(known);
  if (!read.success) {
    const issue = read.error.issues[0]!;
    const name = String(issue.path[0]);
    const secret =
      name.startsWith('DATABASE') ||
      ['ZEAN_FIELD_KEYS', 'ZEAN_METRICS_TOKEN', 'ZEAN_S3_KEY_ID', 'ZEAN_S3_SECRET'].includes(name);
    throw new ConfigFault(`环境变量 ${name}=${secret ? '（不显示）' : known[name]} 有误：${issue.message}`);
  }
  const e = read.data;
  return {
    port: e.PORT,
    host: e.HOST,
    dataFolder: resolve(e.ZEAN_DATA),
    counties: e.ZEAN_COUNTY as [string, ...string[]],
    backup: { folder: resolve(e.ZEAN_BACKUP_FOLDER ?? join(e.ZEAN_DATA, 'backups')), keep: e.ZEAN_BACKUP_KEEP },
    evidence: bucketOf(e),
    retention: e.ZEAN_RETENTION === '1',
    keepOriginals: keptBy(e.ZEAN_KEEP_ORIGINALS.trim(), e.ZEAN_COUNTY),
    base: e.ZEAN_BASE ?? '',
    secure: e.ZEAN_SECURE === '1',
    trustProxy: e.ZEAN_TRUST_PROXY === '1',
    pool: e.ZEAN_POOL,
    log: e.ZEAN_LOG,
    databaseUrl: e.DATABASE_URL,
    databaseAppUrl: e.DATABASE_APP_URL,
    fieldKeys: e.ZEAN_FIELD_KEYS?.split(',') ?? [],
    metrics: { port: e.ZEAN_METRICS_PORT ?? null, host: e.ZEAN_METRICS_HOST, token: e.ZEAN_METRICS_TOKEN ?? null },
  };
}
