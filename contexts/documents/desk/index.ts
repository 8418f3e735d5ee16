import FileProtectOutlined from '@ant-design/icons/es/icons/FileProtectOutlined';
import type { DeskModule, Values } from '#kernel/ui';

/** What is wrong with a photo's original, for pages that draw photos. */
export { damageWords } from '../domain/words.ts';

/** Photos chosen at a desk come from a folder, never straight from the camera: the record says so. */
export const photosSent = (values: Values): Values =>
  Array.isArray(values.photos)
    ? { ...values, photos: (values.photos as string[]).map((sha256) => ({ sha256, fromAlbum: true })) }
    : values;

/** Evidence files (证据文件): whether they still are what came in. */
export const desk: DeskModule = {
  menu: [
    {
      title: '证据核验',
      icon: FileProtectOutlined,
      path: '/evidence',
      needs: 'documents.integrity',
      order: 94,
      group: 'system',
    },
  ],
  routes: [
    { path: '/evidence', title: '证据核验', page: () => import('./Integrity.tsx'), needs: 'documents.integrity' },
  ],
};
