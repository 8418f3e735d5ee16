import { z } from 'zod';
import { type AnyCommand, type AnyQuery, ledgerAnswer, ledgerInput, refusals } from '#kernel';
import type { Ledger } from './ledger-half.ts';
import type { Modules } from './modules.ts';

/** `hazards.judge` → `/api/v1/hazards/judge`. */
export const commandPath = (name: string): string => `/api/v1/${name.replace('.', '/')}`;

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const refusal = { $ref: '#/components/schemas/Refused' };

function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'input'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>;
  return rest;
}

function parametersOf(schema: z.ZodType): unknown[] {
  const { properties = {}, required = [] } = schemaOf(schema) as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, s]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: s,
  }));
}

const may = (d: { may: readonly { roles: readonly string[]; say: string }[] }): string =>
  d.may.map((s) => `${s.say}：${s.roles.join('、')}`).join('；');

/** What is declared of the answer; an answer nobody declared says nothing. */
const answerOf = (d: AnyCommand | AnyQuery): unknown => (d.answer ? schemaOf(d.answer, 'output') : {});

function commandOperation(c: AnyCommand): unknown {
  return {
    operationId: c.name,
    summary: c.title,
    description: may(c),
    tags: [c.name.split('.')[0]],
    parameters: [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } }],
    requestBody: { required: true, ...json(schemaOf(c.input)) },
    responses: {
      200: {
        description: '已办理',
        ...json({
          type: 'object',
          required: ['answer', 'entry'],
          properties: { answer: answerOf(c), entry: { type: 'string', format: 'uuid' } },
        }),
      },
      default: { description: '拒办', ...json(refusal) },
    },
  };
}

function queryOperation(q: AnyQuery): unknown {
  return {
    operationId: q.name,
    summary: q.title,
    description: may(q),
    tags: [q.name.split('.')[0]],
    parameters: parametersOf(q.input),
    responses: {
      200: { description: '查询结果', ...json(answerOf(q)) },
      default: { description: '拒办', ...json(refusal) },
    },
  };
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A ledger's page and its export. */
function ledgerOperations(l: Ledger): [page: unknown, file: unknown] {
  const shared = {
    parameters: parametersOf(ledgerInput(l.shape)),
    tags: [l.shape.name.split('.')[0]],
    description: may(l),
  };
  const refused = { default: { description: '拒办', ...json(refusal) } };
  return [
    {
      operationId: l.shape.name,
      summary: l.shape.title,
      ...shared,
      responses: { 200: { description: '一页', ...json(schemaOf(ledgerAnswer(l.shape), 'output')) }, ...refused },
    },
    {
      operationId: `${l.shape.name}.export`,
      summary: `导出${l.shape.title}`,
      ...shared,
      responses: { 200: { description: 'XLSX', content: { [XLSX]: {} } }, ...refused },
    },
  ];
}

const text = { type: 'string' };
const wrongPlace = { type: 'object', properties: { place: text, value: {}, allowed: text, message: text } };
const refusedSchema = {
  type: 'object',
  required: ['refused'],
  properties: {
    refused: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { enum: Object.keys(refusals) },
        message: text,
        missing: { type: 'array', items: text },
        places: { type: 'array', items: wrongPlace },
        retryAfterS: { type: 'integer', description: '多少秒后再试；Retry-After 首部相同' },
        latest: {
          type: 'object',
          properties: { actor: text, at: text, sentence: text, version: { type: 'integer' } },
        },
      },
    },
  },
};

/** OpenAPI 3.1 of everything declared, described routes included, and of `plain`: what composition adds (path → operations). */
export function openApi(
  modules: Modules,
  version: string,
  plain: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const paths: Record<string, unknown> = {};
  for (const c of modules.commands) paths[commandPath(c.name)] = { post: commandOperation(c) };
  for (const q of modules.queries) paths[commandPath(q.name)] = { get: queryOperation(q) };
  for (const l of modules.ledgers) {
    const [list, file] = ledgerOperations(l);
    paths[commandPath(l.shape.name)] = { get: list };
    paths[`${commandPath(l.shape.name)}/export.xlsx`] = { get: file };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '泽安 zean',
      version,
      description: '县级安全生产监管平台开放接口。每个办理事项、查询、台账一个地址。',
    },
    paths: { ...paths, ...Object.assign({}, ...modules.routes.map((r) => r.described)), ...plain },
    components: { schemas: { Refused: refusedSchema } },
  };
}
