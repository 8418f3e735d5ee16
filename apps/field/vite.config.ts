import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { colour, cssVariables } from '../../kernel/ui/theme.ts';
import { firstScript, packed, renderBuiltUrl, target, themedPage } from '../screen/screen.config.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const out = fileURLToPath(new URL('../../dist/field', import.meta.url));

/** The theme's variables go into the page itself, which has no stylesheet of its own for them. */
const variables: Plugin = {
  name: 'zean-variables',
  transformIndexHtml: () => [{ tag: 'style', children: cssVariables(), injectTo: 'head-prepend' }],
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
    // Both from where the manifest itself stands.
    start_url: './',
    scope: './',
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
  experimental: { renderBuiltUrl },
  plugins: [react(), variables, themedPage, firstScript('/field/'), pwa, packed(out)],
  build: {
    outDir: out,
    emptyOutDir: true,
    target,
    chunkSizeWarningLimit: 900,
    // Our own modules do nothing on import but CSS: what the phone does not use of kernel/ui leaves its bundle.
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !/\/kernel\/[^?]*\.tsx?$/.test(id) } },
  },
});
