/**
 * YAML with places: a value, and for any path in it the line and column it stands at, so that a fault can be shown where it is.
 * YAML 1.2 core is read: `2022-06-30` stays text, and anchors, aliases and tags are refused because a notice needs none.
 */
import { isAlias, isCollection, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { allowed, type Path } from './domain/notice-faults.rule.ts';

export interface Spot {
  line: number;
  column: number;
}

export interface YamlText {
  value: unknown;
  /** What stops the text from being read at all; `value` is null then. */
  faults: (Spot & { reason: string })[];
  /** Where a path stands: a plain value itself, a list or map at its key; what is missing, at what should hold it. */
  at: (path: Path, onKey?: boolean) => Spot;
}

const sentences: Record<string, string> = {
  DUPLICATE_KEY: '同一处把同一个字段写了两遍',
  TAB_AS_INDENT: '缩进用了制表符（Tab），请改用空格',
  BAD_INDENT: '缩进没有对齐，或者括号没有写完整',
  MISSING_CHAR: '缺少配对的引号、括号或冒号',
  BLOCK_AS_IMPLICIT_KEY: '一行里有两个“字段: 值”，请分行写，或给含冒号的文字加引号',
  MULTILINE_IMPLICIT_KEY: '字段名占了几行，可能上一行少了冒号或引号没有写完',
  UNEXPECTED_TOKEN: '这里的内容接不上前文，请检查缩进、短横线和冒号',
  MULTIPLE_DOCS: '一个文件只能写一份通知，不能用 --- 再起一份',
  BAD_SCALAR_START: '文字不能以这个符号开头，请加引号',
};

/**
 * Reads a text. `value`: what it says, where that is known already (compiled.ts); places are then looked up only when something is
 * found to be wrong with it, which a sound notice never needs.
 */
export function readYaml(source: string, value?: unknown): YamlText {
  if (value === undefined) return parsed(source);
  let whole: YamlText | undefined;
  const at: YamlText['at'] = (path, onKey) => {
    whole ??= parsed(source);
    return whole.at(path, onKey);
  };
  return { value, faults: [], at };
}

function parsed(source: string): YamlText {
  const lines = new LineCounter();
  const doc = parseDocument(source, { lineCounter: lines, prettyErrors: false, version: '1.2', schema: 'core' });
  const spot = (offset: number): Spot => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  // One slip makes the parser stumble again and again further down: of what it cannot read, only the first is told.
  const first = doc.errors.find((error) => error.code !== 'DUPLICATE_KEY');
  const told = doc.errors.filter((error) => error.code === 'DUPLICATE_KEY' || error === first);
  const faults: YamlText['faults'] = told.map((error) => ({
    ...spot(error.pos[0]),
    reason: `YAML 写法有误：${sentences[error.code] ?? '这里读不下去，请检查缩进、引号和冒号'}`,
  }));
  if (faults.length === 0) {
    visit(doc, {
      Alias: (_, node) => {
        faults.push({ ...spot(node.range?.[0] ?? 0), reason: '不使用 YAML 引用（*名称），请直接写出内容' });
      },
      Node: (_, node) => {
        if (isAlias(node) || !node.tag || node.tag.startsWith('tag:yaml.org,2002:')) return;
        faults.push({ ...spot(node.range?.[0] ?? 0), reason: `不使用 YAML 标签“${node.tag}”，请删去` });
      },
    });
  }
  const at = (path: Path, onKey = false): Spot => {
    let node: unknown = doc.contents;
    let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    for (const [i, step] of path.entries()) {
      const pair = isMap(node) ? node.items.find((one) => isScalar(one.key) && one.key.value === step) : null;
      const next = isPair(pair) ? pair.value : isSeq(node) && typeof step === 'number' ? node.items[step] : null;
      if (!pair && !next) break;
      const keyAt = pair && isNode(pair.key) ? pair.key.range?.[0] : undefined;
      const valueAt = isNode(next) ? next.range?.[0] : undefined;
      const key = isCollection(next) || (onKey && i === path.length - 1);
      offset = (key ? (keyAt ?? valueAt) : (valueAt ?? keyAt)) ?? offset;
      node = next;
    }
    return spot(offset);
  };
  return { value: faults.length > 0 ? null : doc.toJS(), faults, at };
}

const types: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  array: '列表（每项前加短横线）',
  object: '一组“字段: 值”',
  record: '一组“字段: 值”',
  boolean: 'true 或 false',
};

