import { join } from 'node:path';
import { lireTrousseau, trousseauDemo } from '../audit/trousseau';
import { ANOMALIES } from '../audit/suivi-points';
import { verifierJournal, type EtatDuJournal } from '../audit/verifier-journal';
import { decouper } from './arguments';
import { ErreurUsage, SORTIE_PANNE, type Commande } from './command';
import { avecLaBase, configuration } from './ouvrir-base';

const AIDE = `Usage : npm run -s hub -- journal [--temoins DOSSIER] [--json]

Relit tout le journal de preuve depuis les enregistrements : chaque acte, chaque accès, leur ordre, la chaîne, l'arbre,
les signatures, et les points de contrôle de la base et du dossier témoin. Dit ce qui ne concorde pas.

  --temoins DOSSIER  points de contrôle copiés hors de la base ; à défaut AUDIT_EXPORT_DIR
  --json             le constat, pour un programme
  --help             cette aide

Base : DATABASE_URL, sinon la base embarquée de HUB_DATA_DIR. Clés : PREUVE_CLES, à défaut celles d'essai.
Codes de sortie : 0 tout concorde, 1 une anomalie ou une panne, 2 mauvais usage.
`;

/** `hub -- journal`: what an auditor asks of the database itself. */
export const commandeJournal: Commande = {
  nom: 'journal',
  resume: 'relit le journal de preuve et dit ce qui ne concorde pas',
  aide: AIDE,
  executer: async (args) => {
    const { values, positionals } = decouper(args, { temoins: { type: 'string' }, json: { type: 'boolean' } });
    if (positionals.length > 0) throw new ErreurUsage('Aucun mot n’est attendu. Voir --help.');
    const { PREUVE_CLES, AUDIT_EXPORT_DIR, HUB_DATA_DIR } = configuration();
    const temoins = values.temoins ?? AUDIT_EXPORT_DIR ?? join(HUB_DATA_DIR, 'journal');
    const trousseau = PREUVE_CLES === undefined ? trousseauDemo(HUB_DATA_DIR) : lireTrousseau(PREUVE_CLES);
    const etat = await avecLaBase((database) => verifierJournal(database, trousseau, temoins));
    const code = etat.anomalies.length === 0 ? 0 : SORTIE_PANNE;
    return { texte: values.json === true ? `${JSON.stringify(etat)}\n` : dire(etat), code };
  },
};

function dire({ taille, points, temoins, purges, anomalies }: EtatDuJournal): string {
  const confirmes = `points de contrôle qui le confirment : ${String(points)} dans la base, ${String(temoins)} dans le dossier témoin`;
  const dont = purges === 0 ? '' : `, dont ${String(purges)} accès purgés à leur terme`;
  const journal = `Journal de ${String(taille)} enregistrements${dont}`;
  if (anomalies.length === 0) return `${journal}, entier et en ordre ; ${confirmes}.\n`;
  const lignes = anomalies.map(({ code, position }) => `  ${String(position).padStart(10)}  ${ANOMALIES[code]}`);
  const titre = `${journal} ; ce qui ne concorde pas, les cent premiers constats au plus ; ${confirmes}.`;
  return `${titre}\n\n${lignes.join('\n')}\n`;
}
