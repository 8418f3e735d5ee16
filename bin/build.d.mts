/** Builds the named parts that are stale. */
export declare function build(names?: readonly string[]): Promise<void>;
/** How the server is bundled. */
export declare const serverBundle: import('esbuild').BuildOptions;
