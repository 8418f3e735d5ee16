import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { colour, face } from '../../kernel/ui/theme.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const out = fileURLToPath(new URL('../../dist/desk', import.meta.url));

/** Puts the theme's own colours into index.html, which must read well before any script or stylesheet. */
const themedPage: Plugin = {
  name: 'zean-themed-page',
  transformIndexHtml: (html) =>
    html.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
      name === 'face' ? face.replaceAll("'", '') : ((colour as Record<string, string>)[name] ?? whole),
    ),
};

/** Writes .gz and .br beside every text file, so that the server never compresses a static answer. */
const packed: Plugin = {
  name: 'zean-packed',
  apply: 'build',
  closeBundle() {
    for (const name of readdirSync(out, { recursive: true, encoding: 'utf8' })) {
      const path = join(out, name);
      if (!['.js', '.css', '.html', '.svg', '.json'].includes(extname(path)) || statSync(path).size < 1024) continue;
      const bytes = readFileSync(path);
      writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
    }
  },
};

/** The shared libraries change rarely: they stay in the browser's cache when only our pages change. */
export default defineConfig({
  root,
  base: '/',
  plugins: [react(), themedPage, packed],
  build: {
    outDir: out,
    emptyOutDir: true,
    target: ['chrome89', 'es2020'],
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      // Our own modules do nothing on import but CSS and the theme sheet, so what a page does not use leaves its chunk.
      treeshake: { moduleSideEffects: (id) => !/\/kernel\/(?!ui\/ui-root)[^?]*\.tsx?$/.test(id) },
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack)[\\/]/, priority: 3 },
            {
              name: 'antd',
              test: /node_modules[\\/](antd|@ant-design[\\/](?!icons)|@rc-component|rc-|dayjs|@emotion)/,
              priority: 2,
            },
          ],
        },
      },
    },
  },
});
