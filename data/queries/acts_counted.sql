-- How many acts were done by $by, called $act, from $since to before $until (each may be null: any)? Grain: one row.
select count(*) as acts
from audit
where
    ($by is null or acted_by = $by) and ($act is null or act = $act)
    and ($since is null or acted_at >= $since) and ($until is null or acted_at < $until)
