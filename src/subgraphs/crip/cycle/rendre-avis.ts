import { repondrePar } from './repondre';

/** The opinion of professionals who know the child daily (CASF D226-2-6 II). */
export const rendreAvis = repondrePar('rendreAvis', 'AVIS');
