import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { colour, cssVariables, face } from '../../kernel/ui/theme.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const out = fileURLToPath(new URL('../../dist/field', import.meta.url));

/** The theme goes into the page itself: it reads well before any script, and no colour stands twice. */
const themedPage: Plugin = {
  name: 'zean-themed-page',
  transformIndexHtml: (page) => ({
    html: page.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
      name === 'face' ? face.replaceAll("'", '') : ((colour as Record<string, string>)[name] ?? whole),
    ),
    tags: [{ tag: 'style', children: cssVariables(), injectTo: 'head-prepend' }],
  }),
};

/** Writes .gz and .br beside every text file, so that the server never compresses a static answer. The worker stays as it is. */
const packed: Plugin = {
  name: 'zean-packed',
  apply: 'build',
  enforce: 'post',
  closeBundle() {
    for (const name of readdirSync(out, { recursive: true, encoding: 'utf8' })) {
      const path = join(out, name);
      if (
        !['.js', '.css', '.html', '.svg', '.json'].includes(extname(path)) ||
        name === 'sw.js' ||
        statSync(path).size < 1024
      )
        continue;
      const bytes = readFileSync(path);
      writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
    }
  },
};

const pwa = VitePWA({
  strategies: 'injectManifest',
  srcDir: '.',
  filename: 'sw.ts',
  injectRegister: false,
  // Only this app: the desk's files have no business on a phone.
  injectManifest: {
    globPatterns: ['**/*.{js,css,html,png,webmanifest}'],
    globIgnores: ['sw.js'],
    minify: true,
    target: 'es2020',
  },
  manifest: {
    name: '泽安 · 现场',
    short_name: '泽安',
    description: '隐患随手上报、整改、复查，没有网络也能用',
    lang: 'zh-CN',
    start_url: '/field/',
    scope: '/field/',
    display: 'standalone',
    orientation: 'portrait',
    theme_color: colour.paper,
    background_color: colour.ground,
    icons: [
      { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: 'icon-mask-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  },
});

export default defineConfig({
  root,
  base: '/field/',
  plugins: [react(), themedPage, pwa, packed],
  build: {
    outDir: out,
    emptyOutDir: true,
    target: ['chrome89', 'es2020', 'safari14'],
    chunkSizeWarningLimit: 900,
    // Our own modules do nothing on import but CSS: what the phone does not use of kernel/ui leaves its bundle.
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !/\/kernel\/[^?]*\.tsx?$/.test(id) } },
  },
});
