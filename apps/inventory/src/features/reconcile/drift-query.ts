/** How many findings an answer carries. */
export const MAX_DRIFT = 1_000;

/**
 * Every disagreement, as `invariant, location_id, sku, field, expected, actual`; `$1` limits them.
 *
 * - `ledger_sum`: each figure of a level is the sum of its movements;
 * - `ledger_sequence`: a level's movements are numbered from 1 to its sequence without a gap (`movements` counts
 *   them, `sequence` is the last one's number), and the last one says the figures that the level has;
 * - `reserved`, `committed`: what a level holds is what the open lines of such reservations hold;
 * - `staged`: what lies picked at a level, by its ledger, is what its reservation lines say;
 * - `component_range`: only `onHand` may be below zero.
 *
 * A ledger line or a reservation line without a level is compared with a level of zeros.
 */
export const DRIFT = `
  WITH ledger AS (
    SELECT location_id, sku, count(*) AS movements, max(sequence) AS sequence, sum(on_hand_delta) AS on_hand,
           sum(reserved_delta) AS reserved, sum(committed_delta) AS committed, sum(damaged_delta) AS damaged,
           sum(quality_control_delta) AS quality_control, sum(incoming_delta) AS incoming,
           sum(staged_delta) AS staged
    FROM inventory.stock_movement GROUP BY location_id, sku
  ),
  held AS (
    SELECT l.location_id, l.sku,
           sum(l.quantity - l.fulfilled - l.released) FILTER (WHERE r.status = 'active') AS reserved,
           sum(l.quantity - l.fulfilled - l.released) FILTER (WHERE r.status = 'committed') AS committed,
           sum(l.staged) AS staged
    FROM inventory.reservation_line l JOIN inventory.reservation r USING (reservation_id)
    WHERE l.fulfilled + l.released < l.quantity GROUP BY l.location_id, l.sku
  )
  SELECT * FROM (
    SELECT c.invariant, location_id, sku, c.field, coalesce(c.expected, 0) AS expected, coalesce(c.actual, 0) AS actual
    FROM ledger s FULL JOIN inventory.stock_level v USING (location_id, sku)
    CROSS JOIN LATERAL (VALUES
      ('ledger_sum', 'onHand', s.on_hand, v.on_hand),
      ('ledger_sum', 'reserved', s.reserved, v.reserved),
      ('ledger_sum', 'committed', s.committed, v.committed),
      ('ledger_sum', 'damaged', s.damaged, v.damaged),
      ('ledger_sum', 'qualityControl', s.quality_control, v.quality_control),
      ('ledger_sum', 'incoming', s.incoming, v.incoming),
      ('ledger_sequence', 'sequence', s.sequence, v.sequence),
      ('ledger_sequence', 'movements', v.sequence, s.movements)
    ) c (invariant, field, expected, actual)
    WHERE coalesce(c.expected, 0) <> coalesce(c.actual, 0)

    UNION ALL
    SELECT 'ledger_sequence', v.location_id, v.sku, c.field, c.expected, c.actual
    FROM inventory.stock_level v JOIN inventory.stock_movement m USING (location_id, sku, sequence)
    CROSS JOIN LATERAL (VALUES
      ('onHand', m.on_hand, v.on_hand),
      ('reserved', m.reserved, v.reserved),
      ('committed', m.committed, v.committed),
      ('damaged', m.damaged, v.damaged),
      ('qualityControl', m.quality_control, v.quality_control),
      ('safetyStock', m.safety_stock, v.safety_stock),
      ('incoming', m.incoming, v.incoming)
    ) c (field, expected, actual)
    WHERE c.expected <> c.actual

    UNION ALL
    SELECT c.invariant, location_id, sku, c.invariant, coalesce(c.expected, 0), coalesce(c.actual, 0)
    FROM held h FULL JOIN inventory.stock_level v USING (location_id, sku)
    CROSS JOIN LATERAL (VALUES
      ('reserved', h.reserved, v.reserved),
      ('committed', h.committed, v.committed)
    ) c (invariant, expected, actual)
    WHERE coalesce(c.expected, 0) <> coalesce(c.actual, 0)

    UNION ALL
    SELECT 'staged', location_id, sku, 'staged', coalesce(s.staged, 0), coalesce(h.staged, 0)
    FROM ledger s FULL JOIN held h USING (location_id, sku)
    WHERE coalesce(s.staged, 0) <> coalesce(h.staged, 0)

    UNION ALL
    SELECT 'component_range', v.location_id, v.sku, c.field, 0, c.actual
    FROM inventory.stock_level v
    CROSS JOIN LATERAL (VALUES
      ('reserved', v.reserved),
      ('committed', v.committed),
      ('damaged', v.damaged),
      ('qualityControl', v.quality_control),
      ('safetyStock', v.safety_stock),
      ('incoming', v.incoming)
    ) c (field, actual)
    WHERE c.actual < 0
  ) drift
  ORDER BY location_id, sku, invariant, field LIMIT $1`;
