/** Personal data (个人信息) is declared: a column that by its name holds a telephone or an identity number is marked, or stands here with its reason. */
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { roles } from '#access';
import { isMasked, markOf, masked, type Personal } from '#kernel';
import { maskedAnswer } from '#kernel/server';
import { allDeclarations } from '../apps/server/declarations.ts';
import { readTree } from './source/tree.ts';

const { subjects, ledgers, queries, commands } = allDeclarations();

/** Names that say what a column holds. */
const TELLING =
  /^(.*[pP]hone|.*[mM]obile|.*[tT]elephone|tel|.*[iI]dNumber|.*[iI]dCard|.*[rR]esidentId|.*[iI]dentityNumber|.*[eE]mail|.*[bB]ankAccount|.*[cC]ertificateNumber)$/;

/** Told by their names, and no personal data all the same. */
const NOT_PERSONAL: Readonly<Record<string, string>> = {
  'account.certificateNumber': '执法证号: shown to whoever is inspected, 行政处罚法 §55',
  'officer.certificateNumber': '执法证号: as above',
};

const pascal = (table: string) => table.replace(/(^|_)(\w)/g, (_, __, c: string) => c.toUpperCase());
/** Columns of every generated row whose name tells, as `kind.column`, with the mark of its subject. */
function telling(): { name: string; mark: Personal | undefined }[] {
  return readTree()
    .filter(({ path }) => /^contexts\/[^/]+\/rows\.ts$/.test(path))
    .flatMap(({ path, text }) => {
      const context = path.split('/')[1] as string;
      return [...text.matchAll(/export interface (\w+) \{\n([\s\S]*?)\n\}/g)].flatMap(([, row = '', body = '']) => {
        const subject = subjects.find(
          ({ table }) => table.startsWith(`${context}.`) && pascal(table.split('.')[1] as string) === row,
        );
        return [...body.matchAll(/^ {2}(\w+)\??: /gm)]
          .map(([, column = '']) => column)
          .filter((column) => TELLING.test(column))
          .map((column) => ({
            name: `${subject?.kind ?? `${context}.${row}`}.${column}`,
            mark: (subject?.personal as Readonly<Record<string, Personal>> | undefined)?.[column],
          }));
      });
    });
}

test('every column of a generated row whose name tells is marked personal, or listed with its reason', () => {
  const found = telling();
  expect(found.length).toBeGreaterThan(6);
  expect(found.filter(({ name, mark }) => !mark && !(name in NOT_PERSONAL)).map(({ name }) => name)).toEqual([]);
  expect(Object.keys(NOT_PERSONAL).filter((name) => !found.some((one) => one.name === name && !one.mark))).toEqual([]);
});

test('the names that tell', () => {
  for (const name of ['phone', 'contactPhone', 'idNumber', 'residentId', 'mobile', 'guardianMobile', 'email'])
    expect(TELLING.test(name), name).toBe(true);
  for (const name of ['id', 'certificateKind', 'licenceNumber', 'number']) expect(TELLING.test(name), name).toBe(false);
});

const marks = subjects.flatMap(({ personal }) => Object.values<Personal | undefined>(personal ?? {}));

test('a mark names its own subject and column, and roles there are; who sees it plainly need not open it', () => {
  for (const { kind, personal } of subjects)
    for (const [column, mark] of Object.entries<Personal | undefined>(personal ?? {})) {
      expect([mark?.of, mark?.column]).toEqual([kind, column]);
      for (const role of [...(mark?.plain ?? []), ...(mark?.opens ?? [])]) expect(roles).toContain(role);
      expect(mark?.plain.filter((role) => mark.opens.includes(role))).toEqual([]);
    }
});

test('every ledger column whose name tells is marked as its subject is; no ledger is ordered or carries it beside its columns', () => {
  const bare: string[] = [];
  for (const { shape, sorts } of ledgers) {
    for (const { key, personal, sortable } of shape.columns) {
      if (personal) {
        expect(marks, `${shape.name} ${key}`).toContain(personal);
        expect(sortable ?? key in sorts, `${shape.name} is ordered by ${key}`).toBe(false);
      } else if (TELLING.test(key)) bare.push(`${shape.name} ${key}`);
    }
    for (const { key } of shape.carries ?? []) if (TELLING.test(key)) bare.push(`${shape.name} ${key}`);
  }
  expect(bare).toEqual(['access.accounts certificateNumber', 'registry.officers certificateNumber']);
});

type Layer = z.ZodType & { def: Record<string, unknown> & { type: string } };
/** Every object key of a schema that tells, and whether it is marked on some layer. */
function keysOf(schema: z.ZodType, path: string, seen = new Set<object>()): string[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const { def } = schema as Layer;
  const isMarked = (one: Layer | undefined): boolean =>
    one !== undefined && (markOf(one) !== undefined || isMarked(one.def.innerType as Layer | undefined));
  const inner = ['innerType', 'element', 'valueType', 'out', 'in', 'left', 'right'].flatMap((key) =>
    def[key] ? keysOf(def[key] as z.ZodType, path, seen) : [],
  );
  const many = ['options', 'items'].flatMap((key) =>
    ((def[key] as z.ZodType[] | undefined) ?? []).flatMap((one) => keysOf(one, path, seen)),
  );
  const shape = Object.entries((def.shape as Record<string, z.ZodType> | undefined) ?? {}).flatMap(([key, one]) => [
    ...(TELLING.test(key) && !isMarked(one as Layer) ? [`${path}.${key}`] : []),
    ...keysOf(one, `${path}.${key}`, seen),
  ]);
  return [...inner, ...many, ...shape];
}

test('every value of an answer whose name tells is marked', () => {
  const bare = [...queries, ...commands].flatMap((one) => (one.answer ? keysOf(one.answer, one.name) : []));
  // The 执法证号 of who supervises an enterprise.
  expect([...new Set(bare)]).toEqual(['registry.enterprise.supervision.current.certificateNumber']);
});

test('an answer is masked wherever its schema is marked, and left as it is where nothing is', () => {
  const record = queries.find((one) => one.name === 'registry.enterprise');
  const people = [{ name: '甲', phone: '13812341234', certificateNumber: 'T140521199001011234' }];
  const answer = { enterprise: { name: '甲厂', principalPhone: '13900001234', safetyPhone: null }, people, can: [] };
  const auditor = { role: 'auditor' } as never;
  const seen = maskedAnswer(record?.answer, auditor, answer) as typeof answer;
  expect(seen).toEqual({
    ...answer,
    enterprise: { name: '甲厂', principalPhone: '139****1234', safetyPhone: null },
    people: [{ name: '甲', phone: '138****1234', certificateNumber: 'T140521********1234' }],
  });
  expect(answer.people[0]?.phone, 'the answer itself stays as it was').toBe('13812341234');
  const towns = queries.find((one) => one.name === 'registry.towns');
  const plain = [{ code: '140525100', name: '南村镇' }];
  expect(maskedAnswer(towns?.answer, auditor, plain)).toBe(plain);
  expect(isMasked(masked('13812341234', 'phone'))).toBe(true);
});
