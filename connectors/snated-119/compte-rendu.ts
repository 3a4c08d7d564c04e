import { z } from 'zod';
import { MessageIllisible } from '../entrant';

const texte = z.string().trim().min(1);
const objet = z.record(z.string(), z.unknown());

/** By which the 119 was reached. */
const CANAUX = { TEL: 'Appel téléphonique', TCHAT: 'Tchat', FORMULAIRE: 'Formulaire en ligne' } as const;

/** Who called, as the 119 says it; `MINEUR` calls for itself. */
const APPELANTS = {
  ...{ PERE: 'le père', MERE: 'la mère', FAMILLE: 'un membre de la famille', MINEUR: 'un mineur', VOISIN: 'un voisin' },
  ...{ AMI: 'un ami', PROFESSIONNEL: 'un professionnel', ANONYME: 'une personne anonyme', AUTRE: 'une autre personne' },
} as const;

/** Its appraisal: below `IP` nothing is transmitted (immediate help, CASF L226-6). */
const NIVEAUX = { IP: 'RAPIDE', SAISINE_URGENCE: 'IMMEDIATE' } as const;

const cles = <T extends Record<string, string>>(table: T) => z.enum(Object.keys(table) as [keyof T & string]);

/** Compte rendu d'appel transmis (CRAT): its blocks, and those of the sheet that are the same in both. */
const compteRendu = z.strictObject({
  appel: z.strictObject({ numero: texte.max(60), recuLe: texte, canal: cles(CANAUX), ecoutant: texte }),
  appelant: z.strictObject({
    type: cles(APPELANTS),
    anonymat: z.boolean(),
    nom: z.string().optional(),
    telephone: z.string().optional(),
    lien: z.string().optional(),
  }),
  enfant: objet,
  fratrie: z.array(objet).optional(),
  famille: z.array(objet).optional(),
  scolarite: objet.optional(),
  recit: texte,
  parolesEnfant: z.string().optional(),
  naturesDanger: z.array(texte),
  naturePrincipale: texte,
  auteurPresume: texte.optional(),
  niveau: cles(NIVEAUX),
  /** What the listener suggests. */
  preconisation: z.string().optional(),
  informationParents: objet.optional(),
});

/** The parents did not call, or called about the other: whoever listens has nobody to inform. */
const PARENTS = { statut: 'NON', motif: 'Appel reçu par le 119, qui n’a pas de lien avec les parents.' };

/** The sheet of an information préoccupante, from what the 119 noted of a call. @throws MessageIllisible */
export function lireCompteRendu(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { success, data: lu, error } = compteRendu.safeParse(data);
  if (!success)
    throw new MessageIllisible(
      error.issues.map((issue) => {
        const inconnues = issue.code === 'unrecognized_keys' ? issue.keys : [];
        const champ = ['data', ...issue.path.map(String), ...inconnues.slice(0, 1)];
        const phrase = inconnues.length > 0 ? 'aucun champ ne porte ce nom.' : 'la valeur n’est pas admise ici.';
        return { code: 'VALEUR_INVALIDE', champ, message: `${champ.at(-1) ?? ''} : ${phrase}` };
      }),
    );
  const { appel, appelant, recit, parolesEnfant, niveau, preconisation, informationParents, ...communs } = lu;
  const source = `${CANAUX[appel.canal]} n° ${appel.numero} ; qui a appelé : ${APPELANTS[appelant.type]}.`;
  return {
    ...communs,
    emetteur: {
      ...{ typeInstitution: 'SNATED_119', nom: '119 Allô enfance en danger', personne: appel.ecoutant },
      ...{ fonction: 'Écoutant', soumisAuSecret: true, anonymatDemande: appelant.anonymat, redigeeLe: appel.recuLe },
    },
    faits: [
      {
        recit: `${source}\n${recit}`,
        constatePar: appelant.type === 'MINEUR' ? 'RAPPORTE_PAR_ENFANT' : 'RAPPORTE_PAR_TIERS',
        ...(parolesEnfant === undefined ? {} : { parolesEnfant }),
      },
    ],
    urgence: NIVEAUX[niveau],
    informationParents: informationParents ?? PARENTS,
    ...appelantDe(appelant),
    ...(preconisation === undefined ? {} : { demarches: [preconisation] }),
  };
}

/** Who called, when something is known of that person: a block that the hub keeps apart, and the CRIP never reads. */
function appelantDe({ type: _, anonymat: anonymatDemande, ...connu }: z.infer<typeof compteRendu>['appelant']) {
  return Object.keys(connu).length === 0 ? {} : { appelant: { ...connu, anonymatDemande } };
}

const PLACES: readonly (readonly [champ: string, place: readonly string[]])[] = [
  ['emetteur.personne', ['appel', 'ecoutant']],
  ['emetteur.redigeeLe', ['appel', 'recuLe']],
  ['emetteur', ['appel']],
  ['appelant.anonymatDemande', ['appelant', 'anonymat']],
  ['faits.0.parolesEnfant', ['parolesEnfant']],
  ['faits', ['recit']],
  ['urgence', ['niveau']],
  ['demarches', ['preconisation']],
];

export function ouDansLeCompteRendu(champ: readonly string[]): readonly string[] {
  const chemin = champ.join('.');
  return PLACES.find(([debut]) => chemin === debut || chemin.startsWith(`${debut}.`))?.[1] ?? champ;
}
