import type { Room } from '#kernel/server';
import { use } from './subjects.ts';

/** What this subject offers to composition; its routes are in routes.ts. */
export const documentsRoom: Room = { subjects: [use] };
