import { answers, choiceInQuery, operation, textSchema, XLSX_TYPE } from '#kernel/server';

const ledgers = choiceInQuery('ledger', ['enterprises', 'people']);

/** Workbooks in and out and the county's outline in the OpenAPI document: no declarations, because they carry files. */
export const described = {
  '/api/v1/registry/outline': {
    get: operation('registry.outline', '县界与范围', { responses: answers('县界（GeoJSON，没有时为空）与经纬度范围') }),
  },
  '/api/v1/registry/template.xlsx': {
    get: operation('registry.template', '导入模板', { parameters: [ledgers], responses: answers('模板', XLSX_TYPE) }),
  },
  '/api/v1/registry/import-check': {
    post: operation('registry.import-check', '核对导入文件', {
      parameters: [
        ledgers,
        { name: 'sheet', in: 'query', required: false, description: '读哪个工作表', schema: textSchema },
      ],
      requestBody: { required: true, content: { [XLSX_TYPE]: {}, 'text/csv': {} } },
      responses: answers('核对结果'),
    }),
  },
  '/api/v1/registry/import-problems.xlsx': {
    get: operation('registry.import-problems', '未通过的行', {
      parameters: [
        { name: 'check', in: 'query', required: true, schema: textSchema },
        { name: 'all', in: 'query', required: false, description: '1 为整张表，出错的单元格标红', schema: textSchema },
      ],
      responses: answers('未通过的行', XLSX_TYPE),
    }),
  },
};
