export * from './act.ts';
export * from './actor.ts';
export * from './can.ts';
export * from './condition.ts';
export * from './gather.ts';
export * from './ledger.ts';
export * from './reaction.ts';
export * from './subject.ts';
