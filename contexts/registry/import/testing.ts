import { createHash } from 'node:crypto';
import Fastify from 'fastify';
import { type Actor, refuse } from '#kernel';
import { stopThreads, templateWorkbook } from '#kernel/workbook';
import { county140525 } from '../demo/county.ts';
import { registryRoutes } from '../routes.ts';
import { actors, testRegistry } from '../testing.ts';
import { type EnterpriseLine, enterpriseTemplate, type PersonLine, peopleTemplate } from './templates.ts';

/** What a dry run answers, as far as tests look. */
export interface Report {
  check: string;
  total: number;
  willCreate: number;
  willChange: number;
  unchanged: number;
  rejected: number;
  problems: { level: string; row: number; column: string; value: string; allowed: string; message: string }[];
  sheet: string;
  otherSheets: { name: string; rows: number }[];
  questionCount: number;
  questions: { row: number; name: string; registered: { id: string; is: string }[] }[];
  sample: {
    row: number;
    verdict: string;
    changes: { title: string; before: unknown; after: unknown }[];
    values: { title: string; value: unknown }[];
  }[];
  milliseconds: number;
  refused?: { code: string; message: string };
}

/** All bytes of a stream. */
export async function collect(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts);
}

export const enterprisesFile = (lines: Partial<EnterpriseLine>[]) =>
  collect(templateWorkbook(enterpriseTemplate(county140525), lines));
export const peopleFile = (lines: Partial<PersonLine>[]) => collect(templateWorkbook(peopleTemplate, lines));

/** A registry with its file routes mounted; `visit` says who comes through the door (nobody: signed out). */
export async function testImports() {
  const r = await testRegistry();
  const app = Fastify();
  let who: Actor | null = actors.admin;
  await registryRoutes(app, r.runner, async () => (who ? { actor: who, due: null } : refuse('SIGNED_OUT')));
  return {
    ...r,
    visit(as: Actor | null) {
      who = as;
    },
    async check(bytes: Uint8Array, ledger = 'enterprises', name = '企业.xlsx'): Promise<Report> {
      const response = await app.inject({
        method: 'POST',
        url: `/api/v1/registry/import-check?ledger=${ledger}`,
        payload: Buffer.from(bytes),
        headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name) },
      });
      return response.json() as Report;
    },
    file: async (path: string): Promise<Buffer> => (await app.inject({ url: `/api/v1/registry/${path}` })).rawPayload,
    /** Everything a table holds but the versions: equal before and after means restored. */
    async hash(table: string): Promise<string> {
      const rows = await r.rows(table, ['version']);
      return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
    },
    async close() {
      await app.close();
      await stopThreads();
      await r.close();
    },
  };
}

export type TestImports = Awaited<ReturnType<typeof testImports>>;
