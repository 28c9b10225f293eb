#!/usr/bin/env node
require('./requireNode.cjs');
// Where Node can (22 and newer), what it compiles is kept for the next start.
require('node:module').enableCompileCache?.();
require('../dist/nbls.cjs').main(process.argv.slice(2));
