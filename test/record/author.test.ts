import { expect, test } from 'vitest';
import { type AuthorSources, findAuthor } from '../../server/src/record/index.ts';

const nobody: AuthorSources = {
  settings: {},
  laminSettings: async () => undefined,
  gitConfigurations: async () => [],
};

test('Should take the settings before all else', async () => {
  const author = await findAuthor({
    ...nobody,
    settings: { name: 'Ada' },
    gitConfigurations: async () => ['[user]\nname = Other'],
  });
  expect(author).toEqual({ handle: null, id: null, name: 'Ada' });
});

test('Should read the user of lamin', async () => {
  const laminSettings = async () =>
    'lamin_user_email=a@b.c\nlamin_user_handle=ada\nlamin_user_uid="DzTjkKse"\nlamin_user_name=null\n';
  expect(await findAuthor({ ...nobody, laminSettings })).toEqual({ handle: 'ada', id: 'DzTjkKse', name: null });
});

test('Should not take the next line of lamin for a value that is empty', async () => {
  const laminSettings = async () => 'lamin_user_handle=\r\nlamin_user_name= Ada \r\n';
  expect(await findAuthor({ ...nobody, laminSettings })).toEqual({ handle: null, id: null, name: 'Ada' });
});

test.each([
  ['[user]\n\tname = Ada Lovelace\n\temail = a@b.c', 'Ada Lovelace'],
  ['[core]\nname = no\n[User]\n  NAME = "Ada \\"L\\"" ; comment', 'Ada "L"'],
  ['[user "work"]\nname = no\n[user]\nname = Ada # comment', 'Ada'],
])('Should read the name that git has: %j', async (configuration, name) => {
  const author = await findAuthor({
    ...nobody,
    gitConfigurations: async () => ['[user]\nname = First', configuration],
  });
  expect(author).toEqual({ handle: null, id: null, name });
});

test('Should know nobody where nothing says who', async () => {
  expect(await findAuthor({ ...nobody, gitConfigurations: async () => ['[user]\nemail = a@b.c'] })).toBeUndefined();
});
