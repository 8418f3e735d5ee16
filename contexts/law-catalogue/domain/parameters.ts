import type { ConfinedSpaceLaw, Duty, FeeLaw, Parameter, SectorChecklist } from './duty-tables.ts';
import type { MajorHazardTables, RiskTables } from './hazard-tables.ts';

/** The part of the law that is tables of values (参数): what the rules of arithmetic read. */
export interface ParameterLaw {
  majorHazard: MajorHazardTables;
  risk: RiskTables;
  fees: FeeLaw;
  /** By id, e.g. `training-worker-high-initial`. */
  parameters: ReadonlyMap<string, Parameter>;
  duties: ReadonlyMap<string, Duty>;
  confinedSpace: ConfinedSpaceLaw;
  /** The ten standing lists by id, e.g. `checks-steel`. */
  sectorChecklists: ReadonlyMap<string, SectorChecklist>;
}
