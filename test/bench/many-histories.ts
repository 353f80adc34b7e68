import type { Sql } from '@parley/workflows/projection/postgres';

/**
 * Fills an empty database with campaigns of 1,000 collaborations each and timelines of five events: created, terms,
 * two moves, and a payment or a hand-in, spread over two years; one in fifty moves was taken back. The rows hold
 * what reports read, and no workflow stands behind them.
 */
export async function makeHistories(sql: Sql, collaborations: number): Promise<void> {
  await sql`select setseed(0.5)`;
  await sql`
    insert into people (id, name, email, role)
    select gen_random_uuid(), 'Person ' || n, n || '@example.com', 'member' from generate_series(1, 20) n`;
  await sql`
    insert into campaigns (id, name, status, budget_cents, currency)
    select gen_random_uuid(), 'Campaign ' || n, 'Live', 10000000, (array['EUR', 'USD'])[1 + n % 2]
    from generate_series(1, ${collaborations}::int / 1000) n`;
  await sql`
    insert into creators (id, name) select gen_random_uuid(), 'Creator ' || n
    from generate_series(1, ${collaborations}::int / 5) n`;
  await sql`
    insert into creator_handles (creator_id, position, platform, handle)
    select id, 0, (array['Instagram', 'TikTok', 'YouTube'])[1 + (random() * 2)::int], 'h' || row_number() over ()
    from creators`;
  await sql`insert into tags (id, name, colour) select gen_random_uuid(), 'Tag ' || n, 'grey' from generate_series(1, 10) n`;
  await sql`
    insert into creator_tags (creator_id, tag_id)
    select c.id, t.id from creators c cross join tags t where random() < 0.1`;
  await makeCollaborations(sql, collaborations);
  await makeEvents(sql);
  await sql`vacuum analyze`;
}

async function makeCollaborations(sql: Sql, count: number): Promise<void> {
  await sql`
    insert into collaborations (id, version, state, campaign_id, creator_id, status, status_since, created_at, updated_at)
    select gen_random_uuid(), 5, jsonb_build_object('filling', repeat(md5(n::text), 20)), c.ids[1 + n % cardinality(c.ids)],
      r.ids[1 + n % cardinality(r.ids)], 'Fulfilling', now(), made.at, made.at
    from generate_series(1, ${count}::int) n
    cross join (select array_agg(id) as ids from campaigns) c
    cross join (select array_agg(id) as ids from creators) r
    cross join lateral (select now() - (random() * 700 + n * 0) * interval '1 day' as at) made`;
}

async function makeEvents(sql: Sql): Promise<void> {
  await sql`
    with c as (select *, random() as luck, gen_random_uuid() as deliverable from collaborations),
    p as (select array_agg(id) as ids from people)
    insert into events (collaboration_id, seq, type, at, actor_kind, actor_id, data, command_id)
    select c.id, e.seq, e.type, c.created_at + e.seq * luck * interval '5 days', 'member',
      p.ids[1 + (luck * 19)::int], e.data, gen_random_uuid()
    from c cross join p cross join lateral (values
      (1, 'Created', jsonb_build_object('id', c.id, 'campaignId', c.campaign_id, 'creatorId', c.creator_id,
        'ownerId', null, 'shipsProduct', false, 'terms', jsonb_build_object('conditions', null, 'deliverables', '[]'::jsonb,
        'timeline', '{"startsOn": null, "dueOn": null}'::jsonb, 'compensation',
        '{"amountCents": null, "currency": null, "commissionPercent": null, "product": null}'::jsonb))),
      (2, 'TermsChanged', jsonb_build_object('compensation', jsonb_build_object('amountCents', (luck * 100000)::int + 1,
        'currency', 'EUR', 'commissionPercent', null, 'product', null), 'deliverables', jsonb_build_array(jsonb_build_object(
        'id', c.deliverable, 'type', 'Reel', 'quantity', 1, 'requirements', null,
        'dueOn', (c.created_at + interval '20 days')::date)))),
      (3, 'StatusChanged', '{"from": "Pending", "to": "Negotiating", "reason": null}'::jsonb),
      (4, case when luck < 0.02 then 'Undone' else 'StatusChanged' end, case when luck < 0.02 then '{"seq": 3}'::jsonb
        when luck < 0.2 then '{"from": "Negotiating", "to": "Cancelled", "reason": "No answer"}'::jsonb
        else '{"from": "Negotiating", "to": "Fulfilling", "reason": null}'::jsonb end),
      (5, case when luck < 0.6 then 'PaymentMade' else 'ContentDelivered' end, case when luck < 0.6
        then '{"amountCents": 5000, "currency": "EUR", "paidOn": null, "method": null, "reference": null}'::jsonb
        else jsonb_build_object('url', 'https://example.com', 'title', null, 'deliverableId', c.deliverable) end)
    ) e(seq, type, data)`;
}
