/** #kernel/server — runs what contexts declare: database session, journal, tallies, HTTP. */
export * from './effects.ts';
export * from './export.ts';
export * from './house.ts';
export * from './http.ts';
export { bodyHash, type Entry, StaleError, sha256, writeEntry } from './journal.ts';
export * from './ledger.ts';
export * from './names.ts';
export * from './openapi.ts';
export * from './places.ts';
export * from './replay.ts';
export { type Done, type Envelope, type Outcome, type Runner, runAs, runCommand } from './run-command.ts';
export * from './run-query.ts';
export * from './sealer.ts';
export * from './session.ts';
export * from './tallies.ts';
export { readTally } from './tally-reads.ts';
export * from './verify.ts';
export * from './walls.ts';
