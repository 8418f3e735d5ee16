export function divisionFiles(): Map<string, string>;
