import { describe, expect, test } from 'vitest';
import { problemOfNotification, problemOfRequest } from '../../../server/src/session/messages/params.ts';
import { notifications } from '../../../server/src/session/notifications.ts';
import { operations, requests } from '../../../server/src/session/requests.ts';

const withoutParams = ['initialized', 'nbproject/graph'];

describe('The params of every message that the server takes', () => {
  test.each([...Object.keys(requests), ...Object.keys(operations)].filter((method) => !withoutParams.includes(method)))(
    'Should be looked at before its handler has them: %s',
    (method) => {
      for (const params of [undefined, null, {}, [], 'x', 1])
        expect(problemOfRequest(method, params)).toMatch(/^params/);
    },
  );

  test.each(Object.keys(notifications).filter((method) => !withoutParams.includes(method)))(
    'Should be looked at before its handler has them: %s',
    (method) => {
      for (const params of [undefined, null, [], 'x', 1])
        expect(problemOfNotification(method, params)).toMatch(/^params/);
    },
  );

  test('Should be named by their place where they are wrong', () => {
    const at = (problem: unknown) => problemOfNotification('notebookDocument/didOpen', problem);
    const notebook = { uri: 'file:///a.ipynb', notebookType: 'jupyter-notebook', version: 1, cells: [{ kind: 2 }] };
    expect(at({ notebookDocument: notebook, cellTextDocuments: [] })).toBe(
      'params.notebookDocument.cells[0].document has to be a string.',
    );
    expect(at({ notebookDocument: { ...notebook, cells: {} } })).toBe(
      'params.notebookDocument.cells has to be a list.',
    );
  });
});
