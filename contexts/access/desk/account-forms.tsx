import { type ActField, type ActForm, type Me, type Option, PickOf, townOptions, type Values } from '#kernel/ui';
import { isInEnterprise, isInTown, type Role, roleWords } from '../domain/words.ts';
import type { AccountRow } from '../ledgers.ts';
import type { ToldOnce } from './answers.ts';

/** 岗位 as choices. */
export const roleOptions: readonly Option[] = Object.entries(roleWords).map(([value, label]) => ({ value, label }));

const role = (v: Values) => v.role as Role;
const officers: readonly unknown[] = ['county-officer', 'town-lead', 'town-officer'];

/** Fields of a person and his post; an enterprise's manager keeps workers of his own enterprise only. */
function personFields(me: Me, enterpriseName?: string | null): ActField[] {
  const name: ActField = { place: 'name', title: '姓名', kind: 'text', need: true, max: 40 };
  const phone: ActField = { place: 'phone', title: '手机号', kind: 'text', max: 20 };
  if (me.actor.scope === 'enterprise') return [name, phone];
  const when = (test: (v: Values) => boolean) => ({ need: test, show: test });
  return [
    name,
    { place: 'role', title: '岗位', kind: 'choice', options: roleOptions, need: true },
    {
      place: 'town',
      title: '镇',
      kind: 'choice',
      options: townOptions(me),
      ...when((v) => isInTown(role(v))),
    },
    {
      place: 'enterprise',
      title: '企业',
      kind: 'custom',
      render: (value, change) => (
        // By what it is called, because this context stands left of the registry.
        <PickOf
          of="enterprise"
          value={value as string | undefined}
          name={enterpriseName ?? undefined}
          change={change}
          nothing={(asked) => `没有叫“${asked}”的企业，请先在“企业台账”中登记`}
        />
      ),
      ...when((v) => isInEnterprise(role(v))),
    },
    {
      place: 'agency',
      title: '中介机构',
      kind: 'custom',
      render: (value, change) => <PickOf of="agency" value={value as string | undefined} change={change} />,
      hint: '从已登记的中介机构中选择',
      ...when((v) => v.role === 'agency'),
    },
    phone,
    {
      place: 'certificateNumber',
      title: '执法证号',
      kind: 'text',
      max: 40,
      show: (v) => officers.includes(v.role),
    },
  ];
}

/** How the person first gets in. A link is the county's to give: whoever holds it sets the password. */
function handing(me: Me): ActField[] {
  if (me.actor.scope === 'enterprise') return [];
  return [
    {
      place: 'how',
      title: '怎样交给本人',
      kind: 'choice',
      options: [
        { value: 'link', label: '一次性链接' },
        { value: 'password', label: '随机初始密码' },
      ],
      need: true,
    },
  ];
}
const handed = ({ how, ...rest }: Values): Values => (how === 'link' ? { ...rest, link: true } : rest);

/** 新建用户. */
export function createForm(me: Me): ActForm<ToldOnce> {
  const ofEnterprise = me.actor.scope === 'enterprise';
  return {
    name: 'access.create-account',
    title: '新建用户',
    submit: '建立账号',
    start: { how: 'link' },
    fields: [
      {
        place: 'account',
        title: '账号',
        kind: 'text',
        need: true,
        max: 40,
        hint: '登录用，2–40 个字母、数字；账号人人可见，勿用手机号、身份证号',
      },
      ...personFields(me),
      ...handing(me),
    ],
    shape: (v) => ({ ...(ofEnterprise ? { role: 'worker' } : {}), ...handed(v) }),
    said: () => '账号已建立',
  };
}

/** 重置密码. */
export const resetForm = (me: Me, row: AccountRow): ActForm<ToldOnce> => ({
  name: 'access.reset-password',
  title: '重置密码',
  given: { id: row.id, version: row.version },
  start: { how: 'link' },
  fields: handing(me),
  intro: `${row.name}（${row.account}）的现密码和登录立即失效${row.secondFactor ? '，动态口令照旧' : ''}。`,
  shape: handed,
  said: () => '密码已重置，原有登录全部失效',
});

/** The other acts on an account, in the order they are offered; what fits is in the row's `can`. */
export function accountForms(me: Me, row: AccountRow): ActForm[] {
  const who = `${row.name}（${row.account}）`;
  const given = { id: row.id, version: row.version };
  const plain = (name: string, title: string, intro: string, said: string): ActForm => ({
    name,
    title,
    given,
    fields: [],
    intro,
    said: () => said,
  });
  return [
    {
      name: 'access.change-account',
      title: '修改资料',
      submit: '保存',
      given,
      start: {
        name: row.name,
        role: row.role,
        town: row.town ?? undefined,
        enterprise: row.enterprise ?? undefined,
        phone: row.phone ?? undefined,
        certificateNumber: row.certificateNumber ?? undefined,
      },
      fields: personFields(me, row.enterpriseName),
      said: () => '已保存，本人下次操作即按新资料办理',
    },
    ...(row.state === 'locked'
      ? [plain('access.unlock-account', '解除锁定', `${who}可立即再试登录，不必等锁定到时。`, '已解除锁定')]
      : []),
    plain('access.end-sessions', '结束登录', `${who}在所有设备上的登录将立即失效，本人可重新登录。`, '已结束全部登录'),
    plain(
      'access.remove-totp',
      '停用动态口令',
      `用于${who}手机丢失或换机。请先核实是本人；停用后其登录立即失效，下次登录须重新登记。`,
      '动态口令已停用',
    ),
    plain('access.enable-account', '启用账号', `${who}可以重新登录，岗位和资料不变。`, '账号已启用'),
    {
      name: 'access.disable-account',
      title: '停用账号',
      given,
      danger: true,
      fields: [
        {
          place: 'reason',
          title: '停用原因',
          kind: 'lines',
          need: true,
          max: 200,
          phrases: ['调离岗位', '退休', '离职'],
        },
      ],
      intro: '停用后本人不能再登录；以往办理记录保留，姓名不变。',
      said: () => '账号已停用',
    },
  ];
}
