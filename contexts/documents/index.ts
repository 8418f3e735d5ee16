/** #documents — evidence files by their hash and what they are evidence of (证据文件). The only door for other contexts. */
export { type EvidenceMonth, evidenceByMonth } from './amounts.ts';
export {
  attachPhotos,
  duplicate,
  duplicatesOf,
  moveUses,
  type PhotosGiven,
  photosGiven,
  showUses,
  type UseShown,
  useShown,
  usesOf,
} from './attach.ts';
export { type BackupsTold, setBackupsTold } from './backups-told.ts';
export { bringFile } from './bring.ts';
export { type Damaged, damagedFiles } from './damage.ts';
export { keptWords } from './domain/retention.rule.ts';
export { damageWords } from './domain/words.ts';
export { type EvidenceHolder, setEvidenceHolders, setKeeping } from './holders.ts';
export { damagedInArchive } from './in-archive.ts';
export { inspectAll } from './inspect.ts';
export { documentsModule } from './module.ts';
export { evidenceElsewhere, evidencePlace, setEvidenceBucket } from './originals/index.ts';
export { type BucketSettings, StoreFault } from './originals/store.ts';
export { planRetention, type RetentionPlan, retireDue, setRetention } from './retention.ts';
export { documentsRoutes } from './routes.ts';
export { setKeptOriginals } from './rules.ts';
