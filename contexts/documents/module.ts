import type { Module } from '#kernel/server';
import { use } from './subjects.ts';

/** What this subject offers to composition; its routes are in routes.ts. */
export const documentsModule: Module = { subjects: [use] };
