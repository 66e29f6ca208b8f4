-- Which acts were done by $by, called $act, from $since to before $until (each may be null: any), the newest first?
-- Grain: act; $rows of them after the first $skipped.
select place, acted_at, acted_by, act, detail
from audit
where
    ($by is null or acted_by = $by) and ($act is null or act = $act)
    and ($since is null or acted_at >= $since) and ($until is null or acted_at < $until)
order by place desc
limit $rows offset $skipped
