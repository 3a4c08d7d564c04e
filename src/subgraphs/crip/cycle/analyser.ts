import { passage } from './passage';

/** The CRIP starts the first analysis: history, competence, urgency (CASF D226-2-4 I). */
export const analyser = passage('analyser');
