-- Collaborations whose end was looked at for the tag of its outcome: each once, whatever is retried or restarted,
-- so that a tag which somebody took away since does not come back.
create table outcome_tags (
  collaboration_id uuid primary key,
  at timestamptz not null default now()
);

-- What ended before there were such tags is left as it is.
insert into outcome_tags (collaboration_id)
select id from collaborations where status in ('Completed', 'Cancelled');

-- Who may be one person: the same mail address, the same handle on another platform.
create index creators_email on creators (lower(contact ->> 'email')) where contact ->> 'email' is not null;
create index creator_handles_key on creator_handles (handle_key);
