-- Of which returns are bytes and free text gone, since when, by whom, for what reason? Grain: submission, the newest first.
select p.submission, s.unit, s.period, s.received_at, p.purged_at, p.purged_by, p.reason, p.has_titles
from purge p join submission s on s.id = p.submission
order by p.purged_at desc
