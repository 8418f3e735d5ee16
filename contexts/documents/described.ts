import { answers, choiceInQuery, operation } from '#kernel/server';

const hash = { name: 'sha256', in: 'path', required: true, schema: { type: 'string', pattern: '^[0-9a-f]{64}$' } };

/** Files in the OpenAPI document: no declarations, because their bodies are no JSON. */
export const described = {
  '/api/v1/files/{sha256}': {
    put: operation('documents.put-file', '上传文件', {
      parameters: [hash],
      requestBody: { required: true, content: { 'application/octet-stream': {} } },
      responses: answers('已保存'),
    }),
    get: operation('documents.get-file', '取文件', {
      parameters: [hash, choiceInQuery('size', ['thumb', 'view', 'original'])],
      responses: answers('文件', 'application/octet-stream'),
    }),
  },
};
