/** Roles grouped as the moves name them. */
export const countyOfficers = ['county-officer', 'county-admin', 'county-leader'] as const;
export const townOfficers = ['town-officer', 'town-lead'] as const;
export const officers = [...countyOfficers, ...townOfficers] as const;
export const managers = ['principal', 'safety-manager'] as const;
