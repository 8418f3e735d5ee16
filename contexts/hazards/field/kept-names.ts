/** Names of what this room keeps. */
export const kept = {
  todo: 'hazards.todo',
  figures: 'hazards.dashboard',
  enterprises: 'registry.enterprises',
  record: (id: string) => `hazards.record ${id}`,
} as const;
