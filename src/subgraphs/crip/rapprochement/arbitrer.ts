import { choisir, EXCLUSIONS, histoires, type Lien, type Rapprochement } from '../../../domain/identite';
import type { Comparee } from './comparer-fiches';
import type { EnVigueur } from './decisions';
import type { EtatRapprochement } from './rapprochement.entity';

/** Most children proposed for one sheet. */
const PROPOSES = 5;
const DEUX_ENFANTS: ReadonlySet<string> = new Set(EXCLUSIONS.map(({ code }) => code));

export interface Pose {
  readonly paire: Lien;
  readonly etat: Exclude<EtatRapprochement, 'DISTINCTS'>;
  readonly rapprochement: Rapprochement;
}

export interface Arbitrage {
  /** Decisions of the hub's own that no longer stand. */
  readonly closes: readonly string[];
  readonly posees: readonly Pose[];
  /** Of every sheet concerned, once all is done. */
  readonly histoires: ReadonlyMap<string, string>;
}

/**
 * What follows from the comparison of these sheets, one after the other. What a person decided stands: joined by hand
 * they stay so, two children are never proposed again, nor brought together by way of a third.
 */
export function arbitrer(
  ids: readonly string[],
  comparees: readonly Comparee[],
  fiches: Iterable<string>,
  enVigueur: readonly EnVigueur[],
  version: string,
): Arbitrage {
  const connues = [...fiches];
  const decisions = new Map(enVigueur.map((une) => [cle([une.enfantId, une.autreId]), une]));
  const posees = new Map<string, Pose>();
  const closes = new Set<string>();
  const reunies = () =>
    histoires(connues, [
      ...[...decisions.values()].filter(({ etat }) => etat === 'MEME').map(lienDe),
      ...[...posees.values()].filter(({ etat }) => etat === 'MEME').map(({ paire }) => paire),
    ]);
  const clore = (paire: Lien) => {
    const decision = decisions.get(cle(paire));
    if (decision) closes.add(decision.id);
    decisions.delete(cle(paire));
  };
  const poser = (paire: Lien, etat: Pose['etat'], rapprochement: Rapprochement) => {
    clore(paire);
    posees.set(cle(paire), { paire, etat, rapprochement });
  };
  let actuelles = reunies();

  for (const id of ids) {
    const siennes = comparees.filter(({ enfantId }) => enfantId === id);
    for (const { autreId, rapprochement } of siennes) {
      const decision = decisions.get(cle([id, autreId]));
      if (decision?.origine !== 'AUTOMATIQUE' || decision.version === version) continue;
      if (decision.etat === 'MEME' && rapprochement.verdict !== 'MEME') clore([id, autreId]);
      if (decision.etat === 'A_EXAMINER' && rapprochement.verdict === 'AUTRE') clore([id, autreId]);
    }
    actuelles = reunies();
    const histoireDe = (fiche: string) => actuelles.get(fiche) ?? fiche;
    const separees = new Set(
      [...decisions.values()]
        .filter(({ etat }) => etat === 'DISTINCTS')
        .flatMap(({ enfantId, autreId }) => {
          if (histoireDe(enfantId) === histoireDe(id)) return [histoireDe(autreId)];
          return histoireDe(autreId) === histoireDe(id) ? [histoireDe(enfantId)] : [];
        }),
    );
    const autres = siennes.filter(({ autreId }) => {
      const histoire = histoireDe(autreId);
      return histoire !== histoireDe(id) && !separees.has(histoire);
    });
    const contredites = new Set(
      autres.filter(({ rapprochement }) => excluent(rapprochement)).map(({ autreId }) => histoireDe(autreId)),
    );
    const candidats = autres.map(({ autreId, rapprochement }) => {
      const enfant = histoireDe(autreId);
      const douteux = rapprochement.verdict === 'MEME' && contredites.has(enfant);
      return {
        enfant,
        autreId,
        rapprochement: douteux ? { ...rapprochement, verdict: 'A_EXAMINER' as const } : rapprochement,
      };
    });
    const choix = choisir(candidats);
    const avec = (voulu: Rapprochement) =>
      candidats.find(({ rapprochement }) => rapprochement === voulu)?.autreId ?? id;
    if (choix.verdict === 'MEME') {
      for (const { rapprochement } of choix.candidats) poser([id, avec(rapprochement)], 'MEME', rapprochement);
      actuelles = reunies();
      continue;
    }
    for (const { rapprochement } of choix.candidats.slice(0, PROPOSES)) {
      const paire: Lien = [id, avec(rapprochement)];
      if (!decisions.has(cle(paire)) && !posees.has(cle(paire))) poser(paire, 'A_EXAMINER', rapprochement);
    }
  }

  const finales = actuelles;
  const memeHistoire = ([une, autre]: Lien) => finales.get(une) === finales.get(autre);
  // Nobody is asked whether two sheets are of one child once they are.
  for (const decision of decisions.values())
    if (decision.etat === 'A_EXAMINER' && memeHistoire(lienDe(decision))) closes.add(decision.id);
  return {
    closes: [...closes],
    posees: [...posees.values()].filter(({ etat, paire }) => etat === 'MEME' || !memeHistoire(paire)),
    histoires: finales,
  };
}

const cle = (paire: Lien) => [...paire].sort().join(' ');
const lienDe = ({ enfantId, autreId }: EnVigueur): Lien => [enfantId, autreId];
const excluent = ({ regles }: Rapprochement) => regles.some(({ code }) => DEUX_ENFANTS.has(code));
