import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { firstScript, packed, renderBuiltUrl, target, themedPage } from '../screen/screen.config.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const out = fileURLToPath(new URL('../../dist/desk', import.meta.url));

/** The shared libraries change rarely: they stay in the browser's cache when only our pages change. */
export default defineConfig({
  root,
  base: '/',
  experimental: { renderBuiltUrl },
  plugins: [react(), themedPage, firstScript('/'), packed(out)],
  build: {
    outDir: out,
    emptyOutDir: true,
    target,
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
