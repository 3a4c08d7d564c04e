/** The package ships no types. Dates are midnights of the process's own time zone. */
declare module '@socialgouv/jours-feries' {
  function joursFeries(annee: number, options?: { alsace: boolean }): Record<string, Date>;
  export = joursFeries;
}
