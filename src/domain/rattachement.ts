import type { CodeRefus } from './errors';
import { parseCommune, type Finess, type ParseResult, type Uai } from './identifiers';
import { collectiviteDeCommune, collectiviteDeFiness, collectiviteDUai, type Rattachement } from './territoire';

type Repli =
  | { readonly kind: 'uai'; readonly parsed: ParseResult<Uai> }
  | { readonly kind: 'finess'; readonly parsed: ParseResult<Finess> };

export type CollectiviteTrouvee =
  | { readonly ok: true; readonly collectivite: string }
  | { readonly ok: false; readonly code: CodeRefus; readonly message: string };

/**
 * The authority that must hear of a child: that of the commune where it lives; failing that, that of the institution
 * that writes. Refused when neither names one authority only.
 */
export function rattacher(
  commune: string | null | undefined,
  replis: readonly (() => Repli | undefined)[],
): CollectiviteTrouvee {
  if (commune) {
    const parsed = parseCommune(commune);
    return parsed.ok
      ? trouvee(collectiviteDeCommune(parsed.value))
      : { ok: false, code: parsed.code, message: parsed.message };
  }
  for (const repli of replis) {
    const found = repli();
    if (!found?.parsed.ok) continue;
    return trouvee(
      found.kind === 'uai' ? collectiviteDUai(found.parsed.value) : collectiviteDeFiness(found.parsed.value),
    );
  }
  return {
    ok: false,
    code: 'CHAMP_REQUIS',
    message: 'communeResidence : la commune où vit l’enfant est nécessaire pour désigner la collectivité compétente.',
  };
}

function trouvee(rattachement: Rattachement): CollectiviteTrouvee {
  if (rattachement.ok) return { ok: true, collectivite: rattachement.value.code };
  const code = rattachement.code === 'AMBIGU' ? 'CHAMP_REQUIS' : 'INCONNU';
  return { ok: false, code, message: `communeResidence : ${rattachement.message}` };
}
