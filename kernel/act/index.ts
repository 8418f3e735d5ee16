export * from './act.ts';
export * from './actor.ts';
export * from './can.ts';
export * from './gather.ts';
export * from './ledger.ts';
export * from './ledger-wire.ts';
export * from './reaction.ts';
export * from './subject.ts';
