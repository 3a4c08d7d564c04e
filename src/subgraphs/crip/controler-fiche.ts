import type { Actor } from '../../auth/actor';
import {
  controlerCourriel,
  controlerEpoque,
  controlerNom,
  controlerRaisonSociale,
  RECIT_MAX,
  type Controle,
} from '../../domain/controle';
import { controlerEnfant } from '../../published/enfant.input';
import { controlerAppelant } from './appelant/consigner-appelant';
import type { TransmettreInformationPreoccupanteInput as Fiche } from './information-preoccupante.input';

const LISTE_MAX = 50;

/** Every rule of the sheet that it can break by itself. */
export function controlerFiche(c: Controle, fiche: Fiche, actor: Actor): void {
  c.texte(['idempotencyKey'], fiche.idempotencyKey);
  c.passe(['transmiseLe'], fiche.transmiseLe);
  c.depart(['transmiseLe'], fiche.transmiseLe, 'A2');
  controlerEmetteur(c, fiche.emetteur, actor);
  controlerEnfant(c, fiche.enfant);
  controlerEnvelopes(c, fiche, actor);
  controlerFamille(c, fiche);
  controlerFaits(c, fiche);
  controlerInformation(c, fiche);
  controlerAppelant(c, fiche.appelant, actor);
}

/** The institution that writes, and that its identifier is the token's. */
export function controlerEmetteur(c: Controle, emetteur: Fiche['emetteur'], actor: Actor): void {
  const at = (field: string) => ['emetteur', field];
  for (const field of ['nom', 'personne', 'fonction'] as const) c.texte(at(field), emetteur[field]);
  controlerRaisonSociale(c, at('nom'), emetteur.nom);
  controlerNom(c, at('personne'), emetteur.personne);
  for (const field of ['telephone', 'courriel'] as const) c.longueur(at(field), emetteur[field]);
  controlerCourriel(c, at('courriel'), emetteur.courriel);
  for (const field of ['uai', 'finess', 'siret', 'rpps'] as const) c.identifiant(at(field), field, emetteur[field]);
  controlerEpoque(c, at('redigeeLe'), emetteur.redigeeLe);
  controlerEpoque(c, at('faitsConnusLe'), emetteur.faitsConnusLe);
  const exige = IDENTIFIANT_EXIGE[actor.role];
  if (exige === undefined || c.refus.some(({ path }) => path[1] === exige)) return;
  const declare = emetteur[exige]?.replace(/[\s.-]/g, '').toUpperCase();
  if (!declare)
    c.refuser(at(exige), 'CHAMP_REQUIS', `${exige.toUpperCase()} : l'institution qui transmet doit être nommée.`);
  else if (declare !== actor.institution)
    c.refuser(
      at(exige),
      'EMETTEUR_DIFFERENT',
      `${exige.toUpperCase()} : ce numéro n'est pas celui de l'institution du jeton.`,
    );
}

/** Which identifier of the sheet must be that of the token. */
const IDENTIFIANT_EXIGE: Partial<Record<Actor['role'], 'uai' | 'finess'>> = {
  college: 'uai',
  dsden: 'uai',
  hopital: 'finess',
};

/** The INE stays in the school's envelope, the INS in the hospital's: nobody else may write there. */
function controlerEnvelopes(c: Controle, { scolarite, suiviSante }: Fiche, actor: Actor): void {
  if (scolarite) {
    c.identifiant(['scolarite', 'uai'], 'uai', scolarite.uai);
    c.identifiant(['scolarite', 'ine'], 'ine', scolarite.ine);
    for (const field of ['classe', 'regime'] as const) c.longueur(['scolarite', field], scolarite[field]);
  }
  if (!suiviSante) return;
  if (actor.role !== 'hopital')
    c.refuser(['suiviSante'], 'VALEUR_INVALIDE', 'suiviSante : seul un hôpital peut écrire ce bloc (CSP L1111-8-1).');
  c.identifiant(['suiviSante', 'finess'], 'finess', suiviSante.finess);
  c.identifiant(['suiviSante', 'rpps'], 'rpps', suiviSante.rpps);
  c.identifiant(['suiviSante', 'ins'], 'ins', suiviSante.ins);
}

