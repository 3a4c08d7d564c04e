import { defineAct } from '../../../act';
import type { Controle } from '../../../domain/controle';
import type { FixerHorairesCripInput, HorairesCrip } from './horaires.type';

const HEURE = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;
const FIXER = `
  INSERT INTO crip.horaires (collectivite, jours, ouverture, fermeture) VALUES ($1, $2, $3, $4)
  ON CONFLICT (collectivite) DO UPDATE SET jours = $2, ouverture = $3, fermeture = $4`;

/** The CRIP says when it is open: what it receives at another time is flagged, and what cannot wait goes to the duty. */
export const fixerHorairesCrip = defineAct<FixerHorairesCripInput, HorairesCrip>({
  name: 'fixerHorairesCrip',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: controlerHoraires,
  perform: async (tx, { jours, ouverture, fermeture }, { actor, newId }) => {
    const collectivite = actor.territoire ?? '';
    const tries = [...new Set(jours)].sort((a, b) => a - b);
    await tx.query(FIXER, [collectivite, tries, ouverture, fermeture]);
    return {
      reponse: { collectivite, jours: tries, ouverture, fermeture, parDefaut: false },
      ecritures: [],
      evenements: [],
      objet: { type: 'HorairesCrip', id: newId() },
    };
  },
});

function controlerHoraires(c: Controle, { idempotencyKey, jours, ouverture, fermeture }: FixerHorairesCripInput): void {
  c.longueur(['idempotencyKey'], idempotencyKey);
  if (jours.length === 0) c.refuser(['jours'], 'CHAMP_REQUIS', 'jours : au moins un jour est attendu.');
  if (jours.some((jour) => jour < 1 || jour > 7))
    c.refuser(['jours'], 'VALEUR_INVALIDE', 'jours : de 1 pour lundi à 7 pour dimanche.');
  for (const [champ, heure] of Object.entries({ ouverture, fermeture }))
    if (!HEURE.test(heure))
      c.refuser([champ], 'VALEUR_INVALIDE', `${champ} : une heure de la forme 08:30 est attendue.`);
  if (c.refus.length === 0 && ouverture >= fermeture)
    c.refuser(['fermeture'], 'VALEUR_INVALIDE', "fermeture : elle suit l'ouverture, le même jour.");
}
