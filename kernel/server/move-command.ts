import { z } from 'zod';
import {
  type Act,
  type AnyCommand,
  type AnyMove,
  type Base,
  type Command,
  dayInReach,
  type Field,
  type Fields,
  formerNames,
  isEmpty,
  type Lives,
  type MoveDeclaration,
  type Refused,
  type Subject,
  statesAfter,
} from '#kernel';

/** Words as input: what is there, of at most that many characters. */
const words = ({ title, max = 500 }: Field) =>
  z.string(`${title}应为文字`).trim().min(1, `${title}不能为空`).max(max, `${title}最多 ${max} 字`);

const builtIn: Readonly<Record<string, (field: Field) => z.ZodType>> = {
  text: words,
  lines: words,
  day: () => dayInReach(),
  choice: ({ options = {} }) => z.enum(Object.keys(options) as [string, ...string[]]),
  number: ({ title, min = 0, max = Number.MAX_SAFE_INTEGER }) =>
    z
      .number()
      .min(min, min === 0 ? `${title}不能为负` : undefined)
      .max(max),
  reference: () => z.uuid(),
  code: ({ max = 80 }) => z.string().max(max),
};

type Schemas = Readonly<Record<string, z.ZodType>>;
type ValueOf<F, S extends Schemas> =
  F extends Field<infer Kind, infer Value, boolean> ? (Kind extends keyof S ? z.output<S[Kind]> : Value) : never;
type NeededKeys<F extends Fields> = { [K in keyof F]: F[K]['needed'] extends true ? K : never }[keyof F];

/** What the handler of a move is given: its needed fields are there, the others may be. */
export type GivenOf<F extends Fields, S extends Schemas = Record<never, never>> = { id: string; version?: number } & {
  [K in NeededKeys<F>]: ValueOf<F[K], S>;
} & { [K in Exclude<keyof F, NeededKeys<F>>]?: ValueOf<F[K], S> };

function shapeOf(move: AnyMove, schemas: Schemas, everything: boolean): Record<string, z.ZodType> {
  const shape: Record<string, z.ZodType> = {
    id: z.uuid().meta({ title: '编号' }),
    version: z.number().int().positive().optional(),
  };
  for (const [key, field] of Object.entries(move.fields as Fields)) {
    const schema = schemas[field.kind] ?? builtIn[field.kind]?.(field);
    if (!schema) throw new Error(`${move.command}: no schema for a field of kind ${field.kind}`);
    const titled = schema.meta({ title: field.title });
    shape[key] = everything && field.needed ? titled : titled.optional();
  }
  return shape;
}

/** The input of a move's command as it is published: needed fields are required. */
export const moveInput = (move: AnyMove, schemas: Schemas = {}) => z.strictObject(shapeOf(move, schemas, true));

/** What of a body is asked at all: blank fields are fields that were left out, so that what is missing is named by its title. */
export function withoutBlank(fields: Fields, body: unknown): unknown {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([key, value]) => !(key in fields && isEmpty(value))));
}

type HandlerOf<Row, F extends Fields, S extends Schemas, Answer> = (
  act: Act,
  given: GivenOf<F, S>,
  row: Row,
) => Promise<Answer | Refused> | Answer | Refused;

/** What a move's command answers: columns of its row, the state one of those it leads to. */
function answerOf(move: AnyMove, row: z.ZodObject): z.ZodObject {
  const told = move.answers as readonly string[];
  const answer = row.pick(Object.fromEntries(told.map((column) => [column, true])) as Record<never, true>);
  return told.includes('state') ? answer.extend({ state: z.enum(statesAfter(move)) }) : answer;
}

/** How a subject's moves become commands: its own kinds of fields bring their schema here, the row tells what can be answered. */
export const commandsOn =
  <Row extends Base, S extends Schemas>(on: { subject: Subject<Row>; row: z.ZodObject; lives: Lives; schemas: S }) =>
  <F extends Fields, Told extends keyof Row & string>(
    move: MoveDeclaration<string, F, keyof Row & string, Told>,
    handle: HandlerOf<Row, F, S, Pick<Row, Told>>,
  ): Command<z.ZodType<GivenOf<F, S>>, Row, Pick<Row, Told>> => ({
    sort: 'command',
    name: move.command,
    title: move.title,
    formerly: formerNames(move),
    answer: answerOf(move, on.row) as unknown as z.ZodType<Pick<Row, Told>>,
    input: moveInput(move, on.schemas) as unknown as z.ZodType<GivenOf<F, S>>,
    on: { subject: on.subject, id: (given) => given.id },
    flow: {
      of: on.lives.of,
      state: on.lives.state,
      move: move.verb,
      fields: move.fields,
      lenient: z.strictObject(shapeOf(move, on.schemas, false)),
    },
    may: on.lives.mayOf(move) as never,
    handle,
  });

/** The commands of a context's moves, in declared order. @throws Error for a handler that stands under the name of another move. */
export const commandsOfMoves = <Moves extends Readonly<Record<string, AnyMove>>>(
  moves: Moves,
  handlers: Readonly<Record<keyof Moves, AnyCommand>>,
): AnyCommand[] =>
  Object.entries(moves).map(([verb, { command }]) => {
    const handler = handlers[verb as keyof Moves];
    if (handler.name !== command) throw new Error(`the handler ${verb} is made of the move ${handler.name}`);
    return handler;
  });
