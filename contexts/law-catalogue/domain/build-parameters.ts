import { buildConfinedSpace, buildDuties, buildFees, buildNumbers, buildSectorChecklists } from './build-duties.ts';
import { buildMajorHazard, buildRisk } from './build-hazard.ts';
import type { Clause, Criterion, Instrument } from './law.ts';
import type { ParameterLaw } from './parameters.ts';
import type { Source, Tell } from './sources.ts';

/** What the tables may refer to. */
export interface Referable {
  instruments: ReadonlyMap<string, Instrument>;
  clauses: ReadonlyMap<string, Clause>;
  criteria: ReadonlyMap<string, Criterion>;
}

/** Tables the rules cannot do without, by the file that holds them. */
const needed = {
  majorHazard: 'parameters/major-hazard/gb18218-2018.json',
  risk: 'parameters/risk/methods.json',
  fees: 'fees/expense.yaml',
  confinedSpace: 'confined-space/confined-space.json',
} as const;

/** Reads every table of values. A folder without one of them is incomplete: the rules could not answer. */
export function buildParameters(sources: readonly Source[], to: Referable, tell: Tell): ParameterLaw {
  const built = {
    majorHazard: buildMajorHazard(sources, to.instruments, tell),
    risk: buildRisk(sources, to.instruments, tell),
    fees: buildFees(sources, to, tell),
    parameters: buildNumbers(sources, to, tell),
    duties: buildDuties(sources, to, tell),
    confinedSpace: buildConfinedSpace(sources, to, tell),
    sectorChecklists: buildSectorChecklists(sources, to, tell),
  };
  for (const name of Object.keys(needed) as (keyof typeof needed)[]) {
    if (built[name] === null) tell({ file: needed[name] }, [], '没有这个文件，或内容有误不能使用');
  }
  return built as ParameterLaw;
}

/** Ids of the tables that records may refer to. */
export function parameterIds(law: ParameterLaw): string[] {
  // A broken folder is still looked over for ids: the check then names the fault and the ids it took away.
  const { majorHazard, fees, confinedSpace } = law as { [K in keyof ParameterLaw]: ParameterLaw[K] | null };
  return [
    ...(majorHazard ? [...majorHazard.substances, ...majorHazard.categories, ...majorHazard.listed] : []),
    ...(fees ? [...fees.sectors, ...fees.rules] : []),
    ...(confinedSpace ? [...confinedSpace.provisions, ...confinedSpace.regimes, ...confinedSpace.gases] : []),
    ...law.parameters.values(),
    ...law.duties.values(),
    ...law.sectorChecklists.values(),
    ...[...law.sectorChecklists.values()].flatMap((each) => each.items),
  ].map((each) => each.id);
}
