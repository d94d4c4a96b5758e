import type pg from 'pg';

/** First key of the advisory locks by which sessions show that they are alive. */
export const SESSION_LOCK_CLASS = 1_936_221_549;

/** `topic partition,partition,...`: new messages. */
export const MESSAGES_CHANNEL = 'messaging_published';
/** `group topic`: members or partitions of a group changed. */
export const GROUPS_CHANNEL = 'messaging_group';

/** Every step runs once, in order; released steps never change. */
const STEPS: readonly string[] = [
  `
  CREATE TABLE messaging.topic (
    name text COLLATE "C" PRIMARY KEY,
    cleanup text NOT NULL CHECK (cleanup IN ('delete', 'compact')),
    retention interval NOT NULL
  );

  CREATE TABLE messaging.partition (
    topic text COLLATE "C" NOT NULL REFERENCES messaging.topic (name) ON DELETE CASCADE,
    partition integer NOT NULL CHECK (partition >= 0),
    next_offset bigint NOT NULL DEFAULT 0,
    -- Compaction has looked at everything before this offset, and left so many messages there.
    compacted_to bigint NOT NULL DEFAULT 0,
    compacted_count bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (topic, partition)
  ) WITH (fillfactor = 20);

  CREATE TABLE messaging.message (
    topic text COLLATE "C" NOT NULL,
    partition integer NOT NULL,
    "offset" bigint NOT NULL,
    key text COLLATE "C",
    headers text NOT NULL,
    -- The value as text, or as bytes when text cannot hold it.
    value text,
    bytes bytea,
    published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (topic, partition, "offset")
  );

  CREATE TABLE messaging.consumer_offset (
    consumer_group text COLLATE "C" NOT NULL,
    topic text COLLATE "C" NOT NULL,
    partition integer NOT NULL,
    next_offset bigint NOT NULL,
    -- Who may commit: the session that owns it, at this very epoch.
    owner integer,
    epoch bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (consumer_group, topic, partition)
  ) WITH (fillfactor = 20);

  CREATE SEQUENCE messaging.session_number AS integer CYCLE;

  CREATE TABLE messaging.group_member (
    consumer_group text COLLATE "C" NOT NULL,
    topic text COLLATE "C" NOT NULL,
    session integer NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (consumer_group, topic, session)
  ) WITH (fillfactor = 50);

  -- Appends messages and wakes readers. Part i is a partition; row r goes to part p[r]. The partition rows are
  -- locked (callers send the parts sorted) until commit, so offsets have no gaps and become visible in order.
  CREATE FUNCTION messaging.publish(
    part_topics text[], part_numbers integer[], part_counts integer[],
    parts integer[], positions integer[], keys text[], headers text[], vals text[], hexes text[]
  ) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    first bigint;
    firsts bigint[] := '{}';
    at timestamptz;
  BEGIN
    FOR i IN 1 .. cardinality(part_topics) LOOP
      UPDATE messaging.partition SET next_offset = next_offset + part_counts[i]
        WHERE topic = part_topics[i] AND partition = part_numbers[i]
        RETURNING next_offset - part_counts[i] INTO first;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no topic % with partition %', part_topics[i], part_numbers[i]
          USING ERRCODE = 'MSG01';
      END IF;
      firsts := firsts || first;
    END LOOP;
    -- Taken after the locks: within a partition, time does not run backwards.
    at := clock_timestamp();
    INSERT INTO messaging.message (topic, partition, "offset", key, headers, value, bytes, published_at)
      SELECT part_topics[r.part], part_numbers[r.part], firsts[r.part] + r.pos, r.key, r.headers, r.val,
             decode(r.hex, 'hex'), at
      FROM unnest(parts, positions, keys, headers, vals, hexes) AS r (part, pos, key, headers, val, hex);
    PERFORM pg_notify('${MESSAGES_CHANNEL}', t.topic || ' ' || t.numbers)
      FROM (SELECT p.topic, string_agg(p.number::text, ',') AS numbers
            FROM unnest(part_topics, part_numbers) AS p (topic, number) GROUP BY p.topic) t;
  END $$;

  -- One heartbeat of a member, and the assignment as it follows from the members that are alive: their session
  -- holds its advisory lock (lost with its connection) and has been here lately. Partition p belongs to member
  -- p modulo their number. Answers the partitions that are this session's, or should be.
  CREATE FUNCTION messaging.attend(for_group text, for_topic text, me integer, patience interval)
  RETURNS TABLE (part integer, next_offset bigint, epoch bigint, mine boolean, wanted boolean)
  LANGUAGE plpgsql AS $$
  #variable_conflict use_column
  DECLARE
    changed boolean;
    alive integer[];
    my_rank integer;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('messaging:' || for_group || ' ' || for_topic, 0));
    INSERT INTO messaging.group_member AS m (consumer_group, topic, session, seen_at)
      VALUES (for_group, for_topic, me, clock_timestamp())
      ON CONFLICT ON CONSTRAINT group_member_pkey DO UPDATE SET seen_at = clock_timestamp()
      RETURNING m.xmax = 0 INTO changed;
    DELETE FROM messaging.group_member m
      WHERE m.consumer_group = for_group AND m.topic = for_topic AND m.session <> me
        AND (m.seen_at < clock_timestamp() - patience OR NOT EXISTS (
          SELECT FROM pg_locks l
          WHERE l.locktype = 'advisory' AND l.classid = ${SESSION_LOCK_CLASS} AND l.objid = m.session::oid AND l.objsubid = 2
            AND l.granted AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())));
    changed := changed OR FOUND;
    SELECT array_agg(m.session ORDER BY m.session) INTO alive FROM messaging.group_member m
      WHERE m.consumer_group = for_group AND m.topic = for_topic;
    my_rank := array_position(alive, me) - 1;
    INSERT INTO messaging.consumer_offset (consumer_group, topic, partition, next_offset)
      SELECT for_group, for_topic, p.partition, 0 FROM messaging.partition p WHERE p.topic = for_topic
        AND NOT EXISTS (SELECT FROM messaging.consumer_offset o WHERE o.consumer_group = for_group
          AND o.topic = for_topic AND o.partition = p.partition)
      ON CONFLICT DO NOTHING;
    UPDATE messaging.consumer_offset o SET owner = me, epoch = o.epoch + 1
      WHERE o.consumer_group = for_group AND o.topic = for_topic AND o.partition % cardinality(alive) = my_rank
        AND (o.owner IS NULL OR o.owner <> ALL (alive));
    IF changed THEN
      PERFORM pg_notify('${GROUPS_CHANNEL}', for_group || ' ' || for_topic);
    END IF;
    RETURN QUERY SELECT o.partition, o.next_offset, o.epoch, o.owner IS NOT DISTINCT FROM me,
        o.partition % cardinality(alive) = my_rank
      FROM messaging.consumer_offset o
      WHERE o.consumer_group = for_group AND o.topic = for_topic
        AND (o.owner = me OR o.partition % cardinality(alive) = my_rank);
  END $$;
  `,
];

/** Creates or upgrades the schema `messaging`; processes that start together do it one after the other. */
export async function installSchema(client: pg.ClientBase): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('migrate:messaging', 0))`);
    await client.query('CREATE SCHEMA IF NOT EXISTS messaging');
    await client.query('CREATE TABLE IF NOT EXISTS messaging.migration (step integer PRIMARY KEY)');
    const { rows } = await client.query<{ done: number }>(
      'SELECT count(*)::int AS done FROM messaging.migration',
    );
    for (let step = rows[0]!.done; step < STEPS.length; step++) {
      await client.query(STEPS[step]!);
      await client.query('INSERT INTO messaging.migration VALUES ($1)', [step + 1]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}
