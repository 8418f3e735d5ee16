import { z } from 'zod';

/** The last backup of a kind as an administrator is told of it: when, where, and whether it was tried by restoring it (试恢复). */
export const backupTold = z.strictObject({
  by: z.enum(['clock', 'hand']).meta({ description: '定时备份，或命令行备份' }),
  endedAt: z.iso.datetime(),
  file: z.string(),
  bytes: z.int(),
  tried: z
    .strictObject({ entries: z.int(), files: z.int() })
    .nullable()
    .meta({ description: '试恢复得到的留痕条数、文件数；空为没有试过' }),
  fault: z.string().nullable(),
});

/** What is known of backups on this server. */
export const backupsTold = z.strictObject({
  planned: z.boolean().meta({ description: '开着定时备份' }),
  elsewhere: z.boolean().meta({ description: '数据库由其管理员备份' }),
  last: z.array(backupTold),
});
export type BackupsTold = z.output<typeof backupsTold>;

let telling: () => Promise<BackupsTold | null> = async () => null;

/** Says how the last backups are known; set by composition, for the server makes them. */
export function setBackupsTold(told: () => Promise<BackupsTold | null>): void {
  telling = told;
}
export const tellBackups = (): Promise<BackupsTold | null> => telling();
