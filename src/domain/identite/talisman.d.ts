/** The package ships no types. */
declare module 'talisman/phonetics/french/fonem' {
  function fonem(name: string): string;
  export = fonem;
}
declare module 'talisman/metrics/damerau-levenshtein' {
  function damerauLevenshtein(a: string, b: string): number;
  export = damerauLevenshtein;
}
