import 'reflect-metadata';
import { startHub } from '../src/hub';
import { readConfig } from '../src/platform/config';
import { createLogger } from '../src/platform/logger';
import { parler } from './parler';

/** A worker as it is, in a process of its own: it listens nowhere. */
parler(
  startHub({ config: readConfig(process.env), role: 'worker', logger: createLogger({ level: 'silent' }) }).then(
    () => '',
  ),
);
