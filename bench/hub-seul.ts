import 'reflect-metadata';
import { startHub } from '../src/hub';
import { readConfig } from '../src/platform/config';
import { collectSooner } from '../src/platform/heap';
import { createLogger } from '../src/platform/logger';
import { parler } from './parler';

/** The API as it is, in a process of its own. */
collectSooner();
parler(
  startHub({ config: readConfig(process.env), role: 'api', logger: createLogger({ level: 'silent' }) }).then(
    ({ url }) => url ?? '',
  ),
);
