import type { Command } from '../command.ts';
import { badge } from './badge.ts';
import { check } from './check.ts';
import { graph } from './graph.ts';
import { header } from './header.ts';
import { init } from './init.ts';
import { publish } from './publish.ts';
import { reqs } from './reqs.ts';
import { rules } from './rules.ts';
import { server } from './server.ts';
import { sync } from './sync.ts';

/** What `nbls` can do, in the order of its help. */
export const commands: readonly Command[] = [check, header, graph, badge, init, sync, reqs, publish, rules, server];
