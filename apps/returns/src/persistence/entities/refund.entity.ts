import type { RefundStatus } from '#contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** Money or store credit for what a return brought back: at most one of each return. */
@Entity({ name: 'refund', schema: SCHEMA })
@Check('refund_kind', `kind IN ('refund', 'store_credit')`)
@Check('refund_amount', 'amount >= 0')
@Check(
  'refund_settled',
  `status IN ('requested', 'settled') AND (status = 'settled') = (settled_at IS NOT NULL) AND (status = 'settled') = (ask_again_at IS NULL)`,
)
@Index('refund_of_return', ['returnId'], { unique: true })
@Index('refund_unanswered', ['askAgainAt'], { where: 'ask_again_at IS NOT NULL' })
export class RefundEntity {
  @PrimaryColumn({ name: 'refund_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'refund_pk' })
  refundId!: string;

  @Column({ name: 'return_id', type: 'text', collation: 'C' })
  returnId!: string;

  @Column({ type: 'text' })
  kind!: 'refund' | 'store_credit';

  @Column({ type: 'numeric' })
  amount!: string;

  @Column({ type: 'text', nullable: true })
  currency!: string | null;

  @Column({ type: 'text' })
  status!: RefundStatus;

  @Column({ type: 'integer' })
  attempts!: number;

  @Column({ name: 'requested_at', type: 'timestamptz' })
  requestedAt!: Date;

  @Column({ name: 'ask_again_at', type: 'timestamptz', nullable: true })
  askAgainAt!: Date | null;

  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt!: Date | null;
}
