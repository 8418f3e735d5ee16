import { z } from 'zod';
import { halfWidth, squeeze } from '#kernel';
import { checkPoint, type Datum } from '../domain/coordinates.rule.ts';
import { checkIndustry } from '../domain/industry.rule.ts';
import { normalName } from '../domain/person-name.rule.ts';
import { checkPhone } from '../domain/phone.rule.ts';
import { checkTown } from '../domain/region.rule.ts';
import { checkUscc } from '../domain/uscc.rule.ts';
import { regionsHere } from '../regions.ts';

/** A text as it is stored: spaces put right, not empty, at most `max` characters. */
export const words = (title: string, max: number, min = 1) =>
  z
    .string()
    .max(max * 4)
    .transform(squeeze)
    .pipe(
      z
        .string()
        .min(min, min > 1 ? `${title}至少 ${min} 个字` : `${title}不能为空`)
        .max(max, `${title}最多 ${max} 个字`),
    )
    .meta({ title });

/** May be left out (unchanged), or emptied by '' or null. */
export const maybe = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? null : value), schema.nullish());

export const idGiven = z.uuid('编号不正确');
export const versionGiven = z.number().int().min(1).optional();

const codeBy = (check: (text: string) => { valid: boolean; reason?: string; code?: string }) =>
  z
    .string()
    .max(100)
    .transform((text, ctx) => {
      const found = check(text);
      if (found.valid) return found.code as string;
      ctx.addIssue({ code: 'custom', message: found.reason ?? '不正确' });
      return z.NEVER;
    });

export const usccGiven = codeBy(checkUscc);
export const townGiven = codeBy((text) => checkTown(text, regionsHere()));

/** GB/T 4754 code with its letter; a section the table does not hold (商贸等) passes by its form alone. */
export const industryGiven = codeBy((text) => {
  const found = checkIndustry(text);
  if (found.industry) return { valid: true, code: `${found.industry.section}${found.industry.code}` };
  if (!found.known) return { valid: true, code: halfWidth(text).replace(/\s/g, '').toUpperCase() };
  return { valid: false, ...(found.reason ? { reason: found.reason } : {}) };
});

/** A telephone number, kept in its one normal form. */
export const phoneGiven = z
  .string()
  .max(60)
  .transform((text, ctx) => {
    const found = checkPhone(squeeze(text));
    if (found.valid) return found.phone;
    ctx.addIssue({ code: 'custom', message: found.reason ?? '电话不正确' });
    return z.NEVER;
  });

/** A person's name (姓名) in the form names are compared in. */
export const nameGiven = (title: string, max: number) => words(title, max).transform(normalName);

const degrees = z.coerce.number();
/** A place: all three or none; empties clear it. */
export const placeGiven = {
  lat: maybe(degrees),
  lng: maybe(degrees),
  datum: maybe(z.enum(['WGS-84', 'CGCS2000', 'GCJ-02'])),
};

interface PlaceGiven {
  lat?: number | null | undefined;
  lng?: number | null | undefined;
  datum?: Datum | null | undefined;
}

/** Refuses coordinates without datum, outside the county, swapped. */
export function placeCheck(given: PlaceGiven, ctx: z.RefinementCtx): void {
  const parts = [given.lat, given.lng, given.datum];
  if (parts.every((part) => part === undefined) || parts.every((part) => part === null || part === undefined)) return;
  const lacking = (['lat', 'lng', 'datum'] as const).find((key) => given[key] === null || given[key] === undefined);
  if (lacking) {
    ctx.addIssue({ code: 'custom', path: [lacking], message: '经度、纬度、坐标系须一并填写，或都不填' });
    return;
  }
  const checked = checkPoint({ lat: given.lat, lng: given.lng, datum: given.datum }, regionsHere());
  if (!checked.valid) ctx.addIssue({ code: 'custom', path: ['lng'], message: checked.reason ?? '位置不正确' });
}

/** The columns of a place: as typed, to six decimals (about 0.1 m); nothing when nothing was given. */
export function placeColumns(given: PlaceGiven): { lat?: string | null; lng?: string | null; datum?: Datum | null } {
  if (given.lat === undefined && given.lng === undefined && given.datum === undefined) return {};
  if (given.lat === null || given.lat === undefined) return { lat: null, lng: null, datum: null };
  return { lat: given.lat.toFixed(6), lng: (given.lng as number).toFixed(6), datum: given.datum as Datum };
}

/** Only the keys whose values differ from the row's: an unchanged form writes nothing. */
export function differing<Row extends object>(row: Row, given: Partial<Row>): Partial<Row> {
  const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  return Object.fromEntries(
    Object.entries(given).filter(([key, value]) => value !== undefined && !same(value, row[key as keyof Row])),
  ) as Partial<Row>;
}
