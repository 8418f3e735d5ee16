export function countsOf(report: string | undefined, ok: boolean): { passed: number; failed: number; skipped: number };
