import { confinedSpaceFile, dutiesFile, expenseFile, parametersFile, sectorChecklistFile } from './files-duties.ts';
import { majorHazardFile, riskFile } from './files-hazard.ts';

/** Kinds of files that hold tables of values. */
export const parameterKinds = {
  'major-hazard': majorHazardFile,
  'risk-methods': riskFile,
  parameters: parametersFile,
  expense: expenseFile,
  duties: dutiesFile,
  'confined-space': confinedSpaceFile,
  'sector-checklist': sectorChecklistFile,
} as const;
