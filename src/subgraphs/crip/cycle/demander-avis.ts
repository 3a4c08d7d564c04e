import { demander } from './demander';

/** The opinion of those who know the child daily is collected during the evaluation (CASF D226-2-6 II). */
export const demanderAvis = demander('demanderAvis', 'AVIS');