function controlerFamille(c: Controle, { famille, fratrie, demarches }: Fiche): void {
  for (const [nom, liste] of Object.entries({ famille, fratrie, demarches }))
    if (liste && liste.length > LISTE_MAX)
      c.refuser([nom], 'VALEUR_INVALIDE', `${nom} : ${String(LISTE_MAX)} éléments au plus.`);
  for (const [nom, personnes] of Object.entries({ famille, fratrie }))
    personnes?.forEach((personne, i) => {
      c.texte([nom, String(i), 'nom'], personne.nom);
      controlerNom(c, [nom, String(i), 'nom'], personne.nom);
      c.passe([nom, String(i), 'dateNaissance'], personne.dateNaissance);
    });
  famille?.forEach((adulte, i) => {
    c.longueur(['famille', String(i), 'adresse'], adulte.adresse, 500);
    c.longueur(['famille', String(i), 'telephone'], adulte.telephone);
  });
  demarches?.forEach((demarche, i) => {
    c.longueur(['demarches', String(i)], demarche, 2_000);
  });
}

function controlerFaits(c: Controle, { enfant, faits, naturesDanger, naturePrincipale }: Fiche): void {
  const refusee = (path: readonly string[]) => c.refus.some((un) => un.path.join('.') === path.join('.'));
  const naissance = refusee(['enfant', 'dateNaissance']) ? undefined : enfant.dateNaissance;
  if (faits.length === 0) c.refuser(['faits'], 'CHAMP_REQUIS', 'faits : au moins un fait est attendu.');
  if (faits.length > LISTE_MAX)
    c.refuser(['faits'], 'VALEUR_INVALIDE', `faits : ${String(LISTE_MAX)} éléments au plus.`);
  faits.forEach((fait, i) => {
    const at = (field: string) => ['faits', String(i), field];
    c.texte(at('recit'), fait.recit, RECIT_MAX);
    c.longueur(at('parolesEnfant'), fait.parolesEnfant, RECIT_MAX);
    for (const field of ['lieu', 'blessures', 'frequence'] as const) c.longueur(at(field), fait[field], 2_000);
    controlerEpoque(c, at('date'), fait.date);
    if (naissance && fait.date && fait.date < naissance && !refusee(at('date')))
      c.refuser(at('date'), 'DATE_INVALIDE', "date : ce fait serait antérieur à la naissance de l'enfant.");
  });
  if (naturesDanger.length > LISTE_MAX)
    c.refuser(['naturesDanger'], 'VALEUR_INVALIDE', `naturesDanger : ${String(LISTE_MAX)} éléments au plus.`);
  if (!naturesDanger.includes(naturePrincipale))
    c.refuser(['naturePrincipale'], 'VALEUR_INVALIDE', 'naturePrincipale : elle doit figurer parmi naturesDanger.');
}

function controlerInformation(c: Controle, { informationParents, informationEnfant, copieParquet }: Fiche): void {
  const { statut, motif, date, par, reaction } = informationParents;
  if (statut !== 'OUI' && !motif?.trim())
    c.refuser(
      ['informationParents', 'motif'],
      'MOTIF_REQUIS',
      "motif : indiquez pourquoi les parents n'ont pas été informés ; la loi ne l'admet que si c'est contraire à l'intérêt de l'enfant (CASF L226-2-1).",
    );
  c.longueur(['informationParents', 'motif'], motif, 2_000);
  c.longueur(['informationParents', 'reaction'], reaction, 2_000);
  c.longueur(['informationParents', 'par'], par);
  c.passe(['informationParents', 'date'], date);
  c.passe(['informationEnfant', 'date'], informationEnfant?.date);
  if (!copieParquet) return;
  c.identifiant(['copieParquet', 'tj'], 'tj', copieParquet.tj);
  c.identifiant(['copieParquet', 'numeroParquet'], 'numeroParquet', copieParquet.numeroParquet);
  c.passe(['copieParquet', 'date'], copieParquet.date);
}
