-- Which returns of $unit for $period had come in by $as_of, and what had become of each? Grain: submission, oldest first.
-- withdrawn_at, withdrawn_by, reason: null unless it was withdrawn by then; one at most is current. purged_at, purge_reason: of
-- today, for what was purged cannot be shown as of earlier either.
select s.id as submission, row_number() over (order by s.received_at) as version, s.received_at, s.received_by, s.file_name,
       s.is_sample, p.purged_at, p.reason as purge_reason, w.withdrawn_at, w.withdrawn_by, w.reason, r.id is not null as is_current
from submission s
left join current_return r on r.id = s.id
left join purge p on p.submission = s.id
left join withdrawal w on w.submission = s.id and w.withdrawn_at <= $as_of
where s.unit = $unit and s.period = $period and s.received_at <= $as_of
order by s.received_at
