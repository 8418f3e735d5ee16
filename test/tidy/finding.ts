import type { SourceFile } from '../source/tree.ts';

/** Something untidy: where and what. */
export type Finding = `${string}: ${string}`;

/** A check over all files of the repository. */
export type TidyRule = (files: readonly SourceFile[]) => Finding[];
