/** What the builds of desk and phone share: the browsers they are made for, the themed page, the script that runs before all others, packing. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { colour, face } from '../../kernel/ui/theme.ts';
import { FLOOR } from './floor.ts';

/** What the compiler of scripts and styles goes down to. */
export const target = ['es2020', ...Object.entries(FLOOR).map(([name, since]) => `${name}${since}`)];

/** Built files name each other from where they stand; only the page names them from the root, and the server puts the sub-path before that. */
export const renderBuiltUrl = (_name: string, { hostType }: { hostType: string }) =>
  hostType === 'html' ? undefined : { relative: true };

const first = readFileSync(fileURLToPath(new URL('public/first.js', import.meta.url)));

/** The theme's own colours in index.html, which must read well before any script or stylesheet; the oldest kernel is named by the floor. */
export const themedPage: Plugin = {
  name: 'zean-themed-page',
  transformIndexHtml: (page) =>
    page.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => {
      if (name === 'face') return face.replaceAll("'", '');
      return (colour as Record<string, string>)[name] ?? (FLOOR as Record<string, number>)[name]?.toString() ?? whole;
    }),
};

/** `first.js` beside the page and named in it: methods that are brought along, and the plain page for kernels below the floor. */
export function firstScript(base: string): Plugin {
  return {
    name: 'zean-first-script',
    transformIndexHtml: () => [{ tag: 'script', attrs: { src: `${base}first.js` }, injectTo: 'head' }],
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'first.js', source: first });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url !== `${base}first.js`) return next();
        response.setHeader('content-type', 'text/javascript; charset=utf-8');
        response.end(first);
      });
    },
  };
}

/** Writes .gz and .br beside every text file of `out`, so that the server never compresses a static answer. The worker stays as it is. */
export function packed(out: string): Plugin {
  return {
    name: 'zean-packed',
    apply: 'build',
    enforce: 'post',
    closeBundle() {
      for (const name of readdirSync(out, { recursive: true, encoding: 'utf8' })) {
        const path = join(out, name);
        if (!['.js', '.css', '.html', '.svg', '.json'].includes(extname(path)) || name === 'sw.js') continue;
        if (statSync(path).size < 1024) continue;
        const bytes = readFileSync(path);
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
      }
    },
  };
}
