import zezhou from '../../../law/regions/140525.json' with { type: 'json' };
import shanxi from '../../../law/regions/divisions/14.json' with { type: 'json' };
import nation from '../../../law/regions/nation.json' with { type: 'json' };
import { type CountyFile, composeRegions, type Nation, type Regions } from '../domain/region.rule.ts';

/** 泽州县 (140525) of 晋城市, 山西省, with its 16 towns: the county the demonstration is set in. */
export const county140525 = composeRegions(nation as Nation, shanxi, '140525', zezhou as CountyFile) as Regions;
