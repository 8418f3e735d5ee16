import { answers, operation, textSchema } from '#kernel/server';

const rule = { name: 'rule', in: 'path', required: true, schema: textSchema };

/** The calculators in the OpenAPI document: no declarations, because they need no account. */
export const described = {
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
};
