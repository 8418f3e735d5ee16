import { dutyCalculators } from './duties.ts';
import { enforcementCalculators } from './enforcement.ts';
import type { Calculator } from './field.ts';
import { localCalculators } from './local.ts';
import { safetyCalculators } from './safety.ts';

export * from './field.ts';

/** Every rule as a form (计算器), in the order they are listed. */
export const calculators: readonly Calculator[] = [
  ...safetyCalculators,
  ...enforcementCalculators,
  ...dutyCalculators,
  ...localCalculators,
];

export const calculatorOf = (rule: string): Calculator | undefined => calculators.find((each) => each.rule === rule);
