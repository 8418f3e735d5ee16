import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServedCounty } from '#kernel/server';
import { regionsOf } from '#registry';
import type { Config } from './config.ts';
import { ConfigFault } from './config-fault.ts';

/** Codes and names of the counties served, in the order the environment names them; two of one name (城区) with their cities. */
export const servedCounties = ({ counties }: Pick<Config, 'counties'>): [ServedCounty, ...ServedCounty[]] => {
  const all = counties.map((code) => ({ code, ...regionsOf(code) }));
  const named = all.map(({ code, city, county: { name } }) => {
    const alone = all.every((one) => one.code === code || one.county.name !== name);
    return { code, name: alone ? name : `${city.name}${name}` };
  });
  return named as [ServedCounty, ...ServedCounty[]];
};

/** `140525 泽州县、140521 沁水县` */
export const countiesText = (config: Pick<Config, 'counties'>): string =>
  servedCounties(config)
    .map(({ code, name }) => `${code} ${name}`)
    .join('、');

/**
 * The county something is done for: the one named, or the only one served.
 * @throws ConfigFault in one line when none is named of several, or the one named is none of them.
 */
export function countyMeant(config: Pick<Config, 'counties'>, named: string | undefined): string {
  const { counties } = config;
  if (named === undefined && counties.length === 1) return counties[0];
  if (named !== undefined && counties.includes(named)) return named;
  const allowed = countiesText(config);
  throw new ConfigFault(
    named === undefined
      ? `ZEAN_COUNTY 写了 ${counties.length} 个县，请用 --county 指明一个：${allowed}`
      : `--county ${named} 不在 ZEAN_COUNTY 中，应为：${allowed}`,
  );
}

const FILE = 'counties';

/**
 * Every county whose files may lie in this data folder: those served now and those served before (`counties` in it, a code a line, written by the
 * server). Bytes lie once under their hash whoever brought them, so what one county no longer needs may be another's evidence, also when that
 * one is not served at the moment.
 */
export async function countiesOfFolder({ dataFolder, counties }: Pick<Config, 'dataFolder' | 'counties'>) {
  const path = join(dataFolder, FILE);
  const kept = (await readFile(path, 'utf8').catch(() => '')).split('\n').filter((line) => /^[0-9]{6}$/.test(line));
  const all = [...new Set([...kept, ...counties])];
  if (all.length > kept.length) {
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
    await writeFile(path, `${all.join('\n')}\n`, { mode: 0o600 });
  }
  return all;
}
