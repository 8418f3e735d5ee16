/** #registry — towns, enterprises, their people, and who supervises whom (主体登记). The only door for other contexts. */
export { type DemoCast, type DemoFirm, demoCast } from './demo/cast.ts';
export { personName } from './demo/names.ts';
export { checkPoint, type Datum, inDatum, metresBetween } from './domain/coordinates.rule.ts';
export { checkTown, county140525, placeOf, type Regions } from './domain/region.rule.ts';
export { checkResidentId, type ResidentIdCheck } from './domain/resident-id.rule.ts';
export { checkUscc, completeUscc } from './domain/uscc.rule.ts';
export * from './domain/words.ts';
export { type FileImport, importFile } from './import/file.ts';
export { initialsOf } from './initials.ts';
export { measures as registryMeasures } from './measures.ts';
export { registryModule } from './module.ts';
export { registryRoutes } from './routes.ts';
export { type RegistryRule, registryRules } from './rules.ts';
export { ensureTowns, type Responsibility, regionsOf, responsibleOn } from './store.ts';
export * from './subjects.ts';
