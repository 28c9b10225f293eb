import { describe, expect, test } from 'vitest';
import { findDistribution, wellKnownDistribution } from '../../server/src/environment/index.ts';
import { handMadeEnvironment, temporaryFolder, wheel, write } from './disk.ts';
import { findEnvironment, provider } from './machine.ts';

const site = '.venv/lib/python3.11/site-packages';

async function environmentWith(files: Record<string, string>) {
  return findEnvironment({ folder: write(temporaryFolder(), { ...handMadeEnvironment('.venv'), ...files }) });
}

describe('imports of what is installed', () => {
  test('Should come from the distribution that brings the top-level name', async () => {
    const environment = await environmentWith({
      ...wheel(site, 'scikit-learn', '1.5.0', ['sklearn/__init__.py', 'sklearn/svm.py'], { topLevel: 'sklearn' }),
      ...wheel(site, 'attrs', '24.1', ['attr/__init__.py', 'attrs/__init__.py']),
    });
    expect(provider(environment, 'sklearn.svm.SVC')).toBe('sklearn of scikit-learn');
    expect(provider(environment, 'attr')).toBe('attr of attrs');
    expect(findDistribution(environment.packages, 'Scikit_Learn')?.version).toBe('1.5.0');
    expect(findDistribution(environment.packages, 'sklearn')).toBeUndefined();
  });

  test('Should come from what an old builder declares with a path', async () => {
    const environment = await environmentWith(
      wheel(site, 'old', '1', ['outer/inner/__init__.py'], { topLevel: 'outer/inner' }),
    );
    expect(provider(environment, 'outer.inner')).toBe('outer.inner of old');
  });

  test('Should go by the longest prefix in a namespace', async () => {
    const environment = await environmentWith({
      ...wheel(site, 'google-cloud-storage', '2.1', [
        'google/cloud/storage/__init__.py',
        'google/cloud/storage/blob.py',
      ]),
      ...wheel(site, 'google-cloud-core', '2.0', ['google/cloud/_helpers/__init__.py', 'google/cloud/client.py']),
      ...wheel(site, 'google-auth', '2.3', ['google/auth/__init__.py', 'google/oauth2/__init__.py'], {
        topLevel: 'google',
      }),
    });
    expect(provider(environment, 'google.cloud.storage')).toBe('google.cloud.storage of google-cloud-storage');
    expect(provider(environment, 'google.cloud.storage.blob.Blob')).toBe(
      'google.cloud.storage of google-cloud-storage',
    );
    expect(provider(environment, 'google.cloud.client.Client')).toBe('google.cloud.client of google-cloud-core');
    expect(provider(environment, 'google.auth')).toBe('google.auth of google-auth');
    expect(provider(environment, 'google.cloud')).toMatch(
      /^google\.cloud of google-cloud-(core, .*storage|storage, .*core)$/,
    );
    expect(provider(environment, 'google.cloud.bigquery')).toBe('missing, known as google-cloud-bigquery');
  });

  test('Should see a namespace of which only one part is installed', async () => {
    const environment = await environmentWith(
      wheel(site, 'azure-core', '1.30', ['azure/core/__init__.py'], { topLevel: 'azure' }),
    );
    expect(provider(environment, 'azure.core.exceptions')).toBe('azure.core of azure-core');
    expect(provider(environment, 'azure.storage.blob')).toBe('missing, known as azure-storage-blob');
  });

  test('Should see through a namespace of the old kind, whose __init__.py all of its parts install', async () => {
    const environment = await environmentWith({
      ...wheel(site, 'zope.event', '5', ['zope/__init__.py', 'zope/event/__init__.py'], { topLevel: 'zope' }),
      ...wheel(site, 'zope.interface', '6', ['zope/__init__.py', 'zope/interface/__init__.py'], { topLevel: 'zope' }),
    });
    expect(provider(environment, 'zope.interface.verify')).toBe('zope.interface of zope.interface');
  });

  test('Should name every distribution that brings the same package', async () => {
    const environment = await environmentWith({
      ...wheel(site, 'opencv-python', '4.10', ['cv2/__init__.py']),
      ...wheel(site, 'opencv-python-headless', '4.10', ['cv2/__init__.py']),
    });
    expect(provider(environment, 'cv2.aruco')).toMatch(/^cv2 of opencv-python(-headless)?, opencv-python(-headless)?$/);
  });

  test('Should tell a package from what another distribution puts into it', async () => {
    const environment = await environmentWith({
      ...wheel(site, 'host', '1', ['host/__init__.py', 'host/plugins/__init__.py']),
      ...wheel(site, 'guest', '1', ['host/plugins/guest.py']),
    });
    expect(provider(environment, 'host.plugins.other')).toBe('host of host');
    expect(provider(environment, 'host.plugins.guest')).toBe('host.plugins.guest of guest');
  });

  test('Should believe a distribution whose files are not listed', async () => {
    const environment = await environmentWith({
      [`${site}/space-1.dist-info/METADATA`]: 'Name: space\nVersion: 1\n\n',
      [`${site}/space-1.dist-info/top_level.txt`]: 'space\n',
      [`${site}/space/`]: '',
    });
    expect(provider(environment, 'space.somewhere')).toBe('space of space');
  });

  test('Should take the first of two of one name, as the search path has them', async () => {
    const environment = await environmentWith({
      ...wheel(site, 'twice', '1.0', ['twice.py']),
      ...wheel(`${site}/later`, 'Twice', '2.0', ['twice.py']),
      [`${site}/later.pth`]: 'later\n',
    });
    expect(findDistribution(environment.packages, 'TWICE')?.version).toBe('1.0');
    expect(environment.packages.distributions.map((one) => one.version)).toEqual(['1.0', '2.0']);
    expect(provider(environment, 'twice')).toBe('twice of twice');
  });
});

