import { describe, expect, test } from 'vitest';
import { framed, RawClient } from '../../support/rawClient.ts';

const answered = (code: number) => ({ jsonrpc: '2.0', id: null, error: { code, message: expect.any(String) } });
const header = (id: unknown) => ({
  jsonrpc: '2.0',
  id,
  method: 'nbproject/header',
  params: { uri: 'file:///no.ipynb' },
});

describe('What is no message of JSON-RPC', () => {
  test.each<[string, string, number]>([
    ['no JSON', '{"jsonrpc": "2.0", "id": 1, ', -32700],
    ['nothing', '', -32700],
    ['a number', '7', -32600],
    ['null', 'null', -32600],
    ['a batch', JSON.stringify([header(1), header(2)]), -32600],
    ['an empty batch', '[]', -32600],
    ['no method and no id', '{"jsonrpc": "2.0"}', -32600],
    ['a method that is a number', '{"jsonrpc": "2.0", "method": 1}', -32600],
    ['an id that is an object', JSON.stringify(header({})), -32600],
    ['an id that is null', JSON.stringify(header(null)), -32600],
    ['an id that is true', JSON.stringify(header(true)), -32600],
  ])('Should be answered without an id, and not hinder what follows: %s', async (_, body, code) => {
    const client = await RawClient.start();
    client.write(framed(body));
    client.send(header(1));
    await client.answersTo(1);
    expect(await client.answersTo(null)).toEqual([answered(code)]);
  });

  test('Should be answered with its id where it has one', async () => {
    const client = await RawClient.start();
    client.send({ jsonrpc: '2.0', id: 3, method: {} });
    expect(await client.answersTo(3)).toMatchObject([{ error: { code: -32600 } }]);
  });

  test.each([[{}], [{ id: {} }], [null], [{ id: null }], [{ id: 77 }], [{ id: 'start' }], [[1]], ['x']])(
    'Should be left alone where it cancels nothing: %j',
    async (params) => {
      const client = await RawClient.start();
      client.send({ jsonrpc: '2.0', method: '$/cancelRequest', params });
      client.send(header(1));
      expect(await client.answersTo(1)).toEqual([{ jsonrpc: '2.0', id: 1, result: null }]);
      expect(client.complaints).toEqual([]);
    },
  );

  test.each([
    [{ id: 99, result: 1 }],
    [{ id: 99 }],
    [{ id: null, error: { code: 1, message: '' } }],
    [{ id: 'x', error: true }],
  ])('Should be left alone where it answers what was never asked: %j', async (answer) => {
    const client = await RawClient.start();
    client.send({ jsonrpc: '2.0', ...answer });
    client.send(header(1));
    expect(await client.answersTo(1)).toHaveLength(1);
    expect(await client.received.filter(({ error }) => error)).toEqual([]);
  });
});

describe('Requests', () => {
  test('Should each be answered, whatever their ids: numbers, texts, and one of another request', async () => {
    const client = await RawClient.start();
    const ids = [1, '1', -1, 0, 1.5, '', 'é', 2 ** 53, '__proto__'];
    for (const id of [...ids, 7, 7, 7]) client.send(header(id));
    for (const id of ids) expect(await client.answersTo(id)).toEqual([{ jsonrpc: '2.0', id, result: null }]);
    expect(await client.answersTo(7, 3)).toHaveLength(3);
  });

  test('Should have the answer that nobody wants it where they are cancelled before their turn', async () => {
    const client = await RawClient.start();
    client.write(
      Buffer.concat(
        [header(1), header(2), { jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 2 } }].map((message) =>
          framed(JSON.stringify(message)),
        ),
      ),
    );
    expect(await client.answersTo(1)).toMatchObject([{ result: null }]);
    expect(await client.answersTo(2)).toMatchObject([{ error: { code: -32800 } }]);
  });
});

describe('Bytes that nobody can read', () => {
  test('Should end the server, which says why', async () => {
    const client = await RawClient.start();
    client.write('Content-Length: 2\n\n{}');
    expect(await client.exited).toBe(1);
    expect(client.complaints).toEqual([expect.stringContaining('Expected "Content-Length: …" in front of a message')]);
  });
});
