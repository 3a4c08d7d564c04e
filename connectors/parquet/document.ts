import PDFDocument from 'pdfkit';
import { instantEnToutesLettres, instantLocal } from '../../src/domain/calendar-instants';
import { enToutesLettres } from '../../src/domain/calendar';
import { lieuDe } from '../../src/domain/calendar-lieux';
import { CONCLUSIONS, MOTIFS_SIGNALEMENT } from '../../src/domain/suites';

interface EvaluationLue {
  readonly equipe: string;
  readonly rendueLe: string | null;
  readonly conclusion: string | null;
  readonly rapport: string | null;
  readonly divergences: string | null;
}

export interface SignalementLu {
  readonly id: string;
  readonly reference: string;
  readonly collectivite: string;
  readonly tribunal: string;
  readonly auteur: string;
  readonly motifs: readonly string[];
  readonly expose: string;
  readonly actionsMenees: readonly string[];
  readonly le: string;
  /** What it comes from, and the reports of its evaluations (CASF D226-2-7). */
  readonly information: {
    readonly reference: string;
    readonly evaluations: readonly EvaluationLue[] | null;
  } | null;
  readonly enfant: {
    readonly nomNaissance: string;
    readonly nomUsage: string | null;
    readonly prenoms: string;
    readonly sexe: string;
    readonly dateNaissance: string | null;
    readonly ageApproximatif: number | null;
    readonly communeNaissance: string | null;
  } | null;
}

const MARGE = 64;
const POLICE = require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf');
const GRAS = require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf');

/**
 * The signalement as a document: PDF/UA-1 (tagged, in French, its fonts within). The same signalement gives the same
 * bytes, so that its digest can be signed before anyone asks for it.
 */
export function documentDuSignalement(lu: SignalementLu): Promise<Buffer> {
  const titre = `Signalement ${lu.reference}`;
  // Its published types do not know PDF/UA, which it writes.
  const doc = new PDFDocument({
    ...{ size: 'A4', margin: MARGE, pdfVersion: '1.7', subset: 'PDF/UA', tagged: true, lang: 'fr-FR' },
    ...{ displayTitle: true },
    info: { Title: titre, Producer: 'Passerelle Enfance', CreationDate: new Date(lu.le), ModDate: new Date(lu.le) },
  } as unknown as PDFKit.PDFDocumentOptions);
  const rendu = new Promise<Buffer>((resolve, reject) => {
    const blocs: Buffer[] = [];
    doc.on('data', (bloc: Buffer) => blocs.push(bloc));
    doc.on('end', () => {
      resolve(Buffer.concat(blocs));
    });
    doc.on('error', reject);
  });
  doc.registerFont('texte', POLICE).registerFont('gras', GRAS);
  const racine = doc.struct('Document');
  doc.addStructure(racine);
  const bloc = (role: 'H1' | 'H2' | 'P', texte: string) => {
    const { police, corps, apres } = STYLES[role];
    racine.add(
      doc.struct(role, {}, () => {
        doc.font(police).fontSize(corps).text(texte, { paragraphGap: apres });
      }),
    );
  };
  bloc('H1', titre);
  for (const { intitule, lignes } of parties(lu)) {
    bloc('H2', intitule);
    for (const ligne of lignes) bloc('P', ligne);
  }
  racine.end();
  doc.end();
  return rendu;
}

const STYLES = {
  H1: { police: 'gras', corps: 18, apres: 12 },
  H2: { police: 'gras', corps: 13, apres: 4 },
  P: { police: 'texte', corps: 11, apres: 8 },
} as const;

interface Partie {
  readonly intitule: string;
  readonly lignes: readonly string[];
}

function parties(lu: SignalementLu): Partie[] {
  const { fuseau } = lieuDe({ collectivite: lu.collectivite });
  const le = instantEnToutesLettres(instantLocal(Date.parse(lu.le), fuseau));
  return [
    {
      intitule: 'Transmission',
      lignes: [
        `Au procureur de la République, tribunal ${lu.tribunal}.`,
        `Par ${lu.auteur}, collectivité ${lu.collectivite}, le ${le}.`,
      ],
    },
    { intitule: 'Enfant', lignes: enfantDe(lu.enfant) },
    { intitule: 'Motifs (CASF L226-4)', lignes: lu.motifs.map((motif) => libelleDe(MOTIFS_SIGNALEMENT, motif)) },
    { intitule: 'Exposé', lignes: paragraphes(lu.expose) },
    ...rapportsDe(lu.information?.evaluations ?? []),
    { intitule: 'Actions déjà menées', lignes: lu.actionsMenees.length > 0 ? [...lu.actionsMenees] : ['Aucune.'] },
  ];
}

function enfantDe(enfant: SignalementLu['enfant']): string[] {
  if (!enfant) return ['Identité non communiquée.'];
  const { nomNaissance, nomUsage, prenoms, sexe, dateNaissance, ageApproximatif, communeNaissance } = enfant;
  const ne = { F: 'Née', M: 'Né' }[sexe] ?? 'Né(e)';
  const lieu = communeNaissance ? `, commune ${communeNaissance}` : '';
  return [
    `${nomNaissance}${nomUsage ? ` (nom d’usage ${nomUsage})` : ''}, ${prenoms}.`,
    dateNaissance
      ? `${ne} le ${enToutesLettres(dateNaissance)}${lieu}.`
      : `Âge approximatif : ${String(ageApproximatif ?? '?')} ans.`,
  ];
}

function rapportsDe(evaluations: readonly EvaluationLue[]): Partie[] {
  return evaluations.flatMap(({ equipe, conclusion, rapport, divergences }) =>
    rapport === null
      ? []
      : [
          {
            intitule: 'Rapport d’évaluation',
            lignes: [
              `Équipe : ${equipe}. Conclusion : ${libelleDe(CONCLUSIONS, conclusion ?? '')}.`,
              ...paragraphes(rapport),
              ...(divergences === null ? [] : [`Divergences d’appréciation : ${divergences}`]),
            ],
          },
        ],
  );
}

const libelleDe = (libelles: Readonly<Record<string, string>>, code: string): string => libelles[code] ?? code;

const paragraphes = (texte: string): string[] => texte.split(/\n+/).filter((ligne) => ligne.trim() !== '');
