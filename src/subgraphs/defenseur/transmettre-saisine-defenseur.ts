import { defineAct } from '../../act';
import { RECIT_MAX } from '../../domain/controle';
import { RefusError } from '../../domain/errors';
import { rattacher } from '../../domain/rattachement';
import { collectiviteAse } from '../../domain/territoire';
import { ecrire } from '../../platform/database';
import { ouvrirEcheance } from '../../platform/echeances';
import { newReference } from '../../platform/reference';
import type { AccuseReception } from '../../published/accuse-reception.type';
import { controlerEnfant } from '../../published/enfant.input';
import { SaisineRow } from './saisine.entity';
import type { TransmettreSaisineDefenseurInput as Saisine } from './saisine.input';

/** The law sets no delay (LO 2011-333 art. 18, 20, 21, 25: « le délai qu'il fixe »). Days. */
const DELAI_PAR_DEFAUT = 30;
const DELAI_MAX = 365;

/** The Défenseur seizes the président du conseil départemental; opens the delay that he fixes for the reply. */
export const transmettreSaisineDefenseur = defineAct<Saisine, AccuseReception>({
  name: 'transmettreSaisineDefenseur',
  roles: ['defenseur'],
  scope: 'saisine:transmettre',
  controler: (c, saisine) => {
    c.texte(['idempotencyKey'], saisine.idempotencyKey);
    controlerEnfant(c, saisine.enfant);
    c.texte(['faits'], saisine.faits, RECIT_MAX);
    c.longueur(['qualiteReclamant'], saisine.qualiteReclamant);
    saisine.verificationsDemandees?.forEach((demande, i) => {
      c.texte(['verificationsDemandees', String(i)], demande, 2_000);
    });
    if (saisine.collectivite && !collectiviteAse(saisine.collectivite))
      c.refuser(
        ['collectivite'],
        'INCONNU',
        "collectivite : aucune collectivité n'exerce l'aide sociale à l'enfance sous ce code.",
      );
    const jours = saisine.delaiReponseJours;
    if (typeof jours === 'number' && (jours < 1 || jours > DELAI_MAX))
      c.refuser(['delaiReponseJours'], 'VALEUR_INVALIDE', `delaiReponseJours : 1 à ${String(DELAI_MAX)} jours.`);
  },
  perform: async (tx, saisine, contexte) => {
    const { newId, now, empreinte, registres } = contexte;
    const collectivite = collectiviteDe(saisine);
    const delaiReponseJours = saisine.delaiReponseJours ?? DELAI_PAR_DEFAUT;
    const id = newId();
    const reference = newReference('DD');
    const enfantId = await registres.inscrireEnfant(tx, saisine.enfant, collectivite, contexte);
    const reponse = ouvrirEcheance(newId, {
      regle: 'DDD',
      sujetId: id,
      depart: now,
      collectivite,
      now,
      jours: delaiReponseJours,
    });
    return {
      reponse: { id, reference, recueLe: now.toISOString(), empreinte, echeances: [reponse.publiee] },
      ecritures: [
        ecrire(SaisineRow, {
          ...{ id, reference, collectivite, enfantId, delaiReponseJours, empreinte, transmiseLe: now },
          type: saisine.type,
          faits: saisine.faits,
          verificationsDemandees: saisine.verificationsDemandees ?? [],
          qualiteReclamant: saisine.qualiteReclamant ?? null,
        }),
        reponse.ecriture,
        ...registres.attendreReponse(id, enfantId, collectivite),
      ],
      evenements: [{ type: 'saisine-defenseur.transmise', sujetId: id, portee: { collectivite } }],
      objet: { type: 'SaisineDefenseur', id },
    };
  },
});

function collectiviteDe({ collectivite, enfant }: Saisine): string {
  if (collectivite) return collectivite;
  const found = rattacher(enfant.communeResidence, []);
  if (found.ok) return found.collectivite;
  throw new RefusError([{ path: ['enfant', 'communeResidence'], code: found.code, message: found.message }]);
}
