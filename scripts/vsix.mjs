// Writes an extension of VS Code as one file: a zip with the extension's folder, and what an installer reads of it (the Open Packaging
// Conventions, as vsce writes them).
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';

/** The folder holds a package.json and every file that it needs, and nothing else. Gives the size in bytes. */
export function writeVsix(folder, file) {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
  const encoded = (text) => new TextEncoder().encode(text);
  const zip = zipSync(
    {
      'extension.vsixmanifest': encoded(vsixManifest(manifest, files)),
      '[Content_Types].xml': encoded(contentTypes(files)),
      ...Object.fromEntries(files.map((name) => [`extension/${name}`, readFileSync(path.join(folder, name))])),
    },
    // The same input gives the same bytes.
    { level: 9, mtime: new Date(1980, 0, 1) },
  );
  writeFileSync(file, zip);
  return zip.length;
}

function vsixManifest(manifest, files) {
  const { name, publisher, version, displayName = name, description = '', categories = [], keywords = [] } = manifest;
  const { engines, extensionKind = [], icon } = manifest;
  const properties = {
    'Microsoft.VisualStudio.Code.Engine': engines.vscode,
    'Microsoft.VisualStudio.Code.ExtensionKind': extensionKind.join(','),
    'Microsoft.VisualStudio.Services.GitHubFlavoredMarkdown': 'true',
  };
  const assets = [
    ['Microsoft.VisualStudio.Code.Manifest', 'package.json'],
    ['Microsoft.VisualStudio.Services.Content.Details', 'README.md'],
    ['Microsoft.VisualStudio.Services.Content.Changelog', 'CHANGELOG.md'],
    ['Microsoft.VisualStudio.Services.Content.License', 'LICENSE'],
    ['Microsoft.VisualStudio.Services.Icons.Default', icon],
  ].filter(([, name]) => files.includes(name));
  const at = (name) => `extension/${name}`;
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${name}" Version="${version}" Publisher="${publisher}"/>
    <DisplayName>${escaped(displayName)}</DisplayName>
    <Description xml:space="preserve">${escaped(description)}</Description>
    <Tags>${escaped(keywords.join(','))}</Tags>
    <Categories>${escaped(categories.join(','))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <Properties>
${Object.entries(properties)
  .map(([id, value]) => `      <Property Id="${id}" Value="${escaped(value)}"/>`)
  .join('\n')}
    </Properties>${files.includes('LICENSE') ? `\n    <License>${at('LICENSE')}</License>` : ''}${icon ? `\n    <Icon>${at(icon)}</Icon>` : ''}
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
${assets.map(([type, name]) => `    <Asset Type="${type}" Path="${at(name)}" Addressable="true"/>`).join('\n')}
  </Assets>
</PackageManifest>
`;
}

/** By ending; a file without one is named. */
function contentTypes(files) {
  const endings = new Set(['vsixmanifest', ...files.map((name) => path.posix.extname(name).slice(1))]);
  const bare = files.filter((name) => path.posix.extname(name) === '');
  return `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
${[...endings]
  .filter((ending) => ending !== '')
  .map((ending) => `  <Default Extension="${ending}" ContentType="${types[ending] ?? 'application/octet-stream'}"/>`)
  .join('\n')}
${bare.map((name) => `  <Override PartName="/extension/${name}" ContentType="text/plain"/>`).join('\n')}
</Types>
`;
}

const types = {
  cjs: 'application/javascript',
  css: 'text/css',
  js: 'application/javascript',
  json: 'application/json',
  md: 'text/markdown',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  vsixmanifest: 'text/xml',
  wasm: 'application/wasm',
};

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
