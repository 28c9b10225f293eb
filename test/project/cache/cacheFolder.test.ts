import { describe, expect, test } from 'vitest';
import { cacheFolder } from '../../../server/src/project/cache/index.ts';

type Given = Parameters<typeof cacheFolder>[0];

function machine(platform: Given['platform'], environmentVariables: Given['environmentVariables'] = {}): Given {
  return { platform, home: '/home/ada', environmentVariables };
}

describe('What can be made again is kept', () => {
  test.each<[string, Given, string]>([
    ['in ~/.cache', machine('linux'), '/home/ada/.cache/nbproject'],
    ['in ~/Library/Caches on macOS', machine('darwin'), '/home/ada/Library/Caches/nbproject'],
    ['in LOCALAPPDATA on Windows', machine('win32', { LOCALAPPDATA: '/local' }), '/local/nbproject/Cache'],
    ['where LOCALAPPDATA is, if it is not said', machine('win32'), '/home/ada/AppData/Local/nbproject/Cache'],
    ['where XDG_CACHE_HOME says', machine('linux', { XDG_CACHE_HOME: '/fast' }), '/fast/nbproject'],
    ['as ever, if that is no absolute path', machine('linux', { XDG_CACHE_HOME: 'x' }), '/home/ada/.cache/nbproject'],
  ])('%s', (_, given, folder) => expect(cacheFolder(given)).toBe(folder));
});