describe('imports of what no distribution brings', () => {
  test('Should find a module that merely lies on the search path', async () => {
    const environment = await environmentWith({ [`${site}/loose.py`]: '', [`${site}/folder/__init__.py`]: '' });
    expect(provider(environment, 'loose')).toBe('loose');
    expect(provider(environment, 'folder.inner')).toBe('loose');
  });

  test('Should know an editable install by the folder that its .pth file leads to', async () => {
    const folder = temporaryFolder();
    const info = `${site}/flat_project-1.dist-info`;
    write(folder, {
      ...handMadeEnvironment('.venv'),
      'project/src/flat/__init__.py': '',
      [`${site}/_flat_project.pth`]: `${folder}/project/src\n`,
      [`${info}/METADATA`]: 'Name: flat-project\nVersion: 1\n\n',
      [`${info}/RECORD`]: '_flat_project.pth,,\n',
      [`${info}/direct_url.json`]: JSON.stringify({ url: `file://${folder}/project`, dir_info: { editable: true } }),
    });
    expect(provider(await findEnvironment({ folder }), 'flat.roads')).toBe('flat of flat-project');
  });

  test('Should name the distribution to install', async () => {
    const environment = await environmentWith({});
    expect(provider(environment, 'sklearn.svm')).toBe('missing, known as scikit-learn');
    expect(provider(environment, 'mpl_toolkits.basemap')).toBe('missing, known as basemap');
    expect(provider(environment, 'numpy.linalg')).toBe('missing, perhaps numpy');
  });
});

describe('the table of well-known names', () => {
  test.each([
    ['cv2', 'opencv-python'],
    ['PIL.Image', 'Pillow'],
    ['yaml', 'PyYAML'],
    ['bs4', 'beautifulsoup4'],
    ['skimage', 'scikit-image'],
    ['dateutil.parser', 'python-dateutil'],
    ['Bio.Seq', 'biopython'],
    ['google.cloud.storage', 'google-cloud-storage'],
    ['google.protobuf.message', 'protobuf'],
    ['mpl_toolkits.mplot3d', 'matplotlib'],
    ['IPython.display', undefined],
    ['numpy', undefined],
  ])('Should know %s as %s', (name, distribution) => {
    expect(wellKnownDistribution(name.split('.'))).toBe(distribution);
  });
});
