import type { TaskType } from '#contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { TaskState } from '../../domain/order/order.js';
import { SCHEMA } from '../schema.js';

@Entity({ name: 'task', schema: SCHEMA })
@Check('task_type', `type IN ('cycle_count', 'put_away', 'attention')`)
@Index('task_by_order', ['orderId'])
@Index('task_open', ['locationId', 'createdAt', 'taskId'], { where: 'completed_at IS NULL' })
@Index('task_by_age', ['createdAt', 'taskId'])
export class TaskEntity {
  @PrimaryColumn({ name: 'task_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'task_pk' })
  taskId!: string;

  @Column({ name: 'order_id', type: 'text', collation: 'C' })
  orderId!: string;

  @Column({ type: 'text' })
  type!: TaskType;

  @Column({ name: 'location_id', type: 'text', collation: 'C', nullable: true })
  locationId!: string | null;

  @Column({ name: 'fulfillment_id', type: 'text', nullable: true })
  fulfillmentId!: string | null;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'json' })
  lines!: TaskState['lines'];

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'completed_at', type: 'timestamptz', nullable: true })
  completedAt!: Date | null;
}
