/** Names of what this room keeps. */
export const kept = {
  todo: 'hazards.todo',
  figures: 'hazards.dashboard',
  enterprises: 'registry.enterprises',
  calendar: 'law.calendar',
  record: (id: string) => `hazards.record ${id}`,
  thumb: (sha256: string) => `hazards.thumb ${sha256}`,
} as const;
