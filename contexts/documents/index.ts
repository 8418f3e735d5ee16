/** #documents — evidence files by their hash and what they are evidence of (证据文件). The only door for other contexts. */
export {
  type Attached,
  attachPhotos,
  type Duplicate,
  duplicatesOf,
  moveUses,
  type PhotosGiven,
  photosGiven,
  showUses,
  type UseShown,
  usesOf,
} from './attach.ts';
export { bringFile } from './bring.ts';
export { type FileKind, fileKinds, largestBytes, type Purpose, purposeWords } from './domain/words.ts';
export { type Kept, keep as keepFile } from './files.ts';
export { documentsModule } from './module.ts';
export { type DocumentRouteOptions, documentsRoutes } from './routes.ts';
export { type Use, use } from './subjects.ts';
export { sweepFiles } from './sweep.ts';
