import { DEFAUTS, type Verification } from '../audit/verifier-dossier';
import type { Dossier } from '../audit/dossier-forme';
import type { VerificationRecu } from '../audit/verifier-recu';

/** What a check found, in sentences. */
export interface ConstatPreuve {
  readonly verifie: boolean;
  readonly prouve: readonly string[];
  readonly nonProuve: readonly string[];
  readonly faux: readonly string[];
}

const FAUX_MAX = 20;

const CLES_DU_DOSSIER =
  'Que ces clés sont celles du hub : elles viennent du dossier lui-même. Comparez-les à /.well-known/hub-keys.json, ou donnez-les par --cle.';
const TOUJOURS = [
  "Que le dossier est complet : le hub l'affirme par sa signature, sans pouvoir le prouver.",
  'Le contenu des envois : seule leur empreinte est au journal. Qui détient l’envoi peut la recalculer (SHA-256 de la forme RFC 8785) et la comparer.',
];

export function constatDossier(
  { dossier, point, anterieurs, defauts }: Verification,
  clesDonnees: boolean,
): ConstatPreuve {
  const faux = defauts.map(({ code, position }) =>
    position === undefined ? `${majuscule(DEFAUTS[code])}.` : `Position ${String(position)} : ${DEFAUTS[code]}.`,
  );
  if (dossier === undefined || point === undefined || faux.length > 0)
    return { verifie: false, prouve: [], nonProuve: [], faux };
  const { taille, le } = point;
  const journal = `Le ${instant(le)}, le journal « ${point.origine} » comptait ${String(taille)} enregistrements ; tous ceux de ce dossier y sont, inchangés.`;
  const anciens = anterieurs.map((ancien) => `${instant(ancien.le)} (${String(ancien.taille)})`);
  const suite = `Ce journal prolonge sans rien y changer celui de ${String(anciens.length)} points de contrôle antérieurs : ${anciens.join(', ')}.`;
  return {
    verifie: true,
    prouve: [
      `Archive établie par le hub le ${instant(dossier.etabliLe)} pour ${dossier.etabliPour}, sur ${sujet(dossier)}.`,
      journal,
      ...(anciens.length > 0 ? [suite] : []),
      ...dossier.enregistrements.map(phrase),
    ],
    nonProuve: [
      ...(clesDonnees ? [] : [CLES_DU_DOSSIER]),
      ...TOUJOURS,
      ...(dossier.suite === null
        ? []
        : [`La suite du dossier, après la position ${String(dossier.suite)} : elle est dans une autre archive.`]),
      ...attestees(dossier.livraisons),
    ],
    faux: [],
  };
}

export function constatRecu({ charge, signe, inscrit }: VerificationRecu): ConstatPreuve {
  const faux = [
    ...(charge === undefined ? ["La charge n'est pas celle d'un reçu du hub, ou a été modifiée."] : []),
    ...(charge !== undefined && !signe ? ["La signature n'est pas celle du hub sur cette charge."] : []),
    ...(inscrit === false ? ["La preuve d'inclusion ne prouve pas que cet acte est au journal."] : []),
  ];
  if (faux.length > 0 || charge === undefined) return { verifie: false, prouve: [], nonProuve: [], faux };
  const { acte, institution, le, recu } = charge;
  const [, contenu = ''] = TOUJOURS;
  return {
    verifie: true,
    prouve: [
      `Le hub a accepté l'acte « ${acte} » de ${institution} le ${instant(le)} (reçu ${recu}).`,
      ...(inscrit
        ? [
            `Il est dans le journal « ${inscrit.origine} », qui comptait ${String(inscrit.taille)} enregistrements le ${instant(inscrit.le)}.`,
          ]
        : []),
    ],
    nonProuve: [
      contenu,
      ...(inscrit
        ? []
        : [
            "Que l'acte est au journal : demandez sa preuve d'inclusion (`Query.preuveInclusion`), et donnez-la par --preuve.",
          ]),
    ],
    faux: [],
  };
}

export function enPhrases({ verifie, prouve, nonProuve, faux }: ConstatPreuve): string {
  const liste = (titre: string, phrases: readonly string[]) =>
    phrases.length === 0 ? [] : ['', titre, ...phrases.map((phrase) => `  - ${phrase}`)];
  return `${[
    verifie ? 'VÉRIFIÉ.' : 'FAUX : ne pas s’y fier.',
    ...liste('Ce qui est prouvé :', prouve),
    ...liste('Ce qui ne l’est pas :', nonProuve),
    ...liste('Ce qui est faux :', faux.slice(0, FAUX_MAX)),
    ...(faux.length > FAUX_MAX ? [`  - et ${String(faux.length - FAUX_MAX)} autres.`] : []),
  ].join('\n')}\n`;
}

type Feuille = Dossier['enregistrements'][number]['feuille'];

const texte = (valeur: unknown): string | undefined => (typeof valeur === 'string' ? valeur : undefined);

function phrase({ position, feuille }: Dossier['enregistrements'][number]): string {
  return `${instant(feuille.le)}, position ${String(position)} : ${fait(feuille)}`;
}

function fait(feuille: Feuille): string {
  const { institution, objets, nature } = feuille;
  const [acte, acteur, reference, empreinte, finalite] = ['acte', 'acteur', 'reference', 'empreinte', 'finalite'].map(
    (champ) => texte(feuille[champ]),
  );
  const nommes = objets.filter(({ type }) => type !== 'Enfant').map(({ type, id }) => `${type} ${id}`);
  if (nature === 'acces')
    return `accès de ${institution} (${acteur ?? '?'}), finalité ${finalite ?? 'non dite'} : ${nommes.join(', ') || 'identité de l’enfant'}.`;
  if (acte?.startsWith('remettre')) return `remise à ${acteur ?? '?'} : ${nommes.join(', ')}.`;
  const [, tente, code] = /^refus:(\w+):(\w+)$/.exec(acte ?? '') ?? [];
  if (tente !== undefined)
    return `tentative refusée (${code ?? '?'}) de l’acte « ${tente} » par ${institution} (${acteur ?? '?'}).`;
  const details = [reference, empreinte === undefined ? undefined : `empreinte ${empreinte}`]
    .filter(Boolean)
    .join(', ');
  return `acte « ${acte ?? '?'} » de ${institution} (${acteur ?? '?'})${details ? `, ${details}` : ''}.`;
}

function attestees(livraisons: Dossier['livraisons']): string[] {
  const enAttente = livraisons.filter(({ remiseLe }) => remiseLe === null);
  if (enAttente.length === 0) return [];
  const lignes = enAttente.map(({ evenement, destinataire, etat }) => `${evenement} à ${destinataire} (${etat})`);
  return [`Les livraisons qui n'étaient pas remises, que le hub affirme par sa signature : ${lignes.join(', ')}.`];
}

function sujet({ sujet: { type, id } }: Dossier): string {
  return type === 'enfant' ? `l'enfant ${id}` : `l'échange ${id}`;
}

function instant(le: Date | string): string {
  return typeof le === 'string' ? le : le.toISOString();
}

function majuscule(phrase: string): string {
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}`;
}
