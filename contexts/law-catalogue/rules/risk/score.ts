import { compare, type Day, type Exact, exact, mul, type Place, type Refused, weakest } from '#kernel';
import type { RiskBand, RiskGrade, RiskMethod, RiskTables, Scores } from '../../domain/hazard-tables.ts';
import { asExact, printed, refuseAt, refuseBefore, wrong } from '../asking.ts';
import type { Ruling, Working } from '../rule.ts';

/** To which band a score on the very end between two bands belongs. */
export type EndSide = 'upper' | 'lower';

export interface RiskSettings {
  /** By the end itself, e.g. `{ '320': 'upper' }`; ends not named keep the default of the data. */
  ends?: Readonly<Record<string, EndSide>> | undefined;
  /** LEC only: from which score a risk is 重大风险. 160 puts both top bands there. */
  majorFrom?: 160 | 320 | undefined;
}

export interface RiskScore {
  grade: string;
  /** `red`, `orange`, `yellow`, `blue`. */
  colour: string;
  band: string;
  /** Level that controls it (管控层级). */
  control: string;
}

function scoreAt(scores: Scores, name: string, value: unknown): { score: Exact; text: string } | Place {
  const given = asExact(value);
  const found = given === null ? undefined : scores.find((each) => compare(given, each.score) === 0);
  const allowed = scores.map((each) => each.score).join('、');
  if (!found) return wrong(name, value, allowed, `${name} 的分值“${String(value)}”不在表中：应为 ${allowed} 之一`);
  return { score: exact(found.score), text: found.text };
}

const isPlace = (value: object): value is Place => 'allowed' in value;

function bandsWith(method: RiskMethod, settings: RiskSettings): RiskBand[] | Place {
  const ends = method.bands.slice(1).map((band) => String(band.from));
  for (const [end, side] of Object.entries(settings.ends ?? {})) {
    if (!ends.includes(end)) {
      return wrong(`settings.ends.${end}`, side, ends.join('、'), `没有“${end}”这个档界：应为 ${ends.join('、')} 之一`);
    }
  }
  return method.bands.map((band) => {
    const side = settings.ends?.[String(band.from)];
    return side === undefined ? band : { ...band, above: side === 'lower' };
  });
}

function decide(
  tables: RiskTables,
  method: RiskMethod,
  total: Exact,
  letter: string,
  settings: RiskSettings,
  workings: Working[],
): Ruling<RiskScore> | Refused {
  const bands = bandsWith(method, settings);
  if (!Array.isArray(bands)) return refuseAt([bands]);
  const holds = (band: RiskBand) => compare(total, band.from) > (band.above ? 0 : -1);
  const at = bands.reduce((found, band, i) => (holds(band) ? i : found), 0);
  const band = bands[at] as RiskBand;
  const next = bands[at + 1];
  const onEnd = bands.some((each, i) => i > 0 && compare(total, each.from) === 0);
  const top = tables.grades[0] as RiskGrade;
  const raised = settings.majorFrom === 160 && band.from === 160;
  const grade = raised ? top : (tables.grades.find((each) => each.grade === band.grade) as RiskGrade);
  const low = `${band.above ? '大于' : '不小于'} ${band.from}`;
  const high = next ? `，${next.above ? '不大于' : '小于'} ${next.from}` : '';
  workings.push({ say: `${letter} = ${printed(total)}：${low}${high}，属“${band.band}”（${band.text}）` });
  if (onEnd) workings.push({ say: `正好在档界上：${method.endsNote}（设置，待核实）` });
  const why = raised ? '按设置，160 分以上都列为' : '对应';
  workings.push({ say: `${why}${grade.grade}，${grade.word}色`, value: grade.grade, cite: tables.cite });
  workings.push({ say: `管控层级：${grade.control}；${grade.text}，上级管控的下级同时管控` });
  const { control, colour } = grade;
  const marks = [method.checked, grade.checked, method.gradesChecked, ...(onEnd ? [method.bandsChecked] : [])];
  return {
    result: { grade: grade.grade, colour, band: band.band, control },
    workings,
    cites: [tables.cite],
    checked: weakest(marks),
  };
}

export interface LecGiven {
  L: number | string;
  E: number | string;
  C: number | string;
  settings?: RiskSettings | undefined;
}

/** 作业条件危险性分析法: D = L × E × C by the scores of the table, then band, grade, colour and level of control. */
export function scoreLec(
  given: LecGiven,
  law: { risk: RiskTables },
  on: Day,
): Ruling<{ D: number } & RiskScore> | Refused {
  const { risk } = law;
  const early = refuseBefore(on, risk.from, '风险分级');
  if (early) return early;
  const L = scoreAt(risk.lec.L, 'L', given.L);
  const E = scoreAt(risk.lec.E, 'E', given.E);
  const C = scoreAt(risk.lec.C, 'C', given.C);
  if (isPlace(L) || isPlace(E) || isPlace(C)) return refuseAt([L, E, C].filter(isPlace));
  const D = mul(mul(L.score, E.score), C.score);
  const workings: Working[] = [
    { say: `可能性 L = ${printed(L.score)}（${L.text}）`, value: printed(L.score) },
    { say: `暴露频繁程度 E = ${printed(E.score)}（${E.text}）`, value: printed(E.score) },
    { say: `后果 C = ${printed(C.score)}（${C.text}）`, value: printed(C.score) },
    {
      say: `${risk.lec.formula} = ${[L, E, C].map((each) => printed(each.score)).join(' × ')} = ${printed(D)}`,
      value: printed(D),
    },
  ];
  const decided = decide(risk, risk.lec, D, 'D', given.settings ?? {}, workings);
  return 'refused' in decided ? decided : { ...decided, result: { D: D.valueOf(), ...decided.result } };
}

export interface LsGiven {
  L: number | string;
  S: number | string;
  settings?: RiskSettings | undefined;
}

/** 风险矩阵法: R = L × S, then band, grade, colour and level of control. */
export function scoreLs(
  given: LsGiven,
  law: { risk: RiskTables },
  on: Day,
): Ruling<{ R: number } & RiskScore> | Refused {
  const { risk } = law;
  const early = refuseBefore(on, risk.from, '风险分级');
  if (early) return early;
  const L = scoreAt(risk.ls.L, 'L', given.L);
  const S = scoreAt(risk.ls.S, 'S', given.S);
  if (isPlace(L) || isPlace(S)) return refuseAt([L, S].filter(isPlace));
  const R = mul(L.score, S.score);
  const workings: Working[] = [
    { say: `可能性 L = ${printed(L.score)}（${L.text}）`, value: printed(L.score) },
    { say: `严重性 S = ${printed(S.score)}（${S.text}）`, value: printed(S.score) },
    { say: `${risk.ls.formula} = ${printed(L.score)} × ${printed(S.score)} = ${printed(R)}`, value: printed(R) },
  ];
  const decided = decide(risk, risk.ls, R, 'R', given.settings ?? {}, workings);
  return 'refused' in decided ? decided : { ...decided, result: { R: R.valueOf(), ...decided.result } };
}
