import { DefaultNamingStrategy } from 'typeorm';

/** Columns are snake_case in PostgreSQL, camelCase in the code. */
export class SnakeCase extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
