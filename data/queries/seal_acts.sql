-- What does the record of acts say was sealed? Grain: act, in the order in which they were done; `detail` as
-- exports/seals.py writes it.
select detail
from audit
where act = 'seal'
order by place
