import { expect, test } from 'vitest';
import { budgets } from './budgets.ts';
import { filesOf, npmPackages } from './packed.ts';
import { extension, extensionPacked } from './packedExtension.ts';

test('Should weigh no more than what budgets.ts allows, which says what to do', () => {
  const built = filesOf('server/dist');
  const bytes: Record<keyof typeof budgets, number> = {
    'npm package, packed': npmPackages.server.packed,
    'npm package, unpacked': npmPackages.server.unpacked,
    'what answers initialize (nbproject-language-server.cjs, jsonrpc.cjs)':
      built.get('nbproject-language-server.cjs')! + built.get('jsonrpc.cjs')!,
    'the rest of the server (programSession.cjs)': built.get('programSession.cjs')!,
    'the command line (nbls.cjs)': built.get('nbls.cjs')!,
    'VS Code extension, packed': extensionPacked,
    'VS Code extension, unpacked': sum(Object.values(extension).map(({ length }) => length)),
    'VS Code extension, its own code (extension.cjs)': extension['extension/dist/extension.cjs']!.length,
    'Neovim plugin': sum(filesOf('clients/nvim').values()),
    'Emacs package': sum(filesOf('clients/emacs').values()),
  };
  const rows = Object.entries(budgets).map(([what, budget]) => {
    const weight = Math.round(bytes[what as keyof typeof budgets] / 1000);
    return { what, weight, budget };
  });
  process.stdout.write(
    `weights:\n${rows.map(({ what, weight, budget }) => `  ${what}: ${weight} kB of ${budget}\n`).join('')}`,
  );
  expect(rows.filter(({ weight, budget }) => !(weight <= budget))).toEqual([]);
});

function sum(sizes: Iterable<number>): number {
  return [...sizes].reduce((total, size) => total + size, 0);
}
