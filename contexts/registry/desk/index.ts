import ApartmentOutlined from '@ant-design/icons/es/icons/ApartmentOutlined';
import AuditOutlined from '@ant-design/icons/es/icons/AuditOutlined';
import BankOutlined from '@ant-design/icons/es/icons/BankOutlined';
import EnvironmentOutlined from '@ant-design/icons/es/icons/EnvironmentOutlined';
import IdcardOutlined from '@ant-design/icons/es/icons/IdcardOutlined';
import ImportOutlined from '@ant-design/icons/es/icons/ImportOutlined';
import SolutionOutlined from '@ant-design/icons/es/icons/SolutionOutlined';
import TeamOutlined from '@ant-design/icons/es/icons/TeamOutlined';
import type { DeskModule } from '#kernel/ui';

/** Words of sector and flag, for screens of other contexts that show an enterprise's. */
export { flagWords, positionWords, sectorWords } from '../domain/words.ts';
export { enterpriseSection, type SectionProps } from './sections.ts';

const group = 'registry';
const roster = 'rosters';

/** Enterprises, who supervises them, people, the county map, imports. Eager, so it loads nothing but icons. */
export const desk: DeskModule = {
  menu: [
    {
      title: '企业台账',
      icon: ApartmentOutlined,
      path: '/enterprises',
      needs: 'registry.enterprises',
      order: 30,
      group,
    },
    { title: '监管责任', icon: AuditOutlined, path: '/supervision', needs: 'registry.supervisions', order: 31, group },
    { title: '人员台账', icon: TeamOutlined, path: '/people', needs: 'registry.people', order: 32, group },
    { title: '一张图', icon: EnvironmentOutlined, path: '/map', needs: 'registry.map', order: 33, group },
    {
      title: '监管人员',
      icon: IdcardOutlined,
      path: '/officers',
      needs: 'registry.officers',
      order: 60,
      group: roster,
    },
    { title: '中介机构', icon: BankOutlined, path: '/agencies', needs: 'registry.agencies', order: 61, group: roster },
    { title: '专家', icon: SolutionOutlined, path: '/experts', needs: 'registry.experts', order: 62, group: roster },
    { title: '台账导入', icon: ImportOutlined, path: '/import', needs: 'registry.import', order: 63, group: roster },
  ],
  records: [{ kind: 'enterprise', title: '企业', path: (id) => `/enterprises/${id}`, needs: 'registry.enterprise' }],
  routes: [
    { path: '/enterprises', title: '企业台账', page: () => import('./Enterprises.tsx'), needs: 'registry.enterprises' },
    {
      path: '/enterprises/$id',
      title: '一企一档',
      page: () => import('./Enterprise.tsx'),
      needs: 'registry.enterprise',
    },
    {
      path: '/supervision',
      title: '监管责任',
      page: () => import('./Supervision.tsx'),
      needs: 'registry.supervisions',
    },
    { path: '/supervision/gaps', title: '监管责任缺口', page: () => import('./Gaps.tsx'), needs: 'registry.gaps' },
    { path: '/people', title: '人员台账', page: () => import('./People.tsx'), needs: 'registry.people' },
    { path: '/map', title: '一张图', page: () => import('./CountyMap.tsx'), needs: 'registry.map' },
    { path: '/officers', title: '监管人员', page: () => import('./Officers.tsx'), needs: 'registry.officers' },
    { path: '/agencies', title: '中介机构', page: () => import('./Agencies.tsx'), needs: 'registry.agencies' },
    { path: '/experts', title: '专家', page: () => import('./Experts.tsx'), needs: 'registry.experts' },
    { path: '/import', title: '台账导入', page: () => import('./Import.tsx'), needs: 'registry.import' },
    { path: '/import/history', title: '导入批次', page: () => import('./Imports.tsx'), needs: 'registry.imports' },
  ],
  picks: [
    { of: 'enterprise', pick: () => import('./EnterprisePick.tsx'), needs: 'registry.search' },
    { of: 'agency', pick: () => import('./AgencyPick.tsx'), needs: 'registry.agencies' },
  ],
  finds: [{ what: '企业', by: '企业名称、拼音首字母或信用代码', needs: 'registry.search', order: 10 }],
};
