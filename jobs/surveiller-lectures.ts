import { z } from 'zod';
import { surveillerLectures } from '../src/subgraphs/preuve';
import { defineJob } from './job';

/** Says who opens files in number: the operator by a log line and a metric, their institution by an event. */
export const lecturesMassives = defineJob({
  name: 'surveiller-lectures',
  queue: 'echeances',
  schema: z.object({}),
  attempts: 1,
  timeoutMs: 50_000,
  everyMs: 30_000,
  run: async ({ database, clock, newId, committed, logger }) => {
    const signalees = await surveillerLectures(database, { now: clock.now(), newId });
    for (const { institution } of signalees) logger.warn('lectures-massives', { institution });
    if (signalees.length > 0) committed();
  },
});
