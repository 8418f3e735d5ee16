/** Days (日), months, instants as text, and working days (工作日) by a statutory calendar. */
export * from './day.ts';
export * from './given.ts';
export * from './instant.ts';
export * from './working-days.ts';
