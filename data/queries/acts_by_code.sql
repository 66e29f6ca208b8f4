-- Which acts carry a seal that begins with $code (lower case)? Grain: act, the newest first; 20 at most.
select place, acted_at, acted_by, act, detail, seal
from audit
where length($code) >= 8 and starts_with(seal, $code)
order by place desc
limit 20
