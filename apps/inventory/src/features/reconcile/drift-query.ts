/** How many findings an answer carries. */
export const MAX_DRIFT = 1_000;

/**
 * What must hold of the books at every moment; the one list of it. Every disagreement, as `invariant, location_id, sku,
 * reference, field, expected, actual`; `$1` limits them.
 *
 * - `ledger_sum`: each figure of a level is the sum of its movements;
 * - `ledger_sequence`: a level's movements are numbered from 1 to its sequence without a gap (`movements` counts
 *   them, `sequence` is the last one's number), and the last one says the figures that the level has;
 * - `reserved`, `committed`: what a level holds is what the open lines of such reservations hold;
 * - `staged`: what lies picked at a level, by its ledger, is what its reservation lines say;
 * - `component_range`: only `onHand` may be below zero;
 * - `incoming`: what is on its way to a level is what transfers to it have outstanding;
 * - `settled_once`: what the ledger says was granted, fulfilled and released for a reservation, no more and no less, is
 *   what its lines say (`reference` names it), so nothing that was asked for had its effect twice or by half;
 * - `transferred_once`: likewise what was shipped, received and lost of a transfer;
 * - `entered_once`: a sale line that waits is not in the ledger;
 * - `untold_shortage`: units that are sold and promised too have been told as `oversold`. A shortage may be as high as
 *   the last one told, and no higher than it was after any batch since.
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
  ),
  settled AS (
    SELECT reference AS reservation_id, location_id, sku,
           coalesce(sum(reserved_delta + committed_delta) FILTER (WHERE type IN ('reserve', 'commit')), 0) AS granted,
           coalesce(-sum(committed_delta) FILTER (WHERE type = 'fulfill'), 0) AS fulfilled,
           coalesce(-sum(reserved_delta + committed_delta) FILTER (WHERE type IN ('release', 'expire')), 0) AS released
    FROM inventory.stock_movement WHERE type IN ('reserve', 'commit', 'fulfill', 'release', 'expire')
    GROUP BY reference, location_id, sku
  ),
  reserved_line AS (
    SELECT reservation_id, location_id, sku, sum(quantity) AS quantity, sum(fulfilled) AS fulfilled,
           sum(released) AS released
    FROM inventory.reservation_line GROUP BY reservation_id, location_id, sku
  ),
  transferred AS (
    SELECT reference AS transfer_id, sku, coalesce(sum(quantity) FILTER (WHERE type = 'transfer_out'), 0) AS shipped,
           coalesce(sum(quantity) FILTER (WHERE type = 'transfer_in'), 0) AS received,
           coalesce(sum(quantity) FILTER (WHERE type = 'transfer_lost'), 0) AS lost
    FROM inventory.stock_movement WHERE type IN ('transfer_out', 'transfer_in', 'transfer_lost')
    GROUP BY reference, sku
  ),
  on_its_way AS (
    SELECT t.to_location_id AS location_id, l.sku, sum(l.shipped - l.received - l.lost) AS incoming
    FROM inventory.transfer_line l JOIN inventory.transfer t USING (transfer_id)
    WHERE l.received + l.lost < l.shipped GROUP BY t.to_location_id, l.sku
  ),
  short AS (
    SELECT location_id, sku, reserved + committed - (on_hand - damaged - quality_control) AS shortage
    FROM inventory.stock_level WHERE reserved + committed > on_hand - damaged - quality_control
  )
  SELECT * FROM (
    SELECT c.invariant, location_id, sku, NULL AS reference, c.field, coalesce(c.expected, 0) AS expected, coalesce(c.actual, 0) AS actual
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
    SELECT 'ledger_sequence', v.location_id, v.sku, NULL, c.field, c.expected, c.actual
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
    SELECT c.invariant, location_id, sku, NULL, c.invariant, coalesce(c.expected, 0), coalesce(c.actual, 0)
    FROM held h FULL JOIN inventory.stock_level v USING (location_id, sku)
    CROSS JOIN LATERAL (VALUES
      ('reserved', h.reserved, v.reserved),
      ('committed', h.committed, v.committed)
    ) c (invariant, expected, actual)
    WHERE coalesce(c.expected, 0) <> coalesce(c.actual, 0)

    UNION ALL
    SELECT 'staged', location_id, sku, NULL, 'staged', coalesce(s.staged, 0), coalesce(h.staged, 0)
    FROM ledger s FULL JOIN held h USING (location_id, sku)
    WHERE coalesce(s.staged, 0) <> coalesce(h.staged, 0)

    UNION ALL
    SELECT 'component_range', v.location_id, v.sku, NULL, c.field, 0, c.actual
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

    UNION ALL
    SELECT 'incoming', location_id, sku, NULL, 'incoming', coalesce(w.incoming, 0), coalesce(v.incoming, 0)
    FROM on_its_way w FULL JOIN inventory.stock_level v USING (location_id, sku)
    WHERE coalesce(w.incoming, 0) <> coalesce(v.incoming, 0)

    UNION ALL
    SELECT 'settled_once', location_id, sku, reservation_id, c.field, coalesce(c.expected, 0), coalesce(c.actual, 0)
    FROM settled s FULL JOIN reserved_line l USING (reservation_id, location_id, sku)
    CROSS JOIN LATERAL (VALUES
      ('quantity', s.granted, l.quantity),
      ('fulfilled', s.fulfilled, l.fulfilled),
      ('released', s.released, l.released)
    ) c (field, expected, actual)
    WHERE coalesce(c.expected, 0) <> coalesce(c.actual, 0)

    UNION ALL
    SELECT 'transferred_once', coalesce(t.to_location_id, ''), sku, transfer_id, c.field, coalesce(c.expected, 0),
           coalesce(c.actual, 0)
    FROM transferred s FULL JOIN inventory.transfer_line l USING (transfer_id, sku)
    LEFT JOIN inventory.transfer t USING (transfer_id)
    CROSS JOIN LATERAL (VALUES
      ('shipped', s.shipped, l.shipped),
      ('received', s.received, l.received),
      ('lost', s.lost, l.lost)
    ) c (field, expected, actual)
    WHERE coalesce(c.expected, 0) <> coalesce(c.actual, 0)

    UNION ALL
    -- Ids that hold a slash or a percent sign stand encoded in the ledger, and no sender is known to use them.
    SELECT 'entered_once', p.location_id, p.sku, p.sale_id, 'quantity', 0, p.quantity
    FROM inventory.pending_sale_line p
    JOIN inventory.stock_movement m ON m.movement_id = concat_ws('/', 'sale', p.location_id, p.sale_id, p.line_id)

    UNION ALL
    SELECT 'untold_shortage', s.location_id, s.sku, NULL, 'shortage', coalesce(greatest(least(t.shortage, since.shortage), 0), 0),
           s.shortage
    FROM short s LEFT JOIN inventory.told_shortage t USING (location_id, sku)
    LEFT JOIN LATERAL (
      SELECT min(b.shortage) AS shortage FROM (
        SELECT DISTINCT ON (m.recorded_at)
               m.reserved + m.committed - (m.on_hand - m.damaged - m.quality_control) AS shortage
        FROM inventory.stock_movement m
        WHERE m.location_id = s.location_id AND m.sku = s.sku AND m.sequence >= t.sequence
        ORDER BY m.recorded_at, m.sequence DESC
      ) b
    ) since ON true
    WHERE t.shortage IS NULL OR s.shortage > least(t.shortage, since.shortage)
  ) drift
  ORDER BY location_id, sku, invariant, reference, field LIMIT $1`;
