-- Which returns were received before $before, and still have their bytes and free text? Grain: submission, the oldest first.
select id as submission, unit, period, received_at
from submission
where received_at < $before and not is_sample and id not in (select submission from purge)
order by received_at
