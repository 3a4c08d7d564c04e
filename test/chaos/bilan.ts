/** What the partners were told, kept outside the hub: the only thing that the hub is compared with. */
export interface Bilan {
  /** Of each receipt, the rules of the deadlines that the answer named. */
  readonly acceptes: ReadonlyMap<string, readonly string[]>;
  /** How many acts of that name were accepted, once each. */
  compte(acte: string): number;
  readonly refuses: number;
  readonly erreurs: ReadonlyMap<string, number>;
  readonly contradictions: readonly string[];
  /** How long answers took, tries included, since last asked; milliseconds. */
  attentes(): number[];
  noter(reponse: any): Verdict;
  noterErreur(code: string): void;
  noterAttente(ms: number): void;
  contredire(quoi: string): void;
}

export interface Verdict {
  readonly acte: string;
  readonly recu: string | undefined;
  readonly refus: { readonly code: string; readonly message: string } | undefined;
  readonly contenu: any;
}

export function ouvrirBilan(): Bilan {
  const acceptes = new Map<string, readonly string[]>();
  const comptes = new Map<string, number>();
  const erreurs = new Map<string, number>();
  const contradictions: string[] = [];
  let attentes: number[] = [];
  let refuses = 0;

  return {
    acceptes,
    compte: (acte) => comptes.get(acte) ?? 0,
    get refuses() {
      return refuses;
    },
    erreurs,
    contradictions,
    attentes: () => {
      const lues = attentes;
      attentes = [];
      return lues;
    },
    noter: (reponse) => {
      if (reponse.refus !== undefined) {
        refuses += 1;
        return { acte: 'acte', recu: undefined, refus: { code: reponse.refus, message: '' }, contenu: undefined };
      }
      const [[acte, payload]] = Object.entries<any>(reponse) as [[string, any]];
      const { userErrors, recu, ...contenu } = payload;
      const [refus] = userErrors;
      if (refus !== undefined) {
        refuses += 1;
        if (recu) contradictions.push(`${acte} is both refused and receipted`);
        return { acte, recu: undefined, refus, contenu: undefined };
      }
      if (typeof recu?.id !== 'string') {
        contradictions.push(`${acte} is accepted without a receipt`);
        return { acte, recu: undefined, refus: undefined, contenu };
      }
      if (!acceptes.has(recu.id)) {
        const { accuseReception } = contenu;
        const regles = (accuseReception?.echeances ?? []).map(({ regle }: { regle: string }) => regle);
        acceptes.set(recu.id, regles);
        comptes.set(acte, (comptes.get(acte) ?? 0) + 1);
      }
      return { acte, recu: recu.id, refus: undefined, contenu };
    },
    noterErreur: (code) => {
      erreurs.set(code, (erreurs.get(code) ?? 0) + 1);
    },
    noterAttente: (ms) => {
      attentes.push(ms);
    },
    contredire: (quoi) => {
      contradictions.push(quoi);
    },
  };
}
