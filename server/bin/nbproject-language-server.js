#!/usr/bin/env node
import { createRequire } from 'node:module';

createRequire(import.meta.url)('../dist/nbproject-language-server.cjs').main(process.argv.slice(2));
