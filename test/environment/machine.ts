import {
  createEnvironments,
  type Environment,
  type EnvironmentQuery,
  findProvider,
  type Machine,
  type Provider,
} from '../../server/src/environment/index.ts';

/** A Linux machine without a home, without variables, on which running anything fails the test. */
export function machine(changes: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    home: '/nowhere/home',
    environmentVariables: {},
    run: (program) => Promise.reject(new Error(`It ran ${program.file}`)),
    ...changes,
  };
}

export async function find(query: Partial<EnvironmentQuery> & { folder: string }, on: Machine = machine()) {
  return createEnvironments(on).find({ workspaceFolders: [query.folder], ...query });
}

/** The environment that is found; the test fails where there is none. */
export async function findEnvironment(
  query: Partial<EnvironmentQuery> & { folder: string },
  on: Machine = machine(),
): Promise<Environment> {
  const { environment, passedOver } = await find(query, on);
  if (!environment) throw new Error(`No environment was found: ${passedOver.join('; ')}`);
  return environment;
}

/** What brings `import a.b.c`: "name version" of the distributions, or what kind of answer it is. */
export function provider(environment: Environment, dottedImport: string): string {
  const found: Provider = findProvider(environment.packages, dottedImport.split('.'));
  switch (found.kind) {
    case 'installed':
      return `${found.prefix} of ${found.distributions.map((one) => one.name).join(', ')}`;
    case 'loose':
      return 'loose';
    case 'missing':
      return `missing, ${found.isWellKnown ? 'known as' : 'perhaps'} ${found.distribution}`;
  }
}
