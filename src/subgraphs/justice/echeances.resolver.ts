import type { HubContext } from '../../context';
import { echeancesDuType } from '../../published/echeances.resolver';
import { DecisionJuge } from './decision.type';
import { notificationsDe } from './lire-parties';
import { MesureUrgente } from './mesure-urgente.type';
import { NotificationPartie } from './parties.type';
import { RequeteJuge } from './requete.type';

export const ECHEANCES = [
  echeancesDuType(MesureUrgente, { description: 'Délais ouverts par cette mesure.' }),
  echeancesDuType(RequeteJuge, { description: 'Délais ouverts par cette requête.' }),
  echeancesDuType<DecisionJuge, HubContext>(DecisionJuge, {
    description: 'Délais ouverts par cette décision, appels compris.',
    sujets: async ({ id }, context) => [id, ...(await notificationsDe(context).load(id)).map((une) => une.id)],
  }),
  echeancesDuType(NotificationPartie, { description: "Son délai d'appel." }),
];
