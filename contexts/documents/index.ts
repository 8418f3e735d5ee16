/** #documents — evidence files and their hashes. The only door for other contexts. */
import type { Room } from '#kernel/server';
import { use } from './subjects.ts';

export { type Attached, attachPhotos, type Duplicate, duplicatesOf, type PhotosGiven, photosGiven, usesOf } from './attach.ts';
export { keep as keepFile } from './files.ts';
export { documentsRoutes, sweepFiles } from './routes.ts';
export { type Purpose, type Use, use } from './subjects.ts';

export const documentsRoom: Room = { subjects: [use] };
