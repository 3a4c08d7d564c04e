import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PerimetreLecture } from '../domain/lectures-massives';

/** One actor that opened many files within a minute: told once an hour. Which files, the accesses say. */
@Entity({ schema: 'hub', name: 'lecture_massive' })
@Index('lecture_massive_une_fois', ['institution', 'acteur', 'perimetre', 'heure'], { unique: true })
@Index('lecture_massive_le', ['le'])
export class LectureMassiveRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'lecture_massive_pk' })
  id!: string;

  @Column({ type: 'text' })
  institution!: string;

  @Column({ type: 'text' })
  acteur!: string;

  @Column({ type: 'text' })
  perimetre!: PerimetreLecture;

  /** Hour of the clock in which it was found. */
  @Column({ type: 'timestamptz' })
  heure!: Date;

  /** When the threshold was crossed. */
  @Column({ type: 'timestamptz' })
  le!: Date;
}
