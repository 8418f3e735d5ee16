export function bundle(options?: {
  file?: string;
  force?: boolean;
  say?: (line: string) => void;
}): Promise<{ file: string; bytes: number }>;
