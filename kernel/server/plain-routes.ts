/** Pieces of the descriptions of routes that are no declarations (`Routes.described`): OpenAPI 3.1 as plain values. */
const refused = {
  default: {
    description: '拒办',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Refused' } } },
  },
};

/** The answer of a route, and that it may refuse. */
export const answers = (description: string, type = 'application/json') => ({
  200: { description, content: { [type]: {} } },
  ...refused,
});

/** One operation, tagged by the context in its name. */
export const operation = (operationId: string, summary: string, more: object = {}) => ({
  operationId,
  summary,
  tags: [operationId.split('.')[0]],
  ...more,
});

/** A JSON body with these properties. */
export const bodyOf = (properties: object, required: string[]) => ({
  requestBody: {
    required: true,
    content: { 'application/json': { schema: { type: 'object', required, properties } } },
  },
});

/** A text in a body or an address. */
export const textSchema = { type: 'string' };

/** A choice in the address. */
export const choiceInQuery = (name: string, values: readonly string[]) => ({
  name,
  in: 'query',
  required: false,
  schema: { type: 'string', enum: values },
});

/** Content type of a workbook. */
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