/** `['tasks', 3, 'due']` → `tasks 第 4 项的 due`. */
export function placeName(path: Path): string {
  const said = path.reduce<string>((name, step) => {
    if (typeof step === 'number') return `${name} 第 ${step + 1} 项`;
    if (name === '') return step;
    return name.endsWith('项') ? `${name}的 ${step}` : `${name}.${step}`;
  }, '');
  return said === '' ? '整个文件' : said;
}

function shown(value: unknown): string {
  const written = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return `“${written.length > 40 ? `${written.slice(0, 40)}…` : written}”`;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((of, step) => (of as Record<string | number, unknown> | null | undefined)?.[step], value);
}

/** Every way `value` breaks `schema`, each with its path and a Chinese sentence naming place, value and what is allowed. */
export function explainSchema(schema: z.ZodType, value: unknown): { path: Path; onKey: boolean; reason: string }[] {
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue): { path: Path; onKey: boolean; reason: string }[] => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    if (issue.code === 'unrecognized_keys') {
      const keys = fieldsAt(schema, path, value);
      const here = path.length > 0 ? `${placeName(path)}里` : '';
      return issue.keys.map((key) => ({
        path: [...path, key],
        onKey: true,
        reason: `${here}不认识的字段“${key}”；${allowed(keys)}`,
      }));
    }
    return [{ path, onKey: false, reason: sentence(issue, placeName(path), valueAt(value, path)) }];
  });
}

function sentence(issue: z.core.$ZodIssue, place: string, value: unknown): string {
  if (value === undefined)
    return `缺少 ${place}${issue.code === 'invalid_type' ? `，应为${types[issue.expected] ?? issue.expected}` : ''}`;
  if (value === null) return place === '整个文件' ? '文件是空的' : `${place} 没有填写`;
  const wrote = `${place} 写的是${shown(value)}`;
  switch (issue.code) {
    case 'invalid_type': {
      const quote = issue.expected === 'string' && typeof value !== 'object' ? '，请加引号' : '';
      return `${wrote}，应为${types[issue.expected] ?? issue.expected}${quote}`;
    }
    case 'invalid_value':
      return `${wrote}，只能是：${issue.values.map(String).join('、')}`;
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? `${wrote}，只能是：${issue.options.map(String).join('、')}`
        : `${wrote}，不符合要求`;
    case 'too_small':
      if (issue.origin === 'array') return `${place} 至少要有 ${issue.minimum} 项`;
      return issue.origin === 'string' ? `${place} 不能为空` : `${wrote}，不能小于 ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `${place} 太长，最多 ${issue.maximum} 个字`
        : `${wrote}，不能大于 ${issue.maximum}`;
    case 'invalid_format':
    case 'custom':
      return `${wrote}，${issue.message}`;
    default:
      return `${wrote}，不符合要求`;
  }
}

/** Names of the fields a schema knows at a path: what an unknown field could have meant. */
function fieldsAt(schema: unknown, path: Path, value: unknown): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return fieldsAt(schema.unwrap(), path, value);
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const by = schema.def.discriminator;
    const kind = (value as Record<string, unknown>)[by];
    const branch = schema.options.find((one) => one instanceof z.ZodObject && one.shape[by]?.safeParse(kind).success);
    return branch ? fieldsAt(branch, path, value) : [];
  }
  const [step, ...rest] = path;
  if (schema instanceof z.ZodArray && step !== undefined) return fieldsAt(schema.element, rest, valueAt(value, [step]));
  if (!(schema instanceof z.ZodObject)) return [];
  return step === undefined ? Object.keys(schema.shape) : fieldsAt(schema.shape[step], rest, valueAt(value, [step]));
}
