/** Everybody who signs in has an inbox. */
export const receivers = [
  'county-admin',
  'county-leader',
  'county-officer',
  'legal-reviewer',
  'auditor',
  'town-lead',
  'town-officer',
  'principal',
  'safety-manager',
  'worker',
  'expert',
  'agency',
] as const;

/** Days a message is kept; what it is about stays where it is. */
export const KEPT_DAYS = 180;
/** What was done longer ago when its word is carried (a played past) is no news: it stands in the list as read. */
export const NEWS_DAYS = 7;
