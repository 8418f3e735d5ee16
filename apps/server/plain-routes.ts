/**
 * The routes that are no declarations, for the OpenAPI document: sessions (there is no actor yet), files (no JSON body), public
 * pages (no account). A test compares this list with what the application really mounts.
 */
const refused = {
  default: {
    description: '拒办',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Refused' } } },
  },
};
const answers = (description: string, type = 'application/json') => ({
  200: { description, content: { [type]: {} } },
  ...refused,
});
const operation = (operationId: string, summary: string, more: object = {}) => ({
  operationId,
  summary,
  tags: [operationId.split('.')[0]],
  ...more,
});
const bodyOf = (properties: object, required: string[]) => ({
  requestBody: {
    required: true,
    content: { 'application/json': { schema: { type: 'object', required, properties } } },
  },
});
const text = { type: 'string' };
const inQuery = (name: string, values: string[]) => ({
  name,
  in: 'query',
  required: false,
  schema: { type: 'string', enum: values },
});
const hash = { name: 'sha256', in: 'path', required: true, schema: { type: 'string', pattern: '^[0-9a-f]{64}$' } };
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const rule = { name: 'rule', in: 'path', required: true, schema: text };
const ledgers = inQuery('ledger', ['enterprises', 'people']);

export const plainRoutes: Readonly<Record<string, unknown>> = {
  '/api/v1/access/sign-in': {
    post: operation('access.sign-in', '登录', {
      ...bodyOf({ account: text, password: text, code: text, room: { enum: ['desk', 'field'] } }, [
        'account',
        'password',
      ]),
      responses: answers('已登录'),
    }),
  },
  '/api/v1/access/sign-out': { post: operation('access.sign-out', '退出', { responses: answers('已退出') }) },
  '/api/v1/access/me': { get: operation('access.me', '我是谁、能办什么', { responses: answers('当前会话') }) },
  '/api/v1/access/accept-invitation': {
    post: operation('access.accept-invitation', '用一次性链接设置口令', {
      ...bodyOf({ token: text, password: text }, ['token', 'password']),
      responses: answers('已设置'),
    }),
  },
  '/api/v1/files/{sha256}': {
    put: operation('documents.put-file', '上传文件', {
      parameters: [hash],
      requestBody: { required: true, content: { 'application/octet-stream': {} } },
      responses: answers('已保存'),
    }),
    get: operation('documents.get-file', '取文件', {
      parameters: [hash, inQuery('size', ['thumb', 'view', 'original'])],
      responses: answers('文件', 'application/octet-stream'),
    }),
  },
  '/api/v1/registry/template.xlsx': {
    get: operation('registry.template', '导入模板', { parameters: [ledgers], responses: answers('模板', XLSX) }),
  },
  '/api/v1/registry/import-check': {
    post: operation('registry.import-check', '核对导入文件', {
      parameters: [ledgers],
      requestBody: { required: true, content: { [XLSX]: {} } },
      responses: answers('核对结果'),
    }),
  },
  '/api/v1/registry/import-problems.xlsx': {
    get: operation('registry.import-problems', '未通过的行', {
      parameters: [{ name: 'check', in: 'query', required: true, schema: text }],
      responses: answers('未通过的行', XLSX),
    }),
  },
  '/api/v1/law/rules': { get: operation('law.rules', '规则清单', { responses: answers('规则') }) },
  '/api/v1/law/rules/{rule}/schema': {
    get: operation('law.rule-schema', '规则的输入', { parameters: [rule], responses: answers('JSON Schema') }),
  },
  '/api/v1/law/rules/{rule}/eval': {
    post: operation('law.rule-eval', '按某日的法律计算', {
      parameters: [rule, { name: 'on', in: 'query', required: true, schema: { type: 'string', format: 'date' } }],
      requestBody: { required: true, content: { 'application/json': {} } },
      responses: answers('结果、过程、依据、核实程度'),
    }),
  },
  '/open/progress.json': { get: operation('open.progress', '公开的任务进展', { responses: answers('公开内容') }) },
  '/open/checkpoints.json': { get: operation('open.checkpoints', '日志检查点', { responses: answers('检查点') }) },
  '/open/feed.xml': {
    get: operation('open.feed', '公开内容更新', { responses: answers('订阅', 'application/atom+xml') }),
  },
  '/healthz': {
    get: operation('health.ready', '是否就绪', {
      responses: { 200: { description: '就绪' }, 503: { description: '未就绪' } },
    }),
  },
};
